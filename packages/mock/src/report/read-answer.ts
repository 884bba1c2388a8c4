import { decode as decodeXml } from "@ucwa-meetings/xml";
import type { Forwarded } from "../forward/forward.ts";
import { messageOf } from "../guard.ts";
import { isJson, isXml } from "../negotiate/negotiate.ts";
import type { EngineResponse } from "../prism/engine.ts";
import { bodyFound, type Found } from "./check.ts";
import { unpack } from "./unpack.ts";

/** An answer in the JSON representation, and what stands against reading it. */
export function readAnswer(
  answer: Forwarded["response"],
  resource: string,
): { response: EngineResponse; unread: Found[] } {
  const { status, headers, body } = answer;
  if (body.length === 0) return { response: { status, headers, body: undefined }, unread: [] };
  const type = headers["content-type"] ?? "";
  try {
    const text = unpack(body, headers["content-encoding"]);
    if (isJson(type)) return { response: { status, headers, body: JSON.parse(text) }, unread: [] };
    if (!isXml(type)) return { response: { status, headers, body: text }, unread: [] };
    // The JSON schema judges what the XML says.
    const seen = { ...headers, "content-type": type.replace(/xml\b/, "json") };
    return { response: { status, headers: seen, body: decodeXml(text, { resource }) }, unread: [] };
  } catch (error) {
    const bytes = { body: { kind: "bytes" as const, bytes: body } };
    return { response: { status, headers, body: undefined }, unread: [bodyFound("response", messageOf(error), bytes)] };
  }
}
