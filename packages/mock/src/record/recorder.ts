import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Exchange } from "../check/exchange.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { UsageError } from "../errors.ts";
import { isXml } from "../http/media-type.ts";
import { getErrorMessage, isObject } from "../http/text.ts";
import { collectDocumentWords } from "./document-words.ts";
import { type Timing, toHarEntry } from "./har-entry.ts";
import { createHarFile, type HarFile } from "./har-file.ts";
import type { RecordingSummary } from "./recording-summary.ts";
import { createValueRedaction } from "./redact-values.ts";
import type { Redaction } from "./redaction-type.ts";
import { createRedactions } from "./redactions.ts";
import { createSeedCollector, type SeedCollector } from "./seeds.ts";
import { createStandIns } from "./stand-ins.ts";

/** Writes exchanges into a folder. */
export interface Recorder {
  /** Adds an exchange. Never throws. */
  add(exchange: Exchange, timing: Timing): Promise<void>;
  summary(): RecordingSummary;
  /** Writes what is left. */
  close(): Promise<void>;
}

/** Where to record, and what to leave out. */
export interface RecorderOptions {
  folder: string;
  origin: URL;
  redactions: Redaction[];
  bodyLimit: number;
  /** The largest size of the HAR file. */
  maxBytes?: number;
}

const defaultMaxBytes = 64 * 1024 * 1024;
// A recording that is killed loses what the last resources of this time were, but no exchange.
const seedDelay = 500;

/** Creates a recorder with a HAR file of its own. Throws `UsageError` for a folder that cannot be written. */
export function createRecorder(operations: HttpOperation[], options: RecorderOptions): Recorder {
  const { folder, origin, redactions, bodyLimit, maxBytes = defaultMaxBytes } = options;
  const words = collectDocumentWords(operations);
  // Nobody but this process knows it, so that stand-ins lead nowhere.
  const standIns = createStandIns(randomBytes(32));
  standIns.host(origin.host);
  const redaction = createValueRedaction([...redactions, ...createRedactions(words)], words, standIns);
  const file = createFile(folder, maxBytes);
  const collector = createSeedCollector(operations);
  const seedFile = createSeedFile(join(folder, "seeds.json"), collector);
  const counts = { recorded: 0, omitted: 0 };
  let failure: string | undefined;
  let last = Promise.resolve();

  const record = async (exchange: Exchange, timing: Timing) => {
    // Without a response of the server's there is nothing that it said.
    if (failure !== undefined || exchange.failure || exchange.response.status === 0) {
      counts.omitted += 1;
      return;
    }
    try {
      const entry = await toHarEntry(exchange, timing, origin, redaction, bodyLimit);
      counts[file.add(entry) ? "recorded" : "omitted"] += 1;
      await collect(collector, entry);
      seedFile.touch();
    } catch (error) {
      failure = getErrorMessage(error);
      counts.omitted += 1;
    }
  };
  const close = () => {
    file.close();
    try {
      seedFile.write();
    } catch (error) {
      failure ??= getErrorMessage(error);
    }
  };
  let closed: Promise<void> | undefined;
  return {
    add(exchange, timing) {
      last = last.then(() => record(exchange, timing));
      return last;
    },
    summary: () => ({
      ...{ file: file.path, ...counts, seedFile: seedFile.path, seeds: collector.seeds().length },
      ...(failure !== undefined && { failure }),
    }),
    close() {
      closed ??= last.then(close);
      return closed;
    },
  };
}

function createFile(folder: string, maxBytes: number): HarFile {
  try {
    mkdirSync(folder, { recursive: true });
    return createHarFile(folder, maxBytes);
  } catch (error) {
    const actual = `${JSON.stringify(folder)} (${getErrorMessage(error)})`;
    throw new UsageError(`record: expected a folder that can be written, got ${actual}.`, { cause: error });
  }
}

async function collect(collector: SeedCollector, entry: unknown): Promise<void> {
  const { request, response } = isObject(entry) ? entry : {};
  if (!isObject(request) || !isObject(response) || !isObject(response.content)) return;
  const { text, mimeType } = response.content;
  const body = { text: String(text), isXml: isXml(String(mimeType)) };
  await collector.add(String(request.method), String(request.url), Number(response.status), body);
}

/** A file with the resources. It is replaced as a whole, so that it is never half written. */
function createSeedFile(path: string, collector: SeedCollector) {
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const text = `${JSON.stringify(collector.seeds(), undefined, 2)}\n`;
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, path);
  };
  return {
    path,
    write,
    touch() {
      timer ??= setTimeout(() => {
        try {
          write();
        } catch {
          // The next one, or the last, may be written.
        }
      }, seedDelay).unref();
    },
  };
}
