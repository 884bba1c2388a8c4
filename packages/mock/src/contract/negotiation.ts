import { decode as decodeXml, encode as encodeXml, XmlEncodeError } from "@ucwa-meetings/xml";
import { chooseMediaType, isXml } from "../http/media-type.ts";
import {
  emptyResponse,
  lowerCaseNames,
  type MockResponse,
  type ResponseHeaders,
  textResponse,
} from "../http/response.ts";
import { isObject } from "../http/text.ts";
import { HttpError } from "./http-error.ts";
import type { HttpOperation } from "./operations.ts";
import type { OperationResult } from "./prism.ts";
import type { Switches } from "./switches.ts";

/** The media types that a response can have, and the one that the request gets; undefined if it accepts none of them. */
export interface Negotiation {
  producible: string[];
  mediaType: string | undefined;
}

/** Chooses the media type of a response with a status, or of a success, from what the document has and the request accepts. */
export function negotiate(
  accept: string | undefined,
  operation: HttpOperation,
  status: number | undefined,
): Negotiation {
  const producible = producibleTypes(operation, status);
  return { producible, mediaType: producible.length === 0 ? "*/*" : chooseMediaType(accept, producible) };
}

function producibleTypes({ responses }: HttpOperation, status: number | undefined): string[] {
  const response = responses.find(({ code }) =>
    status === undefined ? code.startsWith("2") : code === String(status),
  );
  return (response?.contents ?? []).map(({ mediaType }) => mediaType);
}

/** Returns the chosen media type. Throws `HttpError` with 406 if the request accepts none. Only this function and `serialize` throw a 406. */
export function requireAcceptable(accept: string | undefined, { producible, mediaType }: Negotiation): string {
  if (mediaType !== undefined) return mediaType;
  throw notAcceptable(`expected ${producible.join(" or ")}, got ${JSON.stringify(accept)}.`);
}

function notAcceptable(message: string): HttpError {
  return new HttpError(406, "NotAcceptable", `Accept: ${message}`);
}

/**
 * Writes the result of an operation in a media type. A body that is a text is sent unchanged, unless it is the XML of an error.
 * Throws `HttpError` with 406 if XML cannot carry the body, such as a control character in a subject that was sent in JSON.
 */
export function serialize(result: OperationResult, mediaType: string, switches: Switches): MockResponse {
  const { status, body } = result;
  const headers = withChallenges(lowerCaseNames(result.headers), status, switches);
  if (body === undefined || body === null) {
    delete headers["content-type"];
    return emptyResponse(status, headers);
  }
  const type = typeof body === "string" ? String(headers["content-type"] ?? mediaType) : mediaType;
  // The document's XML of an error goes through the switches that all errors go through.
  const value = typeof body === "string" && status >= 400 && isXml(type) ? decodeXml(body) : body;
  const text = typeof value === "string" ? value : writeBody(status, value, type, switches);
  const charset = switches.charset === "on" ? "; charset=utf-8" : "";
  return textResponse(status, { ...headers, "content-type": type + charset }, text);
}

/** The challenge that a deployed server has besides `MsRtcOAuth`. */
export const bearerChallenge =
  'Bearer trusted_issuers="00000001-0000-0000-c000-000000000000@*", client_id="00000004-0000-0ff1-ce00-000000000000"';

/** Adds the other challenge to a 401. In traffic it is the first of the two. */
function withChallenges(headers: Record<string, string>, status: number, { challenges }: Switches): ResponseHeaders {
  const own = headers["www-authenticate"];
  if (status !== 401 || challenges === "one" || own === undefined) return headers;
  return { ...headers, "www-authenticate": [bearerChallenge, own] };
}

function writeBody(status: number, body: unknown, mediaType: string, switches: Switches): string {
  const { emptyReasonDetails, xmlReasonDetails, xmlRel } = switches;
  if (!isObject(body)) return JSON.stringify(body);
  if (!isXml(mediaType)) {
    return JSON.stringify(status >= 400 && emptyReasonDetails === "always" ? withEmptyDetails(body) : body);
  }
  try {
    if (status < 400) return encodeXml(body, { root: "resource", relProperty: xmlRel === "on" });
    const reason = emptyReasonDetails === "absent" ? body : withEmptyDetails(body);
    return encodeXml(xmlReasonDetails === "filled" ? reason : withoutDetails(reason), { root: "reason" });
  } catch (error) {
    if (!(error instanceof XmlEncodeError)) throw error;
    throw notAcceptable(`expected JSON, since XML cannot carry this resource, got XML. ${error.message}`);
  }
}

// In the order of the page of errors.
function withEmptyDetails({ debugInfo = {}, parameters = [], ...reason }: Record<string, unknown>) {
  return { ...reason, debugInfo, parameters };
}

function withoutDetails({ parameters, debugInfo, ...reason }: Record<string, unknown>): Record<string, unknown> {
  return {
    ...reason,
    ...(parameters !== undefined && { parameters: [] }),
    ...(debugInfo !== undefined && { debugInfo: {} }),
  };
}
