import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The samples of each operation, in the order of the page. */
export type Samples = Record<string, Sample[]>;

export interface Sample {
  language: string;
  title: string;
  text: string;
}

const folder = fileURLToPath(new URL("samples/", import.meta.resolve("@ucwa-meetings/spec/package.json")));

const kinds = [
  { ending: ".sh", language: "sh", title: "curl" },
  { ending: ".xml.sh", language: "sh", title: "curl, XML" },
  { ending: ".ts", language: "ts", title: "TypeScript" },
];

/** Returns the samples of every operation, by operationId. */
export async function readSamples(): Promise<Samples> {
  const samples: Samples = {};
  const files = await readdir(folder);
  for (const { ending, language, title } of kinds) {
    for (const file of files.filter((name) => name.slice(name.indexOf(".")) === ending)) {
      const operationId = file.slice(0, -ending.length);
      samples[operationId] ??= [];
      samples[operationId].push({ language, title, text: await readFile(folder + file, "utf8") });
    }
  }
  return samples;
}
