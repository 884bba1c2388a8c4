import { matchRoute } from "../contract/route.ts";
import { chooseMediaType } from "../http/media-type.ts";

/** What a request asks for, as far as a recording tells requests apart. */
export interface Question {
  method: string;
  /** The path without its prefix, in the document's spelling. */
  path: string;
  /** The pairs of the query, in one order. */
  query: string;
  /** What the request accepts first. */
  representation: "json" | "xml" | "other";
}

// In this order, a request that accepts everything asks for JSON.
const mediaTypes = ["application/json", "application/vnd.microsoft.com.ucwa+json"];
const xmlTypes = ["application/xml", "application/vnd.microsoft.com.ucwa+xml"];

/** Returns what a request asks for. */
export function toQuestion(method: string, target: string, accept: string | undefined): Question {
  const { path, query } = matchRoute(target);
  query.sort();
  const type = chooseMediaType(accept, [...mediaTypes, ...xmlTypes]) ?? "";
  const representation = mediaTypes.includes(type) ? "json" : type === "" ? "other" : "xml";
  return { method, path, query: query.toString(), representation };
}
