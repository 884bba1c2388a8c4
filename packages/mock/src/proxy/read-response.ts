import { decode as decodeXml, XmlError, XmlLimitError } from "@ucwa-meetings/xml";
import type { EngineResponse } from "../contract/prism.ts";
import { isJson, isXml } from "../http/media-type.ts";
import { messageOf } from "../http/text.ts";
import { withoutExcerpt } from "../redact/redact.ts";
import { TooLong, unpack } from "./decompress.ts";
import type { Forwarded } from "./forward.ts";

/** A body that cannot be judged: one that cannot be read, or one of which nobody knows what it says, as it is too long. */
export interface Unread {
  severity: "error" | "warning";
  expected: string;
}

/** An answer in the JSON representation, the text that it came in, and what stands against reading it. */
export interface ReadAnswer {
  response: EngineResponse;
  text: string;
  unread?: Unread;
}

/** A body that is too large to be looked at. */
export function tooLarge(limit: string): Unread {
  return { severity: "warning", expected: `at most ${limit}, to be checked` };
}

/** Reads an answer. `limit` is for the body, before and after unpacking. */
export async function readAnswer(answer: Forwarded["response"], resource: string, limit: number): Promise<ReadAnswer> {
  const { status, headers, body, isWhole } = answer;
  const response = { status, headers, body: undefined };
  if (!isWhole) return { response, text: "", unread: tooLarge(`${limit} bytes`) };
  if (body.length === 0) return { response, text: "" };
  let text = body.toString("utf8");
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await unpack(body, headers["content-encoding"], limit));
    return { response: toJson(response, text, resource), text };
  } catch (error) {
    if (error instanceof TooLong) return { response, text: "", unread: tooLarge(`${limit} bytes`) };
    if (error instanceof XmlLimitError) {
      return { response, text, unread: tooLarge(error.expected.replace("at most ", "")) };
    }
    return { response, text, unread: { severity: "error", expected: expectationOf(error) } };
  }
}

function toJson(response: EngineResponse, text: string, resource: string): EngineResponse {
  const type = response.headers["content-type"] ?? "";
  if (isJson(type)) return { ...response, body: parseJson(text) };
  if (!isXml(type)) return { ...response, body: text };
  // The JSON schema judges what the XML says.
  const headers = { ...response.headers, "content-type": type.replace(/xml\b/, "json") };
  return { ...response, headers, body: decodeXml(text, { resource }) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`JSON (${withoutExcerpt(messageOf(error))})`);
  }
}

/** What a reader of a body wanted, and where. The body itself is not in it. */
export function expectationOf(error: unknown): string {
  if (!(error instanceof XmlError)) return withoutExcerpt(messageOf(error));
  return `${error.expected} (line ${error.line}, column ${error.column})`;
}
