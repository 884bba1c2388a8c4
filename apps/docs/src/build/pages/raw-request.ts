import { createMock, type FetchMock } from "@ucwa-meetings/mock/fetch";
import {
  type OpenApiDocument,
  type OperationEntry,
  operationsIn,
  resolve,
} from "../../../../../tools/openapi/document.ts";
import type { Samples } from "../code-samples.ts";
import { toTryRequest } from "./try-it.ts";

const host = "127.0.0.1:4010";

/** Each operation's request as it is sent, by operationId. */
export type RawRequests = Record<string, string>;

/** Returns the requests in JSON. An update has the ETag of a mock that nobody has written to, so that such a mock accepts it. */
export async function rawRequests(document: OpenApiDocument, samples: Samples): Promise<RawRequests> {
  await using mock = await createMock();
  const entries = operationsIn(document).map(
    async (at) => [at.operation.operationId, await rawRequest(document, at, { samples, mock })] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Whether a write to this operation can have a condition. */
export function isConditional({ components }: OpenApiDocument, { operation }: OperationEntry): boolean {
  return (operation.parameters ?? []).some((each) => resolve(components.parameters, each).name === "If-Match");
}

async function rawRequest(
  document: OpenApiDocument,
  at: OperationEntry,
  { samples, mock }: { samples: Samples; mock: FetchMock },
): Promise<string> {
  const { method, path, json } = toTryRequest(document, at, samples);
  const authorization = "Bearer cwt=anything";
  // A write without its condition is what a deployed server refuses.
  const current = isConditional(document, at)
    ? await mock.fetch(`http://${host}${path}`, { headers: { authorization } })
    : null;
  return [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: ${authorization}`,
    // In quotes, as HTTP and deployed servers want it. The mock accepts that in both dialects.
    ...(current ? [`If-Match: "${current.headers.get("etag")?.replaceAll('"', "")}"`] : []),
    ...(json === undefined ? [""] : ["Content-Type: application/json", "", json]),
  ].join("\n");
}
