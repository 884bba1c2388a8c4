import type { SchemaError } from "@ucwa-meetings/spec/validators";

/** One way in which a body breaks the document. */
export interface Violation {
  /** Where, as a JSON Pointer into the JSON representation, such as `/attendees/0`. */
  readonly pointer: string;
  /** What the document has there, such as `a string`. */
  readonly expected: string;
  /** What is there, such as `a number`. Never the value itself. */
  readonly got: string;
}

const maxViolations = 100;

const words: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  array: "a list",
  object: "an object",
  null: "null",
};

/** Puts what Ajv says of a body into words, one violation for each value. */
export function toViolations(errors: readonly SchemaError[], body: unknown): Violation[] {
  const expected = new Map<string, string[]>();
  const parents = new Set<string>();
  for (const { keyword, instancePath, params } of errors) {
    const isMissing = keyword === "required";
    if (!isMissing && keyword !== "type") continue;
    const pointer = isMissing ? `${instancePath}/${params.missingProperty}` : instancePath;
    const types = isMissing ? ["a value"] : [params.type ?? []].flat().map((type) => words[type] ?? type);
    expected.set(pointer, [...(expected.get(pointer) ?? []), ...types]);
    for (let end = pointer.lastIndexOf("/"); end > 0; end = pointer.lastIndexOf("/", end - 1))
      parents.add(pointer.slice(0, end));
  }
  // Of alternatives, Ajv names those of another type as well. A value with errors inside has one of the right types.
  return [...expected]
    .filter(([pointer]) => !parents.has(pointer))
    .slice(0, maxViolations)
    .map(([pointer, types]) => ({ pointer, expected: listAlternatives(types), got: describeType(body, pointer) }));
}

function listAlternatives(types: readonly string[]): string {
  const [last, ...others] = [...new Set(types)].reverse();
  return others.length > 0 ? `${others.reverse().join(", ")} or ${last}` : `${last}`;
}

/** The type of a value in a body, in words. */
function describeType(body: unknown, pointer: string): string {
  let value = body;
  for (const segment of pointer.split("/").slice(1)) {
    const key = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    value = Object.getOwnPropertyDescriptor(Object(value), key)?.value;
  }
  if (value === undefined) return "none";
  if (value === null) return "null";
  return words[Array.isArray(value) ? "array" : typeof value] ?? typeof value;
}
