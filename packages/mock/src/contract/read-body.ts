import { decode as decodeXml, XmlError, XmlLimitError } from "@ucwa-meetings/xml";
import { essence, getCharset, isXml } from "../http/media-type.ts";
import type { MockRequest } from "../http/request.ts";
import { getErrorMessage, shorten } from "../http/text.ts";
import { HttpError } from "./http-error.ts";
import { type BodyLimits, DepthError, defaultBodyLimits, parseJson } from "./parse-json.ts";

// A message about XML contains names of elements, which can be as long as a body.
const maxMessageLength = 1000;

/**
 * A body in the JSON representation, or the error of a body that cannot be read and the part of the request that caused it. `limit` is the
 * limit that the body exceeds, if it has no other error. `tooLarge` is the error for a body of which only the beginning was read.
 */
export type DecodedBody = { value?: unknown; tooLarge?: HttpError; limit?: string } | UndecodableBody;

interface UndecodableBody {
  error: HttpError;
  part: string[];
  limit?: string;
}

/**
 * Converts the body of a request from any of the supported media types to the JSON representation. `resource` is the `rel` of what the body
 * describes, because an `<input>` does not name it.
 */
export function decodeBody(
  { body, headers }: MockRequest,
  supported: string[],
  resource: string,
  limits: BodyLimits = defaultBodyLimits,
): DecodedBody {
  if (body.kind === "none") return {};
  if (body.kind === "tooLarge") return undecodable(tooLarge(`${body.limit} bytes`));
  const type = headers["content-type"] ?? "";
  if (!supported.includes(essence(type))) {
    const actual = type === "" ? "none" : JSON.stringify(type);
    return unsupported("content-type", `Content-Type: expected ${supported.join(" or ")}, got ${actual}.`);
  }
  const coding = headers["content-encoding"];
  if (coding !== undefined && coding !== "identity") {
    return unsupported("content-encoding", `Content-Encoding: expected none, got ${JSON.stringify(coding)}.`);
  }
  return decodeText(body.bytes, type, resource, limits);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decodeText(bytes: Uint8Array, type: string, resource: string, limits: BodyLimits): DecodedBody {
  const charset = getCharset(type) ?? "utf-8";
  let text: string;
  try {
    text = (charset === "utf-8" ? utf8 : new TextDecoder(charset, { fatal: true })).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) {
      return unsupported("content-type", `Content-Type: expected charset=utf-8, got ${JSON.stringify(type)}.`);
    }
    return malformed(`The body: expected text in ${charset}, got other bytes.`);
  }
  return isXml(type) ? readXml(text, resource, limits) : readJson(text, limits);
}

function readJson(text: string, limits: BodyLimits): DecodedBody {
  const limit = `${limits.values} members and items`;
  try {
    const { value, isWhole } = parseJson(text, limits);
    return isWhole ? { value } : { value, tooLarge: tooLarge(limit), limit };
  } catch (error) {
    const decoded = malformed(`The body: ${getErrorMessage(error)}.`);
    return error instanceof DepthError ? { ...decoded, limit: `${limits.depth} levels` } : decoded;
  }
}

function readXml(text: string, resource: string, limits: BodyLimits): DecodedBody {
  try {
    const value = decodeXml(text, { resource, limits: { elements: limits.values, depth: limits.depth } });
    return rootName(text) === "reason"
      ? malformed("The body: expected the root <input> or <resource>, got <reason>.")
      : { value };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const message = shorten(error.message, maxMessageLength);
    if (!(error instanceof XmlLimitError)) return malformed(message);
    const limit = error.expected.replace("at most ", "");
    return { ...(limit.includes("levels") ? malformed(message) : undecodable(entityTooLarge(message))), limit };
  }
}

function tooLarge(limit: string): HttpError {
  return entityTooLarge(`The body: expected at most ${limit}, got more.`);
}

function entityTooLarge(message: string): HttpError {
  return new HttpError(413, "EntityTooLarge", message);
}

function malformed(message: string): UndecodableBody {
  return undecodable(new HttpError(400, "DeserializationFailure", message));
}

function unsupported(header: string, message: string): UndecodableBody {
  return undecodable(new HttpError(415, "UnsupportedMediaType", message), ["header", header]);
}

function undecodable(error: HttpError, part: string[] = ["body"]): UndecodableBody {
  return { error, part };
}

const rootTag = /<([\w.-]+)/y;

/** Returns the name of the root element of a well-formed XML document. */
export function rootName(text: string): string | undefined {
  let at = text.indexOf("<");
  // A declaration, instructions and comments may come before it (XML 1.0, section 2.8).
  while (text[at + 1] === "?" || text[at + 1] === "!") {
    const end = text[at + 1] === "?" ? "?>" : "-->";
    at = text.indexOf("<", text.indexOf(end, at + 2) + end.length);
  }
  rootTag.lastIndex = at;
  return rootTag.exec(text)?.[1];
}
