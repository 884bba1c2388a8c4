import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { isText } from "../headers.ts";

const compress = promisify(gzip);

/** Writes a compressed file `x.gz` beside each text file `x` of a folder. Servers send it to clients that accept gzip. */
export async function compressTexts(folder: string): Promise<void> {
  for (const path of (await readdir(folder, { recursive: true })).filter(isText)) {
    const file = join(folder, path);
    await writeFile(`${file}.gz`, await compress(await readFile(file), { level: 9 }));
  }
}
