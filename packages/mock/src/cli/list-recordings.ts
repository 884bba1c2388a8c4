import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";

/** Returns the HAR files of a folder in the order of their names, or a file itself. Throws `UsageError` if there is none; the message begins with `name`. */
export async function listRecordings(name: string, path: string): Promise<string[]> {
  const wanted = "expected a folder with HAR files, or a HAR file";
  try {
    const status = await stat(path);
    const names = status.isDirectory() ? (await readdir(path)).filter((file) => file.endsWith(".har")).sort() : [];
    if (names.length > 0) return names.map((file) => join(path, file));
    if (status.isFile()) return [path];
  } catch (error) {
    const actual = `${JSON.stringify(path)} (${getErrorMessage(error)})`;
    throw new UsageError(`${name}: ${wanted}, got ${actual}.`, { cause: error });
  }
  throw new UsageError(`${name}: ${wanted}, got ${JSON.stringify(path)}, where there is none.`);
}
