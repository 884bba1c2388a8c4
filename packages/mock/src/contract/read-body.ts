import { decode as decodeXml, XmlError, XmlLimitError } from "@ucwa-meetings/xml";
import { essence, isXml } from "../http/media-type.ts";
import { messageOf, shorten } from "../http/text.ts";
import type { Received } from "../server/read-request.ts";
import type { Refusal } from "./documented-error.ts";
import { type BodyLimits, DepthError, mockLimits, parseJson } from "./parse-json.ts";

// A message about XML has the names of elements in it, which can be as long as a body.
const longestMessage = 1000;

/**
 * A body in the JSON representation, or why there is none, and which part of the message that is because of. `limit` says which limit it is
 * beyond, if that is all that is wrong with it.
 */
export type Decoded = { value?: unknown; tooLarge?: Refusal; limit?: string } | Unreadable;

interface Unreadable {
  unreadable: Refusal;
  part: string[];
  limit?: string;
}

/**
 * Reads a request's body into the JSON representation, whichever of the supported media types it is in. `resource` names what the body
 * describes, since XML does not.
 */
export function decode(
  received: Received,
  supported: string[],
  resource: string,
  limits: BodyLimits = mockLimits,
): Decoded {
  const { body, headers } = received;
  if (body.kind === "none") return {};
  if (body.kind === "tooLarge") {
    return unreadable(tooLarge(`${body.limit} bytes`));
  }
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

function decodeText(bytes: Buffer, type: string, resource: string, limits: BodyLimits): Decoded {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1] ?? "utf-8";
  let text: string;
  try {
    text = new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) {
      return unsupported("content-type", `Content-Type: expected charset=utf-8, got ${JSON.stringify(type)}.`);
    }
    return malformed(`The body: expected text in ${charset}, got other bytes.`);
  }
  return isXml(type) ? readXml(text, resource, limits) : readJson(text, limits);
}

function readJson(text: string, limits: BodyLimits): Decoded {
  const most = `${limits.values} members and items`;
  try {
    const { value, isWhole } = parseJson(text, limits);
    return isWhole ? { value } : { value, tooLarge: tooLarge(most), limit: most };
  } catch (error) {
    const decoded = malformed(`The body: expected JSON. ${messageOf(error)}`);
    return error instanceof DepthError ? { ...decoded, limit: `${limits.depth} levels` } : decoded;
  }
}

function readXml(text: string, resource: string, limits: BodyLimits): Decoded {
  try {
    const value = decodeXml(text, { resource, limits: { elements: limits.values, depth: limits.depth } });
    const root = rootOf(text);
    return root === "reason"
      ? malformed("The body: expected the root <input> or <resource>, got <reason>.")
      : { value };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const message = shorten(error.message, longestMessage);
    if (!(error instanceof XmlLimitError)) return malformed(message);
    const limit = error.expected.replace("at most ", "");
    return { ...(limit.includes("levels") ? malformed(message) : unreadable({ ...tooLarge(""), message })), limit };
  }
}

function tooLarge(most: string): Refusal {
  return { status: 413, name: "EntityTooLarge", message: `The body: expected at most ${most}, got more.` };
}

function malformed(message: string): Unreadable {
  return unreadable({ status: 400, name: "DeserializationFailure", message });
}

function unsupported(header: string, message: string): Unreadable {
  return unreadable({ status: 415, name: "UnsupportedMediaType", message }, ["header", header]);
}

function unreadable(refusal: Refusal, part: string[] = ["body"]): Unreadable {
  return { unreadable: refusal, part };
}

const name = /<([\w.-]+)/y;

/** The name of the root element of a well-formed XML document. */
export function rootOf(text: string): string | undefined {
  let at = text.indexOf("<");
  // What can stand before it: a declaration, instructions and comments (XML 1.0, section 2.8).
  while (text[at + 1] === "?" || text[at + 1] === "!") {
    const end = text[at + 1] === "?" ? "?>" : "-->";
    at = text.indexOf("<", text.indexOf(end, at + 2) + end.length);
  }
  name.lastIndex = at;
  return name.exec(text)?.[1];
}
