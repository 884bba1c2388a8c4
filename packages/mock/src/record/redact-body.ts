import { decompress } from "../check/decompress.ts";
import { essence, getCharset, isJson, isXml } from "../http/media-type.ts";
import { redactJson } from "./redact-json.ts";
import type { ValueRedaction } from "./redact-values.ts";
import { redactXml } from "./redact-xml.ts";

/** A body as a recording has it: a text, and why it is not the message's, if it is not. */
export interface RecordedBody {
  text: string;
  comment?: string;
}

/** A body with the headers that say how to read it. */
export interface EncodedBody {
  headers: Record<string, string>;
  body: Uint8Array;
  isComplete: boolean;
}

/** Redacts a body. What is not JSON, UCWA's XML or a form is left out, because nobody knows what it says. Never throws. */
export async function redactBody(
  message: EncodedBody,
  redaction: ValueRedaction,
  limit: number,
): Promise<RecordedBody> {
  const { headers, body, isComplete } = message;
  if (!isComplete) return { text: "", comment: `Left out: larger than ${limit} bytes.` };
  if (body.length === 0) return { text: "" };
  const type = headers["content-type"] ?? "";
  try {
    const bytes = await decompress(Buffer.from(body), headers["content-encoding"], limit);
    const text = new TextDecoder(getCharset(type) ?? "utf-8", { fatal: true }).decode(bytes);
    return { text: redactText(type, text, redaction) };
  } catch {
    return leftOut(type);
  }
}

function redactText(type: string, text: string, redaction: ValueRedaction): string {
  if (isJson(type)) return redactJson(text, redaction);
  if (isXml(type)) return redactXml(text, redaction);
  if (essence(type) === "application/x-www-form-urlencoded") return redaction.pairs(text);
  throw new Error("redactBody: expected a media type that it knows, got another one.");
}

function leftOut(type: string): RecordedBody {
  const comment = "Left out: it is not JSON, UCWA's XML or a form that can be read.";
  // A program that expects a page gets one.
  return essence(type) === "text/html"
    ? { text: "<!DOCTYPE html>\n<title>Left out</title>\n", comment }
    : { text: "", comment };
}
