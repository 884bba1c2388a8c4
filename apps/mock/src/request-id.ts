import { randomUUID } from "node:crypto";

/**
 * The header with the id of a request: in what a client or a load balancer sends, in the response, in the log and in the journal. Load balancers make one and
 * people search for it. `traceparent` also says what to sample and which span is the parent, and here nobody records spans.
 */
export const requestIdHeader = "x-request-id";

// What load balancers make: GUIDs, hexadecimal digits, ULIDs. Nothing that could be more than an id in a log.
const pattern = /^[\w.-]{8,64}$/;

/** Returns the id that a request has, or a new one if it has none that is safe to repeat. */
export function toRequestId(given: string | undefined): string {
  return given !== undefined && pattern.test(given) ? given : randomUUID();
}
