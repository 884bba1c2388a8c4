import type { Question } from "./answer.ts";
import { mediaTypeOf, tryWrite } from "./breaks-contract.ts";
import type { SentRequest } from "./curl.ts";

/** Writes a request. Undefined if the representation has no form for its body. */
export function toRequest(question: Question, token: string): SentRequest | undefined {
  const { properties, text, representation, target, headers } = question;
  const body = text ?? (properties && tryWrite(properties, representation, target.resource));
  if (body === undefined && properties) return undefined;
  const all: Record<string, string | undefined> = {
    authorization: `Bearer ${token}`,
    accept: mediaTypeOf(representation),
    ...(body !== undefined && { "content-type": mediaTypeOf(representation) }),
    ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
  };
  const present = Object.entries(all).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return { headers: Object.fromEntries(present), ...(body !== undefined && { body }) };
}
