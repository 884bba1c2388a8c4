import type { BodyCodec, Properties } from "./codec.ts";

/** A string, with a colon if it is a name; or a number. */
const lexemes = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|-?\d[\w.+-]*/g;

/** Begins a string that holds a lexeme. It is drawn at the first use, so that nobody can guess it. */
let losslessMarker = "";

/** The codec for JSON as one that loses nothing. */
export function toLossless(json: BodyCodec): BodyCodec {
  return { ...json, parse: parseLossless, stringify: stringifyLossless };
}

/**
 * Parses JSON so that `stringifyLossless` gives it back as it was: `JSON.parse` rounds long numbers, and forgets which characters
 * were escaped.
 *
 * `JSON.rawJSON`, and the source text that a reviver gets, can replace it once Node.js 20 is no longer supported.
 */
function parseLossless(text: string): unknown {
  losslessMarker ||= `as written ${Math.random()}:`;
  return JSON.parse(
    text.replace(lexemes, (lexeme, colon) =>
      colon || JSON.stringify(JSON.parse(lexeme)) === lexeme ? lexeme : JSON.stringify(losslessMarker + lexeme),
    ),
  );
}

/** Writes JSON. What `parseLossless` has read is written as it was. */
function stringifyLossless(body: Properties): string {
  return JSON.stringify(body).replace(lexemes, (lexeme) =>
    losslessMarker && lexeme.startsWith(`"${losslessMarker}`)
      ? JSON.parse(lexeme).slice(losslessMarker.length)
      : lexeme,
  );
}
