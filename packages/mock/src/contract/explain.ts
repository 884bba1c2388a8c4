import { isObject } from "../http/text.ts";
import type { Violation } from "./violations.ts";

/** A violation in words for people. */
export interface ViolationDetail {
  /** The property, parameter or header; in XML it is the `name` of a `<property>`. */
  name: string;
  /** Where in the body, as a JSON Pointer (RFC 6901), or which header or part of the path. */
  pointer: string;
  expected: string;
  actual: string;
}

/** Puts Prism's violations into words: one for each place, with the value there. `redact` removes the tokens from the value before it is cut. */
export function explain(
  violations: Violation[],
  message: { body?: unknown; headers: Record<string, string> },
  redact?: Redact,
): ViolationDetail[] {
  const details = new Map<string, ViolationDetail>();
  for (const { path, message: text } of violations) {
    const [part = "body", ...rest] = path;
    const pointer = part === "body" ? rest.map((step) => `/${step}`).join("") : `${part} ${rest.join(".")}`;
    // Prism lists each branch of an anyOf after the one that was meant.
    if (details.has(pointer)) continue;
    const actual = part === "body" ? getByPointer(message.body, rest) : getByPointer(message.headers, rest.slice(0, 1));
    details.set(pointer, {
      name: rest[0] ?? part,
      pointer,
      expected: toExpectation(text),
      actual: formatValue(actual, redact),
    });
  }
  return [...details.values()];
}

// "Request body property accessLevel must be equal to …" and "Request body must be object" begin with what the pointer says.
function toExpectation(text: string): string {
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

/** Removes the tokens from a text. */
export type Redact = (text: string) => string;

const maxValueLength = 80;
// A token ends long before; what comes after it is cut off anyway.
const maxRedactedLength = 65_536;

/** Returns a value as JSON, cut if it is long. `redact` is called for each text before that. */
export function formatValue(value: unknown, redact: Redact = (text) => text): string {
  const text = redact(serialize(value, redact, maxValueLength));
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text;
}

/** Returns the JSON of a value up to the member that exceeds some length, so that a large or deep value costs no more than a small one. */
function serialize(value: unknown, redact: Redact, room: number): string {
  if (typeof value === "string") return JSON.stringify(redact(value.slice(0, maxRedactedLength)));
  const isList = Array.isArray(value);
  // JSON has no number that is none, none of any length, and no function.
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value === "function") return "a function";
  if (!isList && !isObject(value)) return JSON.stringify(value) ?? "nothing";
  const names = isList ? value.keys() : Object.keys(value);
  let text = isList ? "[" : "{";
  for (const name of names) {
    if (text.length > room) return text;
    const comma = text.length > 1 ? "," : "";
    const key = typeof name === "string" ? `${JSON.stringify(redact(name.slice(0, maxRedactedLength)))}:` : "";
    text += `${comma}${key}${serialize(isList ? value[Number(name)] : value[name], redact, room - text.length)}`;
  }
  return text + (isList ? "]" : "}");
}

/** Returns the value at the steps of a JSON Pointer (RFC 6901, section 4); undefined if there is none. */
export function getByPointer(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((inner, step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(inner)) return inner[Number(name)];
    return isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined;
  }, value);
}
