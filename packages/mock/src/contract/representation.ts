import { encode as encodeXml, XmlEncodeError } from "@ucwa-meetings/xml";
import { isXml } from "../http/media-type.ts";
import { isObject } from "../http/text.ts";
import type { EngineResponse } from "./prism.ts";
import type { Switches } from "./switches.ts";

/** A response as it goes over the wire. Header names are in lower case. */
export interface Written {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The body cannot be said in XML, such as a control character in a subject that came in JSON. */
export class NotWritable extends Error {}

/**
 * Writes a response in a media type. A body that is text is written already.
 * Throws `NotWritable` where XML cannot carry the body.
 */
export function encode(response: EngineResponse, mediaType: string, switches: Switches): Written {
  const { status, body } = response;
  const headers = lowerCase(response.headers);
  if (body === undefined || body === null) {
    delete headers["content-type"];
    return { status, headers, body: "" };
  }
  const type = typeof body === "string" ? (headers["content-type"] ?? mediaType) : mediaType;
  const text = typeof body === "string" ? body : write(status, body, type, switches);
  const charset = switches.charset === "on" ? "; charset=utf-8" : "";
  return { status, headers: { ...headers, "content-type": type + charset }, body: text };
}

function write(status: number, body: unknown, mediaType: string, switches: Switches): string {
  if (!isXml(mediaType) || !isObject(body)) return JSON.stringify(body);
  try {
    if (status < 400) return encodeXml(body, { root: "resource", relProperty: switches.xmlRel === "on" });
    return encodeXml(switches.xmlReasonDetails === "filled" ? body : withoutDetails(body), { root: "reason" });
  } catch (error) {
    if (error instanceof XmlEncodeError) throw new NotWritable(error.message, { cause: error });
    throw error;
  }
}

function withoutDetails({ parameters, debugInfo, ...reason }: Record<string, unknown>): Record<string, unknown> {
  return {
    ...reason,
    ...(parameters !== undefined && { parameters: [] }),
    ...(debugInfo !== undefined && { debugInfo: {} }),
  };
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
