import type { Violation } from "../prism/engine.ts";
import { type Hide, show } from "./show.ts";
import { valueAt } from "./value-at.ts";

/** One thing that is wrong with a message, for a person. */
export interface Explained {
  /** The property, parameter or header; in XML it is the `name` of a `<property>`. */
  name: string;
  /** Where in the body, as a JSON Pointer (RFC 6901), or which header or part of the path. */
  pointer: string;
  expected: string;
  actual: string;
}

/** Puts what Prism found into words: one line for each place, with what is there. `hide` takes the tokens out of that before it is cut. */
export function explain(
  violations: Violation[],
  message: { body?: unknown; headers: Record<string, string> },
  hide?: Hide,
): Explained[] {
  const explained = new Map<string, Explained>();
  for (const { path, message: text } of violations) {
    const [part = "body", ...rest] = path;
    const pointer = part === "body" ? rest.map((one) => `/${one}`).join("") : `${part} ${rest.join(".")}`;
    // Prism lists each branch of an anyOf after the one that was meant.
    if (explained.has(pointer)) continue;
    const actual = part === "body" ? valueAt(message.body, rest) : valueAt(message.headers, rest.slice(0, 1));
    explained.set(pointer, { name: rest[0] ?? part, pointer, expected: expectation(text), actual: show(actual, hide) });
  }
  return [...explained.values()];
}

// "Request body property accessLevel must be equal to …" and "Request body must be object" begin with what the pointer says.
function expectation(text: string): string {
  const keywords = /\b(?:must|is) .*$/s.exec(text)?.[0] ?? text;
  return (
    keywords
      .replace(/, $/, "")
      .replace(/^is required$/, "a value")
      .replace(/^must be equal to one of the allowed values: /, "one of ")
      // "must be string,null" lists types; a comma elsewhere may belong to a pattern.
      .replace(/^must be (\w+(?:,\w+)+)$/, (_, types: string) => types.replaceAll(",", " or "))
      .replace(/^must be /, "")
      .replace(/^must NOT /, "not to ")
      .replace(/^must /, "to ")
  );
}
