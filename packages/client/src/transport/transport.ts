import { type About, NetworkError, TimeoutError } from "../errors.ts";
import type { Call, Delivery } from "./context.ts";
import { attempt } from "./fetch-once.ts";
import { addressOf, originOf } from "./href.ts";
import { requestInit } from "./request-init.ts";
import { after, delayOf, isPassing, isRepeatable } from "./retry.ts";
import { within } from "./timeout.ts";

/** Where a call stands. */
interface Step {
  readonly address: string;
  readonly hops: number;
  readonly repetition: number;
  readonly refused?: Promise<string>;
}

const hopLimit = 5;

/**
 * The one way by which everything in this package is sent: with a ticket, in time, again where that is safe, never to an
 * origin that was not allowed. Answers whatever the status is.
 *
 * It throws LinkError, NetworkError, TimeoutError, UnexpectedResponseError, the reason of the caller's signal, and what
 * `token` throws. `about` learns whether the server may have done what was asked.
 */
export async function transport(call: Call, first: Request, about: About): Promise<Delivery> {
  const { wire } = call;
  const { method } = first;
  // A copy: what is set for one origin is not for the next.
  const headers = new Headers(first.headers);
  const body = method === "GET" ? "" : await first.text();
  const own = headers.get("authorization");
  const cached = call.cached && own === null && !headers.has("if-none-match");
  // Whatever makes a difference to what is read, but for ticket and address. Headers that all calls of a client have do not.
  const scope = call.varies ? JSON.stringify([...headers]) : "";
  const start: Step = { address: first.url, hops: 0, repetition: 0 };
  let step = start;
  for (;;) {
    const origin = originOf(step.address, wire);
    const request = body || step !== start ? again({ method, headers }, step.address, body) : first;
    const ticket = wire.ticketFor(origin, step.refused);
    const text = await within(call, request, "ticket", () => ticket).catch((error) => {
      if (error instanceof TimeoutError) wire.forget(origin, ticket);
      throw error;
    });
    const id = wire.hide(own?.replace(/^\S+ /, "") ?? text);
    const key = cached ? `${id} ${step.address} ${scope}` : "";
    // An address that holds a ticket is longer than the ticket; the look at all others would take too long.
    const shows = key.length > text.length && wire.redact(key) !== key;
    if (text && own === null) request.headers.set("authorization", `Bearer ${text}`);
    let outcome: Delivery | undefined;
    let failure: unknown;
    try {
      outcome = { origin, ...(await attempt(call, request, shows ? "" : key)) };
      if (outcome.response.ok) return outcome;
    } catch (error) {
      if (!(error instanceof NetworkError || error instanceof TimeoutError)) throw error;
      failure = error;
    } finally {
      if (method !== "GET") {
        if (wire.cache) wire.cache.clear();
        about.mayHaveBeenApplied ||= !isRefusal(outcome?.response.status ?? 0);
      }
    }
    const next = await nextStep(call, first, step, ticket, outcome?.response ?? Response.error());
    if (!next && outcome) return outcome;
    if (!next) throw failure;
    step = next;
  }
}

/** The same request once more: a `Request` can be sent only once. */
function again({ method, headers }: Pick<Request, "method" | "headers">, address: string, body: string): Request {
  return new Request(address, { ...requestInit, method, headers, body: body || null });
}

/** Whether there is another attempt that could end better: elsewhere, with a new ticket, or a little later. */
async function nextStep(
  call: Call,
  request: Request,
  step: Step,
  ticket: Promise<string>,
  { status, headers }: Response,
): Promise<Step | undefined> {
  const { wire, due } = call;
  const { address, hops, repetition, refused } = step;
  const location = `${headers.get("location") ?? ""}`;
  // By hand, since `fetch` would take the ticket along.
  if (location && isRedirect(status, request.method) && URL.canParse(location, address) && hops < hopLimit) {
    return { ...step, address: addressOf(location, address), hops: hops + 1 };
  }
  const isRefused = status === 401 || (status === 403 && headers.has("www-authenticate"));
  if (isRefused && wire.renews && !refused) return { ...step, refused: ticket };
  if (!isPassing(status) || !isRepeatable(request) || repetition >= wire.retries) return undefined;
  const wait = delayOf(wire, repetition, headers.get("retry-after") ?? "");
  if (Date.now() + wait >= due) return undefined;
  await within({ ...call, timeout: due }, request, "", (signal) => after(wait, signal));
  return { ...step, repetition: repetition + 1 };
}

/** Whether a status says that nothing was done: a redirect, or an error of the client's. A gateway's 504 does not. */
function isRefusal(status: number): boolean {
  return status > 306 && status < 500;
}

/** @see RFC 9110, section 15.4 */
function isRedirect(status: number, method: string): boolean {
  return status === 307 || status === 308 || (method === "GET" && status > 300 && status < 304);
}
