import type { HttpOperation } from "../contract/operations.ts";
import type { OperationResult } from "../contract/prism.ts";
import { isGuid, isObject, shorten } from "../http/text.ts";
import type { Redactor } from "../redact/redact.ts";
import type { Suggestion } from "./report-type.ts";

type Found = Pick<Suggestion, "kind" | "pointer" | "name" | "found">;

const maxSuggestionsPerExchange = 50;
// Most of them are alike.
const maxFound = 1000;
const maxTextLength = 100;

/** Returns what a response has and the document does not, though it forbids none of it. The response is in the JSON representation. */
export function suggest(operation: HttpOperation, response: OperationResult, redactor: Redactor): Suggestion[] {
  const { status, headers, body } = response;
  const documented = operation.responses.find(({ code }) => code === String(status));
  const schema = documented?.contents?.find(({ mediaType }) => mediaType === "application/json")?.schema;
  const found: Found[] = documented
    ? [...findHeaders(headers, documented.headers ?? []), ...findInBody(schema, body, "")]
    : [{ kind: "status", pointer: "status", name: String(status), found: "" }];
  const unique = new Map(found.slice(0, maxFound).map((one) => [JSON.stringify(one), one]));
  const text = (value: string) => shorten(redactor.text(value), maxTextLength);
  return [...unique.values()].slice(0, maxSuggestionsPerExchange).map(({ kind, pointer, name, found: value }) => ({
    ...{ kind, operationId: operation.iid ?? "", status },
    ...{ pointer: text(pointer), name: text(name), found: text(value), count: 1 },
  }));
}

/** Headers that any web server, proxy or browser policy may add, and those that the switches of the mock know; the document leaves them out. */
const generalHeaders =
  /^(?:accept-ranges|access-control-.*|age|alt-svc|cache-control|connection|content-.*|cross-origin-.*|date|expires|keep-alive|last-modified|nel|permissions-policy|persistent-auth|pragma|proxy-.*|referrer-policy|report-to|server|server-timing|set-cookie|sl-violations|strict-transport-security|trailer|transfer-encoding|upgrade|vary|via|x-aspnet-version|x-cache.*|x-content-type-options|x-frame-options|x-ms-(?:correlation-id|server-fqdn|ucwaversion)|x-powered-by|x-ua-compatible|x-xss-protection)$/;

function findHeaders(headers: Record<string, string>, documented: { name: string }[]): Found[] {
  const known = documented.map(({ name }) => name.toLowerCase());
  return Object.keys(headers)
    .filter((name) => !known.includes(name) && !generalHeaders.test(name))
    .map((name) => ({ kind: "header", pointer: `header ${name}`, name, found: "" }));
}

/** Compares a value with a schema. Unknown values are not looked into, so the schema bounds the depth. */
function findInBody(schema: unknown, value: unknown, pointer: string): Found[] {
  if (!isObject(schema)) return [];
  const alternatives = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const fitting = alternatives.filter((one) => isObject(one) && fits(one, value));
  return [...findHere(schema, value, pointer), ...fitting.flatMap((one) => findInBody(one, value, pointer))];
}

function findHere(schema: Record<string, unknown>, value: unknown, pointer: string): Found[] {
  if (Array.isArray(value)) return value.flatMap((item) => findInBody(schema.items, item, `${pointer}/*`));
  if (isObject(value)) return findProperties(schema, value, pointer);
  const members = schema["x-extensible-enum"] ?? schema.enum;
  if (typeof value !== "string" || !Array.isArray(members) || members.includes(value)) return [];
  return [{ kind: "member", pointer, name: pointer.slice(pointer.lastIndexOf("/") + 1), found: value }];
}

function findProperties(schema: Record<string, unknown>, value: Record<string, unknown>, pointer: string): Found[] {
  const { properties } = schema;
  if (!isObject(properties)) return [];
  // There, a client or a server chooses the names.
  const isOpen = schema["x-ucwa-other-properties"] !== undefined;
  return Object.entries(value).flatMap(([name, inner]): Found[] => {
    const place = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (Object.hasOwn(properties, name)) return findInBody(properties[name], inner, place);
    // The prose of the document says that a server may add such a property.
    return isOpen || isGuid(name) ? [] : [{ kind: "property", pointer: place, name, found: describeType(inner) }];
  });
}

function fits({ type }: Record<string, unknown>, value: unknown): boolean {
  const actual = Array.isArray(value) ? "array" : isObject(value) ? "object" : typeof value;
  return type === undefined || [type].flat().includes(actual);
}

function describeType(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "list" : `list of ${describeType(value[0])}`;
  if (value === null) return "null";
  return isObject(value) ? "object" : typeof value;
}
