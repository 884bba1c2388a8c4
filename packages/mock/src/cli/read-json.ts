import { readFile } from "node:fs/promises";
import { parseText } from "../contract/parse-json.ts";
import { UsageError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";

/** Reads a JSON file. Throws `UsageError` for one that is not there or not JSON; the message begins with the flag. */
export async function readJson(flag: string, file: string): Promise<unknown> {
  try {
    return parseText(await readFile(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${flag}: expected a JSON file, got ${JSON.stringify(file)} (${getErrorMessage(error)}).`, {
      cause: error,
    });
  }
}
