import type { Answer } from "../answer/answer.ts";
import type { Received } from "../receive/receive.ts";
import type { JournalEntry } from "./journal-entry.ts";
import { redact, redactHeaders, ticketOf } from "./redact.ts";

/** The last requests of one server. */
export interface Journal {
  entries(): JournalEntry[];
  add(entry: JournalEntry): void;
  clear(): void;
}

// So that a mock which runs for weeks does not fill the memory.
const kept = 1000;
const keptBody = 10_000;

/** Starts empty, and forgets the oldest entries when there are many. */
export function createJournal(): Journal {
  let entries: JournalEntry[] = [];
  return {
    entries: () => entries.slice(-kept),
    add(entry) {
      entries.push(entry);
      if (entries.length > 2 * kept) entries = entries.slice(-kept);
    },
    clear() {
      entries = [];
    },
  };
}

/** Writes an exchange down, without its tickets. */
export function toEntry(received: Received, answer: Answer, started: number, fault?: string): JournalEntry {
  const { method, target, headers, body } = received;
  const ticket = ticketOf(headers);
  const text = body.kind === "bytes" ? body.bytes.subarray(0, keptBody).toString("utf8") : "";
  return {
    method,
    target: redact(target, ticket),
    headers: redactHeaders(headers),
    body: redact(text, ticket),
    ...(answer.operationId !== undefined && { operationId: answer.operationId }),
    status: answer.status,
    violations: (answer.violations?.request ?? []).map(({ message }) => redact(message, ticket)),
    ...(fault !== undefined && { fault }),
    milliseconds: Math.round((performance.now() - started) * 1000) / 1000,
  };
}
