import { attempt } from "./attempt.ts";
import { NetworkError, TimeoutError } from "./errors.ts";
import { originOf } from "./resolve-href.ts";
import { delayOf, isPassing, isRepeatable, pause } from "./retry.ts";
import type { Ticket } from "./tickets.ts";
import type { CallContext, Outcome, Wire } from "./wire.ts";

/** Where a call stands. */
interface Step {
  readonly address: string;
  readonly hops: number;
  readonly repetition: number;
  readonly refused?: Promise<Ticket>;
}

const hopLimit = 5;

/**
 * The one way by which everything in this package is sent: with a ticket, in time, again where that is safe, never to an
 * origin that was not allowed. Answers whatever the status is. The controller is that of the request.
 *
 * It throws LinkError, NetworkError, TimeoutError, UnexpectedResponseError, the reason of the caller's signal, and what
 * `token` throws.
 */
export async function transport(
  wire: Wire,
  call: CallContext,
  first: Request,
  controller: AbortController,
): Promise<Outcome> {
  const { method, headers } = first;
  const body = method === "GET" ? "" : await first.text();
  const own = headers.has("authorization");
  const scope = call.cached && !own && !headers.has("if-none-match") ? JSON.stringify([first.url, ...headers]) : "";
  let step: Step = { address: first.url, hops: 0, repetition: 0 };
  let shot = body ? shotAt(step.address, first, body) : { request: first, controller };
  for (;;) {
    const ticket = wire.ticketFor(originOf(step.address, wire.origins), step.refused);
    const { text, id } = await ticket;
    if (text && !own) shot.request.headers.set("authorization", `Bearer ${text}`);
    const outcome = await attempt(wire, call, shot, scope && `${id} ${scope}`).catch(failureIn);
    if (wire.cache && method !== "GET") wire.cache.clear();
    const passed = !(outcome instanceof Error);
    if (passed && outcome.response.ok) return outcome;
    const next = await nextStep(wire, call, first, step, ticket, outcome);
    if (!next && passed) return outcome;
    if (!next) throw outcome;
    step = next;
    shot = shotAt(step.address, first, body);
  }
}

/** The same request once more: a `Request` and its signal can be used only once. */
function shotAt(address: string, { method, headers }: Request, text: string) {
  const controller = new AbortController();
  const { signal } = controller;
  const request = new Request(address, { method, headers, body: text || null, signal, redirect: "manual" });
  return { request, controller };
}

function failureIn(error: unknown): NetworkError | TimeoutError {
  if (error instanceof NetworkError || error instanceof TimeoutError) return error;
  throw error;
}

/** Whether there is another attempt that could end better: elsewhere, with a new ticket, or a little later. */
async function nextStep(
  wire: Wire,
  call: CallContext,
  request: Request,
  step: Step,
  ticket: Promise<Ticket>,
  outcome: Outcome | Error,
): Promise<Step | undefined> {
  const { status, headers } = outcome instanceof Error ? Response.error() : outcome.response;
  const { address, hops, repetition, refused } = step;
  const location = headers.get("location");
  // By hand, since `fetch` would take the ticket along.
  if (location && isRedirect(status, request.method) && hops < hopLimit) {
    return { ...step, address: new URL(location, address).href, hops: hops + 1 };
  }
  const isRefused = status === 401 || (status === 403 && headers.has("www-authenticate"));
  if (isRefused && wire.renews && !refused) return { ...step, refused: ticket };
  if (!isPassing(status) || !isRepeatable(request) || repetition >= wire.retries) return undefined;
  const wait = delayOf(wire, repetition, headers.get("retry-after") ?? "");
  if (Date.now() + wait >= call.deadline) return undefined;
  await pause(wait, call.signal);
  return { ...step, repetition: repetition + 1 };
}

/** @see RFC 9110, section 15.4 */
function isRedirect(status: number, method: string): boolean {
  return status === 307 || status === 308 || (method === "GET" && status > 300 && status < 304);
}
