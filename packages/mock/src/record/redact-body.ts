import { decompress } from "../check/decompress.ts";
import { essence, getCharset, isJson, isXml } from "../http/media-type.ts";
import { redactJson } from "./redact-json.ts";
import type { ValueRedaction } from "./redact-values.ts";
import { redactXml } from "./redact-xml.ts";

/** A body as a recording has it: its size and its text, or why there is no text. */
export interface RecordedBody {
  size: number;
  text?: string;
  comment?: string;
}

/** A body with the headers that say how to read it. */
export interface EncodedBody {
  headers: Record<string, string>;
  body: Uint8Array;
  isComplete: boolean;
}

/** Returns the text of a body without its content coding; undefined if it is not complete, or no text. */
export async function readText({ headers, body, isComplete }: EncodedBody, limit: number): Promise<string | undefined> {
  if (!isComplete) return undefined;
  try {
    const bytes = await decompress(Buffer.from(body), headers["content-encoding"], limit);
    const charset = getCharset(headers["content-type"] ?? "") ?? "utf-8";
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Redacts a body and its text. What is not JSON, UCWA's XML or a form is left out, because nobody knows what it says. Never throws. */
export function redactBody(
  { headers, body }: EncodedBody,
  text: string | undefined,
  redaction: ValueRedaction,
): RecordedBody {
  if (text === "") return { size: 0, text };
  const type = headers["content-type"] ?? "";
  try {
    if (text !== undefined) return withSize(redactText(type, text, redaction));
  } catch {
    // It is left out.
  }
  const comment = "Left out: it is too large, has too many values, or is not JSON, UCWA's XML or a form.";
  // A program that expects a page gets one.
  if (essence(type) === "text/html") return { ...withSize("<!DOCTYPE html>\n<title>Left out</title>\n"), comment };
  return { size: Math.max(1, body.length), comment };
}

function withSize(text: string): RecordedBody {
  return { size: Buffer.byteLength(text), text };
}

// Far more than a meeting has. While a larger body is redacted, other requests would wait.
const maxValues = 20_000;

function limitValues(redaction: ValueRedaction): ValueRedaction {
  let left = maxValues;
  const count = (redact: (name: string, value: string) => string) => (name: string, value: string) => {
    left -= 1;
    if (left < 0) throw new RangeError(`The body: expected at most ${maxValues} values, got more.`);
    return redact(name, value);
  };
  const { property, name } = redaction;
  return { ...redaction, property: count(property), name: (text) => count(name)(text, "") };
}

function redactText(type: string, text: string, unlimited: ValueRedaction): string {
  const redaction = limitValues(unlimited);
  if (isJson(type)) return redactJson(text, redaction);
  if (isXml(type)) return redactXml(text, redaction);
  if (essence(type) === "application/x-www-form-urlencoded") return redaction.pairs(text);
  throw new Error("redactBody: expected a media type that it knows, got another one.");
}
