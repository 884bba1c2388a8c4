import { execFile, execFileSync } from "node:child_process";
import { globSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
/** The workspace of the generators, with their configurations and the programs that use what they generate. */
export const workspace = join(root, "test/packed/generators");
/** The bundle that users feed to their generators. */
export const bundle = join(root, "spec/dist/openapi.json");
const input = relative(workspace, bundle);

/** A generator as a user would run it: its command, the folder that it writes to, and a program that uses that. */
export interface Generator {
  name: string;
  /** The package, from the folder that it is installed in. */
  command: string;
  args: string[];
  folder?: string;
  output: string;
  program: string;
}

const inWorkspace = (name: string, command: string, ...args: string[]): Generator => ({
  name,
  command,
  args,
  output: `dist/${name}`,
  program: `consumers/${name}.ts`,
});

/** All generators that the document is tried with. */
export const generators: Generator[] = [
  inWorkspace("openapi-typescript", "openapi-typescript/bin/cli.js", input, "-o", "dist/openapi-typescript/types.ts"),
  inWorkspace("hey-api", "@hey-api/openapi-ts/bin/run.js", "-f", "hey-api.config.mjs"),
  inWorkspace("orval", "orval/dist/bin/orval.mjs", "--config", "orval.config.mjs"),
  inWorkspace("kubb", "@kubb/cli/bin/kubb.cjs", "generate", "--config", "kubb.config.mjs"),
  inWorkspace(
    "swagger-typescript-api",
    "swagger-typescript-api/dist/cli.mjs",
    ...["generate", "-p", input, "-o", "dist/swagger-typescript-api", "-n", "api.ts"],
  ),
  inWorkspace("oazapfts", "oazapfts/dist/cli.js", input, "dist/oazapfts/api.ts"),
  {
    name: "openapi-zod-client",
    command: "openapi-zod-client/bin.js",
    args: [join("..", input), "-o", "dist/client.ts"],
    folder: "zod-3",
    output: "dist",
    program: "openapi-zod-client.ts",
  },
];

/** Installs the generators from their lockfile. */
export function installGenerators(): void {
  execFileSync(process.execPath, [join(root, "tools/tasks/install.ts"), "generators*"], {
    cwd: root,
    stdio: "pipe",
  });
}

/** Runs a tool of the workspace. Gives all that it printed; throws with that if it fails. */
export async function runTool(command: string, args: string[], folder = ""): Promise<string> {
  const cwd = join(workspace, folder);
  const env = { ...process.env, NO_COLOR: "1", CI: "1", SCARF_ANALYTICS: "false", DO_NOT_TRACK: "1" };
  const { stdout, stderr } = await run(process.execPath, [join(cwd, "node_modules", command), ...args], {
    cwd,
    env,
    maxBuffer: 100_000_000,
  }).catch(({ stdout, stderr }) => {
    throw new Error(`${command} failed:\n${stdout}\n${stderr}`);
  });
  return stdout + stderr;
}

/** Runs the generator again. Returns what it printed. */
export function generate({ command, args, folder = "", output }: Generator): Promise<string> {
  const target = join(workspace, folder, output);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  return runTool(command, args, folder);
}

/** What the compiler has against the generated code and the program that uses it. */
export async function compile({ folder = "", output, program }: Generator): Promise<string> {
  const cwd = join(workspace, folder);
  const tsc = createRequire(join(workspace, "package.json")).resolve("typescript/bin/tsc");
  const flags = ["--noEmit", "--strict", "--skipLibCheck", "--allowImportingTsExtensions"];
  const platform = ["--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--module", "esnext"];
  const files = globSync(`${output}/**/*.ts`, { cwd });
  const args = [tsc, ...flags, ...platform, "--moduleResolution", "bundler", ...files, program];
  const { stdout } = await run(process.execPath, args, { cwd }).catch(({ stdout }: { stdout: string }) => ({ stdout }));
  return stdout;
}

/** Bundles a program with what was generated, and has Node evaluate an expression over its exports. Gives what that printed. */
export async function evaluate({ folder = "", program, name }: Generator, expression: string, argument: string) {
  const cwd = join(workspace, folder);
  const outfile = join(workspace, "dist", `${name}.bundle.mjs`);
  const contents = `import * as program from "./${program}";\nconsole.log(JSON.stringify(await (${expression})(program, process.argv[2])));`;
  await build({
    stdin: { contents, resolveDir: cwd, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "es2022",
    // What is CommonJS, such as axios, asks for Node's own modules.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "error",
  });
  const { stdout } = await run(process.execPath, [outfile, argument]);
  const value: unknown = JSON.parse(stdout);
  return value;
}
