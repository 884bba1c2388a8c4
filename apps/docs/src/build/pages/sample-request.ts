import { extname } from "node:path";
import { type OpenApiDocument, operationsIn } from "../../../../../tools/openapi/document.ts";
import type { TryRequest } from "../../try/try-request.ts";
import type { Samples } from "../code-samples.ts";
import { readCurlRequests } from "../curl-request.ts";
import { toTryRequest } from "./try-it.ts";

/** Where the requests of samples come from. */
export interface Sources {
  document: OpenApiDocument;
  /** The samples of the operations. */
  samples: Samples;
}

/** Returns the request that a guide's sample is about: the one that writes, or else the first. Undefined if it has none that can be tried. */
export function findRequest(sources: Sources, name: string, text: string): TryRequest | undefined {
  if (name.endsWith(".test.ts")) return undefined;
  const requests = extname(name) === ".sh" ? requestsOfCurl(sources, text) : requestsOfClient(sources, text);
  return requests.find(({ method }) => method === "PUT" || method === "POST") ?? requests[0];
}

const methodOfClient: Record<string, string> = {
  get: "GET",
  list: "GET",
  create: "POST",
  update: "PUT",
  delete: "DELETE",
};

/** The operations that a program calls, with the bodies of their own samples. */
function requestsOfClient({ document, samples }: Sources, text: string): TryRequest[] {
  return [
    ...text.matchAll(/\.(myOnlineMeetings?|onlineMeetingExtensions)\.(get|list|create|update|delete)\(/g),
  ].flatMap(([, member = "", call = ""]) => {
    const isOne = member.endsWith("s") && !["list", "create"].includes(call);
    const resource = isOne ? member.slice(0, -1) : member;
    const at = operationsIn(document).find(
      ({ method, operation }) => method === methodOfClient[call] && operation.tags[0] === resource,
    );
    return at ? [toTryRequest(document, at, samples)] : [];
  });
}

function requestsOfCurl({ document }: Sources, script: string): TryRequest[] {
  return readCurlRequests(script).map((request) => ({ title: titleOf(document, request), ...request }));
}

function titleOf(document: OpenApiDocument, { method, path }: Pick<TryRequest, "method" | "path">): string {
  const at = operationsIn(document).find(
    (each) => each.method === method && new RegExp(`${each.path.replace(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
  return at?.operation.summary ?? `${method} ${path}`;
}
