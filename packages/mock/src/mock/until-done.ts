import { refused } from "./refused.ts";

// So many others would have to come in between, each time in the moment between a look and a write.
const mostAttempts = 1000;

/**
 * Looks and writes again while somebody else was faster (compare and set): `attempt` gives undefined where what it looked at has changed.
 * Refuses with 503 where that has no end, so that a request always has one.
 */
export async function untilDone<Done>(attempt: () => Promise<Done | undefined>): Promise<Done> {
  for (let count = 0; count < mostAttempts; count += 1) {
    const done = await attempt();
    if (done !== undefined) return done;
  }
  return refused(503, "ServiceUnavailable", `The resource changed ${mostAttempts} times while it was to be written.`);
}
