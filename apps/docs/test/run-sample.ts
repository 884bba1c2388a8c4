import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startMock } from "@ucwa-meetings/mock";

/** What a sample printed, and how it ended. */
export interface SampleRun {
  exitCode: number;
  output: string;
  errors: string;
}

/** The address that the samples are written for: the mock as `pnpm start` serves it. */
export const writtenFor = "http://127.0.0.1:4010";

/**
 * Runs a sample as a reader would, against the mock at `mock` or one of its own; only the mock's address is put in. TypeScript runs in a
 * folder of this package, where the packages that it imports are found, and so does the command `ucwa-mock`.
 */
export async function runSample(file: string, mock?: string): Promise<SampleRun> {
  await using own = mock === undefined ? await startMock({ port: 0 }) : undefined;
  const generated = fileURLToPath(new URL("../.generated", import.meta.url));
  await mkdir(generated, { recursive: true });
  const folder = await mkdtemp(join(generated, "sample-"));
  const copy = join(folder, `sample${extname(file)}`);
  await writeFile(copy, (await readFile(file, "utf8")).replaceAll(writtenFor, own?.url ?? mock ?? writtenFor));
  const [command, ...args] = file.endsWith(".sh") ? ["sh", copy] : [process.execPath, copy];
  try {
    return await run(command ?? "", args, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function run(command: string, args: string[], cwd: string): Promise<SampleRun> {
  // npm has warnings of its own on some machines, which are not the sample's.
  const env = { ...process.env, NO_COLOR: "1", npm_config_loglevel: "error" };
  return new Promise((resolve) => {
    execFile(command, args, { cwd, env }, (error, output, errors) => {
      resolve({ exitCode: typeof error?.code === "number" ? error.code : error ? 1 : 0, output, errors });
    });
  });
}
