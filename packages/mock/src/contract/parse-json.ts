import { getErrorMessage } from "../http/text.ts";

/** The limits of a body, in JSON and in XML. */
export interface BodyLimits {
  /** Members and items in all; in XML, elements. */
  values: number;
  /** Levels of lists and objects; in XML, of elements. */
  depth: number;
}

/** The limits of the mock, far above what a meeting needs. */
export const defaultBodyLimits: BodyLimits = { values: 5000, depth: 32 };
/** How many values of a body that exceeds the limit are validated. */
const prefixLength = 1000;

/** JSON with more levels than the limit. */
export class DepthError extends SyntaxError {}

/** Parsed JSON. If `isWhole` is false, it is the beginning of a body that has too many values. */
export interface JsonResult {
  value: unknown;
  isWhole: boolean;
}

/**
 * Parses JSON within limits, so that no body can keep other requests waiting. Throws `SyntaxError` for text that is not JSON and for a
 * number that is too large for JavaScript, and `DepthError` for too many levels. Each message has the form "expected …, got …".
 */
export function parseJson(text: string, limits: BodyLimits = defaultBodyLimits): JsonResult {
  const beginning = truncateJson(text, limits);
  const value = parseText(beginning ?? text);
  requireFiniteNumbers(value);
  return { value, isWhole: beginning === undefined };
}

/** Parses JSON without limits. Throws `SyntaxError`; its message has the form "expected …, got …" and contains what the parser says. */
export function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`expected JSON (${getErrorMessage(error)}), got other text`, { cause: error });
  }
}

/**
 * Returns the beginning of a text that has too many values, closed so that it is JSON itself; undefined for all other texts. It runs before the
 * text is parsed, because parsing a hundred thousand keys takes long.
 */
function truncateJson(text: string, { values: maxValues, depth }: BodyLimits): string | undefined {
  const closing: string[] = [];
  let values = 1;
  let beginning = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = skipString(text, at);
    else if (character === "]" || character === "}") closing.pop();
    else if (character === "[" || character === "{") {
      closing.unshift(character === "[" ? "]" : "}");
      if (closing.length > depth) throw new DepthError(`expected at most ${depth} levels, got more`);
    } else if (character === ",") {
      if (values === prefixLength) beginning = text.slice(0, at) + closing.join("");
      values += 1;
      if (values > maxValues) return beginning;
    }
  }
  return undefined;
}

function skipString(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    at = text.indexOf('"', at);
    if (at === -1) return text.length;
    let backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
}

/** Throws `SyntaxError` for a number such as `1e400`, which `JSON.stringify` would write as null. */
function requireFiniteNumbers(value: unknown): void {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new SyntaxError("expected numbers up to 1.8e308, got a greater one");
  }
  if (typeof value === "object" && value !== null)
    for (const inner of Object.values(value)) requireFiniteNumbers(inner);
}
