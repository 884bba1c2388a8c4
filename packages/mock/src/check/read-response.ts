import { decode as decodeXml, XmlError, XmlLimitError } from "@ucwa-meetings/xml";
import type { OperationResult } from "../contract/prism.ts";
import { isJson, isXml } from "../http/media-type.ts";
import { getErrorMessage } from "../http/text.ts";
import { withoutExcerpt } from "../redact/redact.ts";
import { decompress, TooLargeError, UnreadableBodyError } from "./decompress.ts";
import type { Exchange } from "./exchange.ts";

/** A body that cannot be checked, because it cannot be read (an error) or is too large (a warning). */
export interface UnreadableBody {
  severity: "error" | "warning";
  expected: string;
  /** What there is instead, if it is not the text. */
  actual?: string;
}

/** A response in the JSON representation, its text, and the reason if it cannot be read. */
export interface DecodedResponse {
  response: OperationResult;
  text: string;
  unreadable?: UnreadableBody;
}

/** Describes a body that is too large to be checked. */
export function tooLarge(limit: string): UnreadableBody {
  return { severity: "warning", expected: `at most ${limit}, to be checked`, actual: "more" };
}

/** A body that a recording does not have. */
export const notRecorded: UnreadableBody = { severity: "warning", expected: "a recorded body", actual: "none" };

/** Reads a response. `limit` is for the body, before and after decompression. */
export async function decodeResponse(
  message: Exchange["response"],
  resource: string,
  limit: number,
): Promise<DecodedResponse> {
  const { status, headers, body, isComplete, isMissing = false } = message;
  const response = { status, headers, body: undefined };
  if (isMissing) return { response, text: "", unreadable: notRecorded };
  if (!isComplete) return { response, text: "", unreadable: tooLarge(`${limit} bytes`) };
  if (body.length === 0) return { response, text: "" };
  let text = body.toString("utf8");
  try {
    text = decodeUtf8(await decompress(body, headers["content-encoding"], limit));
    return { response: toJson(response, text, resource), text };
  } catch (error) {
    if (error instanceof TooLargeError) return { response, text: "", unreadable: tooLarge(`${limit} bytes`) };
    if (error instanceof XmlLimitError) {
      return { response, text, unreadable: tooLarge(error.expected.replace("at most ", "")) };
    }
    return { response, text, unreadable: { severity: "error", expected: describeExpectation(error) } };
  }
}

function toJson(response: OperationResult, text: string, resource: string): OperationResult {
  const type = response.headers["content-type"] ?? "";
  if (isJson(type)) return { ...response, body: parseJson(text) };
  if (!isXml(type)) return { ...response, body: text };
  // Prism validates the converted body with the schema for JSON.
  const headers = { ...response.headers, "content-type": type.replace(/xml\b/, "json") };
  return { ...response, headers, body: decodeXml(text, { resource }) };
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UnreadableBodyError("text in utf-8", { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableBodyError(`JSON (${withoutExcerpt(getErrorMessage(error))})`, { cause: error });
  }
}

/** What was expected of a body that cannot be read, and where. The body itself is not in it. */
function describeExpectation(error: unknown): string {
  if (error instanceof XmlError) return `${error.expected} (line ${error.line}, column ${error.column})`;
  return error instanceof UnreadableBodyError ? error.expected : withoutExcerpt(getErrorMessage(error));
}
