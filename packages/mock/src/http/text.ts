/** A text that may be from outside, cut where it is longer than a message has room for. */
export function shorten(text: string, maxLength: number): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

// Controls of a terminal (C0, DEL, C1), the line breaks that are no control, the mark of byte order, and what turns the direction of a text
// (Unicode TR 36, section 2.5).
const controlCharacter = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** A text for a terminal or a log: what would move its cursor, change its colours or turn its letters around is escaped, as in JSON. */
export function escapeControlCharacters(text: string): string {
  return text.replace(controlCharacter, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is a GUID. The name of the property that deployed servers add, and want back, is one. */
export function isGuid(text: string): boolean {
  return guid.test(text);
}

/** Whether a value is an object with keys: neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of JSON; undefined for a text that is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The message of whatever was thrown. */
export function getErrorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
