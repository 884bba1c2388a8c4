import { type OperationEntry, operations } from "@ucwa-meetings/spec/operations";

/** The place of a request in the document. */
export interface Route {
  /** The prefix of the path, such as `/ucwa/v1`; empty if there is none. */
  prefix: string;
  /** The path in the document's spelling, with the request's ids. If the document has no such path, it is unchanged. */
  path: string;
  /** The document's path template, and its resource. */
  template?: string;
  resource?: string;
  /** Whether the request has the published or the deployed path, where the two differ. */
  spelling?: Spelling;
  /** An id that is not percent-encoded UTF-8, if there is one. */
  malformed?: string;
  /** The ids of the path, still percent-encoded. */
  ids: Record<string, string>;
  query: URLSearchParams;
}

type Spelling = "published" | "deployed";

interface Pattern {
  expression: RegExp;
  place: { template: string; spelling?: Spelling; resource: string };
}

/**
 * A published page has `//v1` by mistake, and some clients send `/v1` because of it. No response repeats either, because a URL that begins with
 * `//v1` names the host `v1` (RFC 3986, section 4.2).
 */
const malformedPrefixes = ["//v1", "/v1"];
const prefixes = [...operations.prefixes, ...malformedPrefixes]
  .sort((first, second) => second.length - first.length)
  .map((prefix) => ({ prefix, beginning: `${prefix}/` }));
const byPath = [...new Map(operations.operations.map((entry) => [entry.path, entry])).values()];
const patterns = byPath.flatMap(({ path, deployedPath, resource }): Pattern[] => {
  const place = { template: path, resource };
  if (path === deployedPath) return [{ expression: toExpression(path), place }];
  return [
    { expression: toExpression(path), place: { ...place, spelling: "published" } },
    { expression: toExpression(deployedPath), place: { ...place, spelling: "deployed" } },
  ];
});

const placeholder = /\{(\w+)\}/;
// Texts and names in turn, by template.
const segmentsByTemplate = new Map<string, string[]>();

/** Finds the path template of a request target, whatever its prefix and whether it has the document's or the deployed path. */
export function matchRoute(target: string): Route {
  const [wholePath = "", ...rest] = withoutOrigin(target).split("?");
  const query = new URLSearchParams(rest.join("?"));
  const lower = wholePath.toLowerCase();
  const prefix = prefixes.find(({ beginning }) => lower.startsWith(beginning))?.prefix ?? "";
  const path = wholePath.slice(prefix.length);
  const canonicalPrefix = malformedPrefixes.includes(prefix) ? (operations.prefixes[0] ?? "") : prefix;
  for (const { expression, place } of patterns) {
    const match = expression.exec(path);
    if (!match) continue;
    const ids = { ...match.groups };
    const malformed = Object.values(ids).find((id) => !isEncoded(id));
    const route = { prefix: canonicalPrefix, path: expandPath(place.template, ids), ...place, ids, query };
    return malformed === undefined ? route : { ...route, malformed };
  }
  return { prefix: canonicalPrefix, path, ids: {}, query };
}

/** Returns the methods of a path template in the form of the `Allow` header. */
export function allowedMethods(template: string): string {
  const entries = operations.operations.filter(({ path }: OperationEntry) => path === template);
  return entries.map(({ method }) => method).join(", ");
}

/** Fills ids into a path template. */
export function expandPath(template: string, ids: Record<string, string>): string {
  const segments = segmentsByTemplate.get(template) ?? template.split(placeholder);
  segmentsByTemplate.set(template, segments);
  return segments.map((segment, index) => (index % 2 === 0 ? segment : (ids[segment] ?? `{${segment}}`))).join("");
}

/** The path and the query of a request target, which may have the absolute form (RFC 9112, section 3.2.2). */
export function withoutOrigin(target: string): string {
  return target.startsWith("/") ? target : target.replace(/^https?:\/\/[^/?#]*/i, "");
}

// Published paths differ in the case of their segments; ids do not.
function toExpression(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`, "i");
}

function isEncoded(id: string): boolean {
  try {
    decodeURIComponent(id);
    return true;
  } catch {
    return false;
  }
}
