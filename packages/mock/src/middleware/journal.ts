import type { Handler } from "../http/handler.ts";
import { bodyText } from "../http/request.ts";
import type { MockResponse } from "../http/response.ts";
import { createTextQueue } from "../http/text-queue.ts";
import { createRedactor, withoutExcerpt } from "../redact/redact.ts";
import type { Context } from "../resources/context.ts";
import type { JournalEntry } from "./controls.ts";

/** The last requests of one mock. */
export interface Journal {
  entries(): JournalEntry[];
  add(entry: JournalEntry): void;
  clear(): void;
}

// A mock that runs for weeks must not fill the memory.
const maxEntries = 1000;
const maxBytes = 8_000_000;
const maxBodyLength = 10_000;

/** Creates an empty journal. It drops the oldest entries above 1,000 entries or 8 MB of JSON. */
export function createJournal(): Journal {
  const texts = createTextQueue(maxEntries, maxBytes);
  return {
    entries: () => texts.texts().map(parseEntry),
    add: (entry) => texts.add(JSON.stringify(entry)),
    clear: texts.clear,
  };
}

function parseEntry(text: string): JournalEntry {
  return JSON.parse(text);
}

/** Creates the handler that adds each request to the journal and passes it to `log`. It leaves out requests that control the mock. */
export function journal(entries: Journal, log?: (entry: JournalEntry) => void): Handler<Context> {
  return async (context, next) => {
    const response = await next();
    if (context.isUnlisted) return response;
    const entry = toEntry(context, response);
    entries.add(entry);
    log?.(entry);
    return response;
  };
}

/** Creates the entry. It redacts tokens before it cuts the body, so that no part of a token is left at the end. */
function toEntry(context: Context, { status }: MockResponse): JournalEntry {
  const { request, operation, violations, fault, started } = context;
  const { method, target, headers } = request;
  const text = bodyText(request);
  const redactor = createRedactor({ target, headers, text });
  return {
    method,
    target: redactor.target(target),
    headers: redactor.headers(headers),
    body: redactor.text(text).slice(0, maxBodyLength),
    ...(operation && { operationId: operation.iid ?? "" }),
    status,
    violations: (violations?.request ?? []).map(({ message }) => redactor.text(withoutExcerpt(message))),
    ...(fault !== undefined && { fault }),
    milliseconds: Math.round((performance.now() - started) * 1000) / 1000,
  };
}
