import { escapeControlCharacters } from "../http/text.ts";
import type { JournalEntry } from "../state/journal-entry.ts";

/** How requests are logged. */
export const logFormats = ["line", "json", "none"] as const;
export type LogFormat = (typeof logFormats)[number];

/** What writes one line for each request; undefined where none is wanted. */
export function logger(
  form: LogFormat,
  { out }: { out(line: string): void },
): ((entry: JournalEntry) => void) | undefined {
  if (form === "none") return undefined;
  return (entry) => out(form === "json" ? toJson(entry) : toLine(entry));
}

function toLine({ method, target, status, violations, fault, milliseconds }: JournalEntry): string {
  const notes = [...(fault ? [`fault ${fault}`] : []), ...violations].map((note) => `  ${note.replace(/\s+/g, " ")}`);
  return escapeControlCharacters(`${method} ${target} ${status} ${milliseconds.toFixed(1)} ms${notes.join("")}`);
}

// A log keeps what was asked and how it ended; headers and bodies are for the journal.
function toJson({ headers, body, ...entry }: JournalEntry): string {
  return escapeControlCharacters(JSON.stringify({ time: new Date().toISOString(), ...entry }));
}
