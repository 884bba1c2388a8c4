import { essence, isXml } from "../negotiate/negotiate.ts";
import type { Received } from "../receive/receive.ts";

/** Why a body could not be read. `name` is the document's example for it. */
export interface Unreadable {
  status: number;
  name: string;
  message: string;
}

/** A body in the JSON representation, or why there is none. */
export type Decoded = { value?: unknown } | { unreadable: Unreadable };

/** Reads a request's body into the JSON representation, whichever of the supported media types it is in. */
export function decode(received: Received, supported: string[]): Decoded {
  const { body, headers } = received;
  if (body.kind === "none") return {};
  if (body.kind === "tooLarge") {
    return refused(413, "EntityTooLarge", `The body is too large: at most ${body.limit} bytes are read.`);
  }
  const type = headers["content-type"] ?? "";
  if (!supported.includes(essence(type))) {
    const came = type === "" ? "none came" : `${JSON.stringify(type)} came`;
    return refused(415, "UnsupportedMediaType", `Content-Type: expected ${supported.join(" or ")}; ${came}.`);
  }
  const coding = headers["content-encoding"];
  if (coding !== undefined && coding !== "identity") {
    return refused(415, "UnsupportedMediaType", `Content-Encoding: expected none; ${JSON.stringify(coding)} came.`);
  }
  return decodeText(body.bytes, type);
}

function decodeText(bytes: Buffer, type: string): Decoded {
  let text: string;
  try {
    text = new TextDecoder(charset(type), { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) {
      return refused(
        415,
        "UnsupportedMediaType",
        `Content-Type: expected charset=utf-8; ${JSON.stringify(type)} came.`,
      );
    }
    return refused(400, "DeserializationFailure", `The body is not text in ${charset(type)}.`);
  }
  return isXml(type) ? { value: text } : decodeJson(text);
}

function decodeJson(text: string): Decoded {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refused(400, "DeserializationFailure", `The body is not JSON: ${reason}`);
  }
}

function charset(type: string): string {
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1] ?? "utf-8";
}

function refused(status: number, name: string, message: string): Decoded {
  return { unreadable: { status, name, message } };
}
