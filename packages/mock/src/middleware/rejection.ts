import type { Task } from "../contract/contract-request.ts";
import type { Refusal } from "../contract/documented-error.ts";
import { explain } from "../contract/explain.ts";
import type { Violation } from "../contract/prism.ts";
import { mostViolations } from "../contract/violations.ts";
import { shorten } from "../http/text.ts";
import type { Received } from "../server/read-request.ts";

// A key, and so a pointer, can be as long as a body.
const longest = 200;

/** Why a request that routed is refused, the most important reason first: no ticket, unreadable, invalid, nothing acceptable. */
export function whyNot({ received, decoded, offered, mediaType }: Task, violations: Violation[]): Refusal | undefined {
  if (violations.some(({ code }) => code === "401")) return unauthorized(received.headers.authorization);
  if ("unreadable" in decoded) return decoded.unreadable;
  const errors = violations.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return invalid(errors, received, decoded);
  if (decoded.tooLarge) return decoded.tooLarge;
  if (mediaType !== undefined) return undefined;
  const message = `Accept: expected ${offered.join(" or ")}, got ${JSON.stringify(received.headers.accept)}.`;
  return { status: 406, name: "NotAcceptable", message };
}

function unauthorized(authorization: string | undefined): Refusal {
  const actual =
    authorization === undefined ? "none" : /^bearer\s*$/i.test(authorization) ? "an empty one" : "another scheme";
  return { status: 401, name: "Unauthorized", message: `Authorization: expected a Bearer token, got ${actual}.` };
}

function invalid(
  errors: Violation[],
  { headers }: Received,
  { value: body, tooLarge }: { value?: unknown; tooLarge?: Refusal },
): Refusal {
  const all = explain(errors, { body, headers });
  const explained = all.slice(0, mostViolations);
  const parameters = explained.map(({ name, expected, actual }) => ({
    name: shorten(name, longest),
    reason: `expected ${shorten(expected, longest)}, got ${actual}`,
  }));
  const message = explained.map(
    ({ pointer, expected, actual }) =>
      `${shorten(pointer, longest) || "The body"}: expected ${shorten(expected, longest)}, got ${actual}.`,
  );
  if (all.length > explained.length) message.push(`And ${all.length - explained.length} more.`);
  if (tooLarge) message.push(`Only the beginning was looked at. ${tooLarge.message}`);
  return { status: 400, name: "ParameterValidationFailure", message: message.join(" "), parameters };
}
