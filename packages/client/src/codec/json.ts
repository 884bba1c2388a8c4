import type { Format } from "./codec.ts";

/** A string, with a colon if it is a name; or a number. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|-?\d[\w.+-]*/g;

/** Begins a string that holds a value as it was written. Drawn when it is first needed, so that nobody can guess it. */
let mark = "";

/** The built-in format. */
export const json: Format = {
  mediaType: "application/json",
  reads: /^[^;]*[/+]json\b/i,
  read: JSON.parse,
  // JSON.parse rounds long numbers and forgets which characters were escaped.
  readAsWritten(text) {
    mark ||= `as written ${Math.random()}:`;
    return JSON.parse(
      text.replace(token, (written, colon) =>
        colon || JSON.stringify(JSON.parse(written)) === written ? written : JSON.stringify(mark + written),
      ),
    );
  },
  write: (body) =>
    JSON.stringify(body).replace(token, (string) =>
      mark && string.startsWith(`"${mark}`) ? JSON.parse(string).slice(mark.length) : string,
    ),
};
