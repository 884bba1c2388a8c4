import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPacked, type Project, tool } from "./packed.ts";

const run = promisify(execFile);
const typescript7 = join(import.meta.dirname, "../../node_modules/typescript/bin/tsc");

describe("The packed packages", () => {
  let project: Project;

  beforeAll(() => {
    project = installPacked();
  }, 120_000);
  afterAll(() => project.remove());

  const compilers: [string, string][] = [
    ["5.4", tool("typescript-5.4/bin/tsc")],
    ["5.9", tool("typescript-5.9/bin/tsc")],
    ["6", tool("typescript-6/bin/tsc6")],
    ["7", typescript7],
  ];
  const settings: [string, string[]][] = [
    [
      "strict, Node",
      ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--module", "nodenext"],
    ],
    ["not strict, Node", ["--strict", "false", "--module", "nodenext"]],
    ["strict, bundler", ["--strict", "--module", "esnext", "--moduleResolution", "bundler"]],
  ];

  // A short run has the oldest and the newest: what both take, those between them take.
  const tried = process.env.UCWA_LONG
    ? compilers
    : compilers.filter(([version]) => version === "5.4" || version === "7");

  it.each(tried.flatMap(([version, path]) => settings.map(([name, flags]) => [version, name, path, flags] as const)))(
    "check under TypeScript %s (%s), declarations included",
    { timeout: 60_000 },
    async (_version, _name, compiler, flags) => {
      const args = [
        compiler,
        "--noEmit",
        "--skipLibCheck",
        "false",
        "--target",
        "es2022",
        "--lib",
        "es2022,dom,dom.iterable",
        ...flags,
        "types.ts",
      ];
      const result = await run(process.execPath, args, { cwd: project.folder }).catch(({ stdout }) => ({ stdout }));
      expect(result.stdout).toBe("");
    },
  );

  it.each(["spec", "xml", "client", "mock"] as const)(
    "%s passes publint and are-the-types-wrong",
    { timeout: 60_000 },
    async (name) => {
      const tarball = project.tarballs[name];
      await expect(run(process.execPath, [tool("publint/src/cli.js"), tarball, "--strict"])).resolves.toBeDefined();
      const attw = [
        "--profile",
        "esm-only",
        "--no-emoji",
        "--exclude-entrypoints",
        "openapi.yaml",
        "openapi.json",
        "exchanges/*",
      ];
      await expect(
        run(process.execPath, [tool("@arethetypeswrong/cli/dist/index.js"), tarball, ...attw]),
      ).resolves.toBeDefined();
    },
  );
});
