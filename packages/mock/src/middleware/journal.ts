import { redactorOf, withoutExcerpt } from "../redact/redact.ts";
import type { Received } from "../server/read-request.ts";
import type { Answer } from "./contract.ts";
import type { JournalEntry } from "./controls.ts";

/** The last requests of one server. */
export interface Journal {
  entries(): JournalEntry[];
  add(entry: JournalEntry): void;
  clear(): void;
}

// So that a mock which runs for weeks does not fill the memory.
const kept = 1000;
const keptCharacters = 8_000_000;
const keptBody = 10_000;

/** Starts empty, and forgets the oldest entries when there are many, or when they have much in them. */
export function createJournal(): Journal {
  const sizes = new Map<JournalEntry, number>();
  let total = 0;
  return {
    entries: () => [...sizes.keys()],
    add(entry) {
      const size = sizeOf(entry);
      sizes.set(entry, size);
      total += size;
      for (const [oldest, itsSize] of sizes) {
        if (sizes.size <= kept && total <= keptCharacters) break;
        sizes.delete(oldest);
        total -= itsSize;
      }
    },
    clear() {
      sizes.clear();
      total = 0;
    },
  };
}

// Roughly: what is long in an entry came with the request.
function sizeOf({ target, headers, body, violations }: JournalEntry): number {
  let size = target.length + body.length;
  for (const text of violations) size += text.length;
  for (const [name, value] of Object.entries(headers)) size += name.length + value.length;
  return size;
}

/** Writes an exchange down, without its tokens. They are hidden before the body is cut, so that no piece of one is left at its end. */
export function toEntry(received: Received, answer: Answer, started: number, fault?: string): JournalEntry {
  const { method, target, headers, body } = received;
  const text = body.kind === "bytes" ? body.bytes.toString("utf8") : "";
  const redact = redactorOf({ target, headers, text });
  return {
    method,
    target: redact.target(target),
    headers: redact.headers(headers),
    body: redact.text(text).slice(0, keptBody),
    ...(answer.operationId !== undefined && { operationId: answer.operationId }),
    status: answer.status,
    violations: (answer.violations?.request ?? []).map(({ message }) => redact.text(withoutExcerpt(message))),
    ...(fault !== undefined && { fault }),
    milliseconds: Math.round((performance.now() - started) * 1000) / 1000,
  };
}
