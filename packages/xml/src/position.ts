/** A place in a text, as people count. */
export interface Position {
  line: number;
  column: number;
  excerpt: string;
}

const reach = 40;

/** Says where an offset is. Line breaks must be normalized to `\n`. */
export function positionAt(text: string, offset: number): Position {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const before = visible(text.slice(Math.max(start, offset - reach), offset));
  const after = visible(text.slice(offset, Math.min(end === -1 ? text.length : end, offset + reach)));
  return {
    line: text.slice(0, start).split("\n").length,
    column: characters(text.slice(start, offset)) + 1,
    excerpt: `  ${before}${after}\n  ${" ".repeat(characters(before))}^`,
  };
}

/** Keeps the caret in its place and the terminal in its state. A surrogate that was cut in half shows as well. */
function visible(text: string): string {
  return text.replace(/\t/g, " ").replace(/[\p{Cc}\p{Cs}]/gu, "\uFFFD");
}

function characters(text: string): number {
  return text.replace(/[\uDC00-\uDFFF]/g, "").length;
}
