import { isObject } from "../http/text.ts";
import type { CaseKind } from "./case.ts";

/** A constraint of a schema: a value that breaks it, and values at its boundary. */
export interface Constraint {
  kind: CaseKind;
  /** The property of the body. */
  property: string;
  /** Where in the property, as the end of a JSON Pointer; empty for the property itself. */
  inside: string;
  keyword: string;
  /** Values that break it; the run takes one of them. */
  broken: unknown[];
  /** Values that have to be accepted. */
  accepted: unknown[];
}

type Schema = Record<string, unknown>;

/** Returns the constraints of each property of a body. The schema is the document's, with its references resolved. */
export function listConstraints(schema: unknown, samples: string[]): Constraint[] {
  if (!isObject(schema) || !isObject(schema.properties)) return [];
  const required = toList(schema.required).map((name) => ({
    ...{ kind: "required" as const, property: String(name), inside: "", keyword: "required" },
    ...{ broken: [undefined], accepted: [] },
  }));
  const own = Object.entries(schema.properties).flatMap(([property, inner]) =>
    constraintsOf(inner, samples).map((constraint) => ({ ...constraint, property })),
  );
  return [...required, ...own, ...customConstraints(schema, samples)];
}

/** The name of a custom key, which no schema names. */
export const customKey = "conformanceKey";

function customConstraints(schema: Schema, samples: string[]): Constraint[] {
  const then = isObject(schema.then) ? schema.then : schema;
  if (!isObject(then.additionalProperties)) return [];
  return constraintsOf(then.additionalProperties, samples).map((one) => ({ ...one, property: customKey }));
}

type Part = Omit<Constraint, "property">;

function constraintsOf(schema: unknown, samples: string[]): Part[] {
  if (!isObject(schema)) return [];
  const alternatives = toList(schema.anyOf).filter(isObject);
  if (alternatives.length === 0) return [...typeConstraint([schema]), ...keywordConstraints(schema, samples)];
  const inner = alternatives.flatMap((one) => keywordConstraints(one, samples));
  return [...typeConstraint(alternatives), ...inner];
}

const valuesByType: Record<string, unknown[]> = {
  string: ["text"],
  number: [7, 1.5, -1],
  integer: [7],
  boolean: [true, false],
  array: [[]],
  object: [{ a: "b" }],
  null: [null],
};

function typeConstraint(alternatives: Schema[]): Part[] {
  const types = alternatives.flatMap(({ type }) => toList(type)).map(String);
  if (types.length === 0) return [];
  const isAllowed = (type: string) => types.includes(type) || (type === "integer" && types.includes("number"));
  const broken = Object.entries(valuesByType).flatMap(([type, values]) => (isAllowed(type) ? [] : values));
  const accepted = types.flatMap((type) => {
    // What else constrains the type has values of its own.
    const isFree = alternatives.some((one) => toList(one.type).includes(type) && isUnconstrained(one, type));
    return isFree ? (valuesByType[type] ?? []) : [];
  });
  return [{ kind: "type", inside: "", keyword: "type", broken, accepted }];
}

function isUnconstrained(schema: Schema, type: string): boolean {
  return type !== "string" || ["enum", "pattern", "format", "minLength", "maxLength"].every((key) => !(key in schema));
}

function keywordConstraints(schema: Schema, samples: string[]): Part[] {
  const found: Part[] = [];
  const add = (kind: CaseKind, keyword: string, broken: unknown[], accepted: unknown[]) =>
    found.push({ kind, inside: "", keyword, broken, accepted });
  if (Array.isArray(schema.enum)) add("enumeration", "enum", [unknownMember(schema.enum)], schema.enum);
  if (typeof schema.pattern === "string") {
    const expression = new RegExp(schema.pattern, "u");
    const fits = (text: string) => expression.test(text);
    add(
      "format",
      "pattern",
      samples.filter((text) => !fits(text)),
      samples.filter(fits),
    );
  }
  if (schema.format === "uri") add("format", "format", ["no address"], []);
  found.push(...rangeConstraints(schema));
  for (const part of constraintsOf(schema.items, samples))
    found.push({
      ...part,
      inside: `/0${part.inside}`,
      broken: part.broken.map((value) => [value]),
      accepted: part.accepted.map((value) => [value]),
    });
  return found;
}

function rangeConstraints(schema: Schema): Part[] {
  const text = (length: number) => "x".repeat(length);
  const list = (length: number) => Array.from({ length }, (_, index) => String(index));
  const rows: [string, (limit: number) => unknown, number][] = [
    ["minimum", (limit) => limit, -1],
    ["maximum", (limit) => limit, 1],
    ["minLength", text, -1],
    ["maxLength", text, 1],
    ["minItems", list, -1],
    ["maxItems", list, 1],
  ];
  return rows.flatMap(([keyword, make, step]): Part[] => {
    const limit = schema[keyword];
    if (typeof limit !== "number" || (keyword !== "minimum" && limit + step < 0)) return [];
    return [{ kind: "range", inside: "", keyword, broken: [make(limit + step)], accepted: [make(limit)] }];
  });
}

/** A member that no enumeration has, in the form of one. */
function unknownMember(members: unknown[]): string {
  const name = "NoSuchMember";
  return members.includes(name) ? `${name}2` : name;
}

function toList(value: unknown): unknown[] {
  return value === undefined ? [] : [value].flat();
}
