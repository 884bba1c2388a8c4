import { createReadStream } from "node:fs";
import { UsageError } from "../errors.ts";
import { type HarExchange, readEntry } from "../har/har-exchange.ts";
import { createEntryScanner } from "../har/scan-entries.ts";
import { getErrorMessage } from "../http/text.ts";

/**
 * Yields the exchanges of a HAR file one after another, so that only one of them has to be in memory. Throws `RecordingError` for a file that is none,
 * and `UsageError` for one that cannot be read.
 */
export async function* readHarFile(file: string): AsyncGenerator<HarExchange> {
  const scanner = createEntryScanner(file);
  let index = 0;
  for await (const text of readTexts(file)) {
    for (const entry of scanner.push(text)) {
      yield readEntry(`${file}: /log/entries/${index}`, entry);
      index += 1;
    }
  }
  scanner.end();
}

async function* readTexts(file: string): AsyncGenerator<string> {
  try {
    for await (const text of createReadStream(file, { encoding: "utf8", highWaterMark: 1_048_576 })) yield String(text);
  } catch (error) {
    const actual = `${JSON.stringify(file)} (${getErrorMessage(error)})`;
    throw new UsageError(`drift: expected a HAR file, got ${actual}.`, { cause: error });
  }
}
