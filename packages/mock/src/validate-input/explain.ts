import { isObject } from "../guard.ts";
import type { Violation } from "../prism/engine.ts";

/** One thing that is wrong with a message, for a person. */
export interface Explained {
  /** The property, parameter or header; in XML it is the `name` of a `<property>`. */
  name: string;
  /** Where in the body, as a JSON Pointer (RFC 6901), or which header or part of the path. */
  pointer: string;
  expected: string;
  actual: string;
}

const longest = 80;

/** Puts what Prism found into words: one line for each place, with what is there. */
export function explain(
  violations: Violation[],
  message: { body?: unknown; headers: Record<string, string> },
): Explained[] {
  const explained = new Map<string, Explained>();
  for (const { path, message: text } of violations) {
    const [part = "body", ...rest] = path;
    const pointer = part === "body" ? rest.map((one) => `/${one}`).join("") : `${part} ${rest.join(".")}`;
    // Prism lists each branch of an anyOf after the one that was meant.
    if (explained.has(pointer)) continue;
    const actual = part === "body" ? at(message.body, rest) : message.headers[rest[0] ?? ""];
    explained.set(pointer, { name: rest[0] ?? part, pointer, expected: expectation(text), actual: show(actual) });
  }
  return [...explained.values()];
}

// "Request body property accessLevel must be equal to …" and "Request body must be object" begin with what the pointer says.
function expectation(text: string): string {
  const said = /\b(?:must|is) .*$/s.exec(text)?.[0] ?? text;
  return said.replace(/, $/, "").replace(/,(?=\S)/g, " or ");
}

function at(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(inner)) return inner[Number(name)];
    return isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined;
  }, value);
}

/** A value in a few words: as JSON, cut where it is long. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
