/** Levels of lists and objects that a body may have; XML has as many. */
export const deepest = 32;
/** Members and items that a body may have in all; XML may have as many elements. No meeting comes near it. */
export const mostValues = 5000;
/** How many of them are looked at where there are more. */
const lookedAt = 1000;

/** JSON that was read. Where it is not whole, it is the beginning of a body that has too many values. */
export interface ParsedJson {
  value: unknown;
  isWhole: boolean;
}

/**
 * Reads JSON, within the limits of what a mock can look at without keeping everybody waiting. Throws `SyntaxError` for what is no JSON, what is
 * too deep, and a number that no computer has.
 */
export function parseJson(text: string): ParsedJson {
  const beginning = beginningOf(text);
  const value: unknown = JSON.parse(beginning ?? text);
  checkNumbers(value);
  return { value, isWhole: beginning === undefined };
}

/**
 * Undefined where a text has few enough values. The beginning of one that has too many, as JSON of its own, is found before anything is made of
 * the text, since a hundred thousand keys take their time.
 */
function beginningOf(text: string): string | undefined {
  const closing: string[] = [];
  let values = 1;
  let beginning = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === "]" || character === "}") closing.pop();
    else if (character === "[" || character === "{") {
      closing.unshift(character === "[" ? "]" : "}");
      if (closing.length > deepest) throw new SyntaxError(`Expected at most ${deepest} levels, got more.`);
    } else if (character === ",") {
      if (values === lookedAt) beginning = text.slice(0, at) + closing.join("");
      values += 1;
      if (values > mostValues) return beginning;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    at = text.indexOf('"', at);
    if (at === -1) return text.length;
    let backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
}

/** Throws `SyntaxError` for a number such as `1e400`, which would be written as null. */
function checkNumbers(value: unknown): void {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new SyntaxError("Expected numbers up to 1.8e308, got a greater one.");
  }
  if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) checkNumbers(inner);
}
