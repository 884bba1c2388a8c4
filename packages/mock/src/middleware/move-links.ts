import type { OperationResult } from "../contract/prism.ts";
import { isObject } from "../http/text.ts";

/** Has the links of an example begin with the path of a sandbox, in which the document's paths are. */
export function moveLinks(result: OperationResult, base: string): OperationResult {
  return base === "" ? result : { ...result, body: moved(result.body, base) };
}

const hrefToMock = /(<[^<>]*\shref=")\//g;

/** A representation whose links, and those of what it embeds, are below a path. */
function moved(value: unknown, base: string): unknown {
  // The document has its examples of XML as texts.
  if (typeof value === "string") return value.replace(hrefToMock, `$1${base}/`);
  if (Array.isArray(value)) return value.map((item) => moved(item, base));
  if (!isObject(value)) return value;
  const { _links: links, _embedded: embedded } = value;
  return {
    ...value,
    ...(isObject(links) && { _links: mapValues(links, (link) => movedLink(link, base)) }),
    ...(isObject(embedded) && { _embedded: mapValues(embedded, (resource) => moved(resource, base)) }),
  };
}

function movedLink(link: unknown, base: string): unknown {
  if (Array.isArray(link)) return link.map((item) => movedLink(item, base));
  return isObject(link) && typeof link.href === "string" && link.href.startsWith("/")
    ? { ...link, href: base + link.href }
    : link;
}

function mapValues(record: Record<string, unknown>, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
