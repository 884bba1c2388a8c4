import { encode as encodeXml, XmlEncodeError } from "@ucwa-meetings/xml";
import { breaksDocument, readRequest } from "../check/read-request.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { expandPath, matchRoute } from "../contract/route.ts";
import type { MockRequest } from "../http/request.ts";
import type { Representation } from "./case.ts";

/** Writes a body. Undefined if XML has no form for it. */
export function tryWrite(
  properties: Record<string, unknown>,
  representation: Representation,
  resource: string,
): string | undefined {
  if (representation === "json") return JSON.stringify(properties);
  try {
    // A new meeting is sent to the list of meetings.
    return encodeXml(properties, {
      root: "input",
      resource: resource === "myOnlineMeetings" ? "myOnlineMeeting" : resource,
    });
  } catch (error) {
    if (error instanceof XmlEncodeError) return undefined;
    throw error;
  }
}

/** The media type of a representation. */
export function mediaTypeOf(representation: Representation): string {
  return `application/${representation}`;
}

/**
 * Whether a body with some properties breaks the document, as the mock, the proxy and `drift` see it. Undefined where the representation cannot carry
 * them, or carries something else in their place.
 */
export function breaksContract(
  operation: HttpOperation,
  representation: Representation,
  properties: Record<string, unknown>,
): boolean | undefined {
  const target = expandPath(operation.path, {
    applicationId: "1",
    onlineMeetingId: "2",
    onlineMeetingExtensionId: "3",
  });
  const route = matchRoute(target);
  const text = tryWrite(properties, representation, route.resource ?? "");
  if (text === undefined) return undefined;
  const request: MockRequest = {
    method: operation.method.toUpperCase(),
    target,
    headers: { authorization: "Bearer x", "content-type": mediaTypeOf(representation) },
    body: { kind: "bytes", bytes: new TextEncoder().encode(text) },
  };
  return breaksDocument(readRequest(operation, route, request));
}
