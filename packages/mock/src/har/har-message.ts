import { formatValue } from "../contract/explain.ts";
import { RecordingError } from "../errors.ts";
import { isObject } from "../http/text.ts";

/** A message of a recorded exchange. Header names are in lower case. */
export interface HarMessage {
  headers: Record<string, string>;
  /** The body without its content coding; absent if the recording does not have it. */
  body?: Uint8Array;
}

/** Reads a request or a response of a HAR file, with its body from `postData` or `content`. Throws `RecordingError` for a wrong one. */
export function readMessage(where: string, message: Record<string, unknown>, content: unknown): HarMessage {
  const headers = readHeaders(`${where}/headers`, message.headers);
  if (!isObject(content)) return { headers, body: new Uint8Array() };
  if (typeof content.mimeType === "string" && content.mimeType !== "") headers["content-type"] ??= content.mimeType;
  const body = readContent(where, content, Number(content.size ?? message.bodySize ?? 0));
  if (body === undefined) return { headers };
  // Tools write the body as it was before its content coding; one that is still compressed says so itself.
  if (!isGzip(body)) delete headers["content-encoding"];
  // A text is written in UTF-8 now, whatever it was in before.
  if (content.encoding !== "base64" && headers["content-type"] !== undefined)
    headers["content-type"] = headers["content-type"].replace(/charset\s*=\s*("[^"]*"|[^\s;]+)/i, "charset=utf-8");
  return { headers, body };
}

function readHeaders(where: string, list: unknown): Record<string, string> {
  if (list === undefined || list === null) return {};
  if (!Array.isArray(list)) throw wrong(where, "a list of headers", list);
  const headers: Record<string, string> = {};
  for (const [index, header] of list.entries()) {
    if (!isObject(header) || typeof header.name !== "string")
      throw wrong(`${where}/${index}`, "a name and a value", header);
    const name = header.name.toLowerCase();
    // HTTP/2 has the request line in such headers.
    if (name.startsWith(":")) continue;
    const value = String(header.value ?? "");
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

/** Returns the bytes of a body; undefined if it had some, and the recording has none. */
function readContent(where: string, content: Record<string, unknown>, size: number): Uint8Array | undefined {
  const { text, encoding, params } = content;
  if (typeof text !== "string" || text === "") {
    if (Array.isArray(params) && params.length > 0) return new TextEncoder().encode(toForm(params));
    return size > 0 ? undefined : new Uint8Array();
  }
  if (encoding !== "base64") return new TextEncoder().encode(text);
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw wrong(`${where}/content/text`, "text in base64", "other text");
  }
}

function toForm(params: unknown[]): string {
  const form = new URLSearchParams();
  for (const pair of params) if (isObject(pair)) form.append(String(pair.name), String(pair.value ?? ""));
  return form.toString();
}

function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

/** Returns the error for a member that is wrong. */
export function wrong(where: string, expected: string, actual: unknown): RecordingError {
  return new RecordingError(`${where}: expected ${expected}, got ${formatValue(actual)}.`);
}
