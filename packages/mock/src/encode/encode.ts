import type { Answer } from "../answer/answer.ts";
import type { EngineResponse } from "../prism/engine.ts";

/** Writes a body down, and the headers in one spelling. */
export function encode({ status, headers, body }: EngineResponse): Answer {
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  if (text === "") delete lower["content-type"];
  return { status, headers: lower, body: text };
}
