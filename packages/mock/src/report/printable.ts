// Control characters, and those that turn the direction of writing or break a line.
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** A text of one line that does nothing to a terminal: what would is written as `\u001b`. In JSON it stays what it was. */
export function printable(text: string): string {
  return text.replace(unprintable, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
