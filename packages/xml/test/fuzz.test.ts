import fc from "fast-check";
import { expect, it } from "vitest";
import { decode, encode, type JsonObject, XmlEncodeError, XmlError } from "../src/index.ts";
import { mutated } from "./mutate.ts";
import { published } from "./published.ts";
import { runs } from "./runs.ts";

/** Reads a text and, where that works, writes what was read and reads it again. Says whether it worked. */
function isRead(text: string): boolean {
  const asWritten = { timestamps: "asWritten" } as const;
  let value: JsonObject;
  try {
    value = decode(text, asWritten);
  } catch (error) {
    expect(error).toBeInstanceOf(XmlError);
    return false;
  }
  try {
    const again = encode(value, text.includes("<reason") ? { root: "reason" } : {});
    expect(decode(again, asWritten)).toEqual(value);
  } catch (error) {
    // A date that a change has made into another text is the one thing that can be read and not written.
    expect(error).toBeInstanceOf(XmlEncodeError);
    expect(error).toHaveProperty("path", "/expirationTime");
  }
  return true;
}

it("Any string is read or refused with an XmlError", () => {
  const markup = fc.constantFrom(...'<>/ =&;!?"a', "--", "]]>", "input", "resource", "reason", "property", "name");
  const string = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(markup, { maxLength: 30 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(string, (text) => {
      isRead(text);
    }),
    runs(4000),
  );
});

it("A published document with anything inserted, deleted or repeated is read and written, or refused with an XmlError", () => {
  const error = `<reason><code>BadRequest</code><parameters><parameter><name>a</name></parameter></parameters><debugInfo><a>b</a></debugInfo></reason>`;
  let read = 0;
  const parameters = runs(4000);
  fc.assert(
    fc.property(mutated([...published, error]), (text) => {
      if (isRead(text)) read += 1;
    }),
    parameters,
  );
  expect(read).toBeGreaterThan(parameters.numRuns / 4);
});
