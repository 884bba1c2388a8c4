import { decode as decodeXml, XmlError, XmlLimitError } from "@ucwa-meetings/xml";
import { messageOf } from "../guard.ts";
import { essence, isXml } from "../negotiate/negotiate.ts";
import type { Received } from "../receive/receive.ts";
import type { Refusal } from "../refuse/refuse.ts";

/** A body in the JSON representation, or why there is none. */
export type Decoded = { value?: unknown } | { unreadable: Refusal };

/**
 * Reads a request's body into the JSON representation, whichever of the supported media types it is in. `resource` names what the body
 * describes, since XML does not.
 */
export function decode(received: Received, supported: string[], resource: string): Decoded {
  const { body, headers } = received;
  if (body.kind === "none") return {};
  if (body.kind === "tooLarge") {
    return unreadable(413, "EntityTooLarge", `The body is too large: expected at most ${body.limit} bytes.`);
  }
  const type = headers["content-type"] ?? "";
  if (!supported.includes(essence(type))) {
    const came = type === "" ? "none came" : `${JSON.stringify(type)} came`;
    return unreadable(415, "UnsupportedMediaType", `Content-Type: expected ${supported.join(" or ")}; ${came}.`);
  }
  const coding = headers["content-encoding"];
  if (coding !== undefined && coding !== "identity") {
    return unreadable(415, "UnsupportedMediaType", `Content-Encoding: expected none; ${JSON.stringify(coding)} came.`);
  }
  return decodeText(body.bytes, type, resource);
}

function decodeText(bytes: Buffer, type: string, resource: string): Decoded {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1] ?? "utf-8";
  let text: string;
  try {
    text = new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) {
      return unreadable(
        415,
        "UnsupportedMediaType",
        `Content-Type: expected charset=utf-8; ${JSON.stringify(type)} came.`,
      );
    }
    return unreadable(400, "DeserializationFailure", `The body: expected text in ${charset}; other bytes came.`);
  }
  return isXml(type) ? readXml(text, resource) : readJson(text);
}

function readJson(text: string): Decoded {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return unreadable(400, "DeserializationFailure", `The body: expected JSON. ${messageOf(error)}`);
  }
}

function readXml(text: string, resource: string): Decoded {
  try {
    return { value: decodeXml(text, { resource }) };
  } catch (error) {
    if (error instanceof XmlLimitError) return unreadable(413, "EntityTooLarge", error.message);
    if (error instanceof XmlError) return unreadable(400, "DeserializationFailure", error.message);
    throw error;
  }
}

function unreadable(status: number, name: string, message: string): Decoded {
  return { unreadable: { status, name, message } };
}
