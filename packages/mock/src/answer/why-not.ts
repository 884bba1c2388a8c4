import type { Violation } from "../prism/engine.ts";
import type { Received } from "../receive/receive.ts";
import type { Refusal } from "../refuse/refuse.ts";
import { explain } from "../validate-input/explain.ts";
import type { Task } from "./task.ts";

/** Why a request that routed is refused, the most important reason first: no ticket, unreadable, invalid, nothing acceptable. */
export function whyNot({ received, decoded, offered, mediaType }: Task, violations: Violation[]): Refusal | undefined {
  if (violations.some(({ code }) => code === "401")) return unauthorized(received.headers.authorization);
  if ("unreadable" in decoded) return decoded.unreadable;
  const errors = violations.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return invalid(errors, received, decoded.value);
  if (mediaType !== undefined) return undefined;
  const message = `Accept: expected ${offered.join(" or ")}; ${JSON.stringify(received.headers.accept)} came.`;
  return { status: 406, name: "NotAcceptable", message };
}

function unauthorized(authorization: string | undefined): Refusal {
  const came =
    authorization === undefined ? "none" : /^bearer\s*$/i.test(authorization) ? "an empty one" : "another scheme";
  return { status: 401, name: "Unauthorized", message: `Authorization: expected a Bearer ticket; ${came} came.` };
}

function invalid(errors: Violation[], { headers }: Received, body: unknown): Refusal {
  const explained = explain(errors, { body, headers });
  const parameters = explained.map(({ name, expected, actual }) => ({ name, reason: `${expected}; ${actual} came` }));
  const message = explained.map(
    ({ pointer, expected, actual }) => `${pointer || "The body"} ${expected}; ${actual} came.`,
  );
  return { status: 400, name: "ParameterValidationFailure", message: message.join(" "), parameters };
}
