/** A text that may have come from outside, cut where it is longer than a message has room for. */
export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

// Controls of a terminal (C0, DEL, C1), the two line breaks that are no control, and what turns the direction of a text (Unicode TR 36, section 2.5).
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const invisible = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text for a terminal or a log: what would move its cursor, change its colours or turn its letters around is escaped, as in JSON. */
export function visible(text: string): string {
  return text.replace(invisible, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Whether a value is an object with keys: neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
