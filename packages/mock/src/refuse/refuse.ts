import type { Answer } from "../answer/answer.ts";
import { encode } from "../encode/encode.ts";
import { isXml, negotiate } from "../negotiate/negotiate.ts";
import type { HttpOperation } from "../prism/operations.ts";
import { documented } from "./documented.ts";

/** Why a request is refused. `name` is the document's example for it; the rest says what the example cannot know. */
export interface Refusal {
  status: number;
  name: string;
  message?: string;
  parameters?: { name: string; reason: string }[];
  headers?: Record<string, string>;
}

/** Answers with the document's error, in the representation that the request accepts, JSON where it accepts none. */
export function refuse(operations: HttpOperation[], refusal: Refusal, accept: string | undefined): Answer {
  const { status, name, message, parameters, headers = {} } = refusal;
  const example = documented(operations, status, name);
  const offered = [...(example?.bodies.keys() ?? [])];
  const mediaType = negotiate(accept, offered) ?? "application/json";
  const value = example?.bodies.get(mediaType);
  const body = isXml(mediaType) || typeof value !== "object" ? value : { ...value, message, parameters };
  return encode({ status, headers: { ...example?.headers, ...headers, "Content-type": mediaType }, body });
}
