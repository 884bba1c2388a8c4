import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Samples } from "./pages/operations.ts";

const folder = fileURLToPath(new URL("samples/", import.meta.resolve("@ucwa-meetings/spec/package.json")));

/** The curl command and the TypeScript program of each operation that has both. */
export async function readSamples(): Promise<Samples> {
  const files = await readdir(folder).catch(() => []);
  const names = files.filter((file) => file.endsWith(".sh")).map((file) => file.slice(0, -".sh".length));
  const samples = await Promise.all(
    names.map(async (name) => [
      name,
      { sh: await readFile(`${folder}${name}.sh`, "utf8"), ts: await readFile(`${folder}${name}.ts`, "utf8") },
    ]),
  );
  return Object.fromEntries(samples);
}
