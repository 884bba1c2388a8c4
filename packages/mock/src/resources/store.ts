import { HttpError } from "../contract/http-error.ts";
import { isGuid } from "../http/text.ts";
import type { Properties } from "../state/content.ts";

// As many other writers would have to interrupt, each one between a read and a write.
const maxAttempts = 1000;

/**
 * Repeats `attempt` until it returns a value. It returns undefined if another request has changed what it read (compare and set).
 * Throws `HttpError` with 503 after a thousand attempts, so that every request ends.
 */
export async function retryUntilDone<Result>(attempt: () => Promise<Result | undefined>): Promise<Result> {
  for (let count = 0; count < maxAttempts; count += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new HttpError(
    503,
    "ServiceUnavailable",
    `The resource changed ${maxAttempts} times while it was to be written.`,
  );
}

const added = ["rel", "etag", "_links", "_embedded"];

/** Removes from a representation what is not stored: rel, ETag, links, embedded resources and the GUID-named property. */
export function stripHypermedia(representation: Properties): Properties {
  return Object.fromEntries(Object.entries(representation).filter(([name]) => !added.includes(name) && !isGuid(name)));
}
