import { type BodyCollector, createBodyCollector } from "../http/body.ts";
import type { MockRequest, RequestBody } from "../http/request.ts";
import { createNetworkError } from "./network-error.ts";

/** Makes the request that a `fetch` sends of what it is called with. Throws `TypeError` for what is none. */
export function toRequest(input: Request | URL | string, init?: RequestInit): Request {
  // A request of another realm, such as a test environment's, is none to this one's constructor.
  if (typeof input === "object" && "headers" in input && init === undefined) return input;
  return new Request(input, init);
}

/**
 * Reads a request. What a body has over the limit is not read. Throws the reason of the request's signal if that is aborted meanwhile, and
 * a network error if `cutOff` is, or if the body's stream fails.
 */
export async function readRequest(request: Request, limit: number, cutOff: AbortSignal): Promise<MockRequest> {
  const { url } = request;
  const { pathname, search } = new URL(url);
  const { method, headers } = request;
  return {
    method,
    target: pathname + search,
    headers: Object.fromEntries(headers),
    body: await readBody(request, limit, cutOff),
    url,
  };
}

async function readBody(request: Request, limit: number, cutOff: AbortSignal): Promise<RequestBody> {
  const { signal } = request;
  const collector = createBodyCollector(limit);
  try {
    // A stream that was read to its end, and let go, gives nothing more: the body would be missing.
    if (request.bodyUsed) throw new TypeError("The body: expected one that nobody has read, got one that was read.");
    if (request.body) await readStream(request.body, collector, limit, [signal, cutOff]);
    // A browser may have no stream of a request's body.
    else collector.add(new Uint8Array(await request.arrayBuffer()));
  } catch (error) {
    signal.throwIfAborted();
    throw createNetworkError(error);
  }
  signal.throwIfAborted();
  if (cutOff.aborted) throw createNetworkError(cutOff.reason);
  return collector.body();
}

async function readStream(
  stream: ReadableStream<Uint8Array>,
  collector: BodyCollector,
  limit: number,
  ends: AbortSignal[],
): Promise<void> {
  const reader = stream.getReader();
  // Ends a read that waits. What the source of the stream has to say to that is no concern of the request.
  const stop = () => void reader.cancel().catch(() => {});
  for (const signal of ends) signal.addEventListener("abort", stop);
  try {
    if (ends.some(({ aborted }) => aborted)) stop();
    for (let length = 0; length <= limit; ) {
      const { done, value } = await reader.read();
      if (done) return;
      if (!ArrayBuffer.isView(value)) throw new TypeError(`The body: expected bytes, got ${typeof value}.`);
      length = collector.add(value);
    }
    stop();
  } finally {
    for (const signal of ends) signal.removeEventListener("abort", stop);
  }
}
