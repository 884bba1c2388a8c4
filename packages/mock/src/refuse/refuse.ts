import type { EngineResponse } from "../prism/engine.ts";
import type { HttpOperation } from "../prism/operations.ts";
import { shorten } from "../shorten.ts";
import { type Documented, documented } from "./documented.ts";

/** Why a request is refused. `name` is the document's example for it; the rest says what the example cannot know. */
export interface Refusal {
  status: number;
  name: string;
  message: string;
  parameters?: { name: string; reason: string }[];
  headers?: Record<string, string>;
  /** Where code and subcode are to be others than the example's. */
  code?: string;
  subcode?: string;
}

/** The document's error for a refusal, in the JSON representation, and what else the document says of it. */
export function refuse(
  operations: HttpOperation[],
  refusal: Refusal,
): { response: EngineResponse; error?: Documented } {
  const { status, name, message, parameters, headers, code, subcode } = refusal;
  const error = documented(operations, status, name);
  const { parameters: sample, ...reason } = error?.reason ?? { code: name };
  const other = code === undefined ? {} : { code, subcode };
  const body = {
    ...reason,
    ...other,
    message: printable(shorten(message, longestMessage)),
    ...(parameters && { parameters: parameters.map(printableParameter) }),
  };
  const all = { ...error?.headers, ...headers, "Content-type": "application/json" };
  return { response: { status, headers: all, body }, ...(error && { error }) };
}

// Enough for fifty violations.
const longestMessage = 30_000;

// Messages say what came, and what came may have characters that XML has no way to say.
function printable(text: string): string {
  return text.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\ufffd");
}

function printableParameter({ name, reason }: { name: string; reason: string }) {
  return { name: printable(name), reason: printable(reason) };
}
