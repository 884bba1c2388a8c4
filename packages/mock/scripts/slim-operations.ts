import { createRequire } from "node:module";
import { isRecord } from "../../../tools/openapi/is-record.ts";
import { withoutKeywords } from "../src/contract/schema-key.ts";

const fromPrism = createRequire(createRequire(import.meta.url).resolve("@stoplight/prism-http"));
const mergeAllOf = fromPrism("@stoplight/json-schema-merge-allof");

/** What no part of the mock reads: texts for people, and the numbers that Prism gives to each part of a document. */
const unread = ["id", "description", "summary", "tags", "extensions", "servers"];
/** What only the making of examples reads of a schema, and the document has all of them. */
const unreadInSchemas = ["description", "examples", "title", "x-stoplight", "xml"];

/** Parts of operations of which most are the same. The mock has each of them once. */
const repeated = ["examples", "schema"];

/**
 * Returns the code of a module that exports operations, and has each schema and each list of examples once. That makes the module an eighth as
 * long. It also makes equal schemas the same object, for which Prism prepares a validation once.
 */
export function operationsModule(operations: unknown): string {
  const shared = new Map<string, number>();
  const text = JSON.stringify(operations, (name, value) => {
    if (!repeated.includes(name)) return value;
    const part = JSON.stringify(value);
    const index = shared.get(part) ?? shared.size;
    shared.set(part, index);
    return index;
  });
  // A text that is parsed is read faster than the objects that it stands for.
  return `const shared = JSON.parse(${JSON.stringify(`[${[...shared.keys()]}]`)});
const names = ${JSON.stringify(repeated)};
const restore = (name, value) => (names.includes(name) ? shared[value] : value);
export const operations = JSON.parse(${JSON.stringify(text)}, restore);`;
}

/**
 * Returns the operations that Prism computed without what the mock does not read, which is five sixths of them. Values of examples stay as they
 * are. The schema of a body is in the form in which Prism validates it, without `allOf`. Throws for a part of a response without an example, because
 * the mock does not invent one.
 */
export function slimOperations(operations: readonly unknown[]): unknown {
  return operations.map((operation) => slim(operation, "operation"));
}

function slim(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((inner) => slim(inner, name));
  if (!isRecord(value)) return value;
  if (name === "schema") return slimSchema(value);
  if (name === "responses") requireExamples(value);
  const kept = Object.entries(value).filter(([key]) => !unread.includes(key));
  const isContent = name === "contents";
  return Object.fromEntries(
    kept.map(([key, inner]) => {
      if (key === "value") return [key, inner];
      return [key, isContent && key === "schema" ? mergeAllOf(slimSchema(inner), asPrism) : slim(inner, key)];
    }),
  );
}

// The options that Prism has for it. It does the same again when it validates, and the build compares.
const asPrism = { deep: true, ignoreAdditionalProperties: true };

function slimSchema(schema: unknown): unknown {
  return withoutKeywords(schema, (keyword) => unreadInSchemas.includes(keyword));
}

function requireExamples({ code, headers = [], contents = [] }: Record<string, unknown>): void {
  for (const part of [headers, contents].flat()) {
    if (!isRecord(part) || (Array.isArray(part.examples) && part.examples.length > 0)) continue;
    const name = part.name ?? part.mediaType;
    throw new Error(`response ${code}, ${name}: expected an example, got none; the mock does not invent any.`);
  }
}
