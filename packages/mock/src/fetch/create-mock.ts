// A project whose library of types is older has no AsyncDisposable.
/// <reference lib="esnext.disposable" preserve="true" />
import { defaultBodyLimit, defaultCloseTimeout } from "../defaults.ts";
import { pause } from "../http/pause.ts";
import type { MockControls } from "../middleware/controls.ts";
import { createMockHandler, type MockHandler } from "../mock.ts";
import type { MockOptions } from "../options.ts";
import { createNetworkError } from "./network-error.ts";
import { readRequest, toRequest } from "./read-request.ts";
import { toResponse } from "./to-response.ts";
import { untilAborted } from "./until-aborted.ts";

/** How a mock behaves that listens nowhere: the options of `startMock` that are not about a server. */
export type FetchMockOptions = Omit<
  MockOptions,
  "port" | "host" | "allowHosts" | "publicUrl" | "requestTimeout" | "maxConnections"
>;

/** A mock that is a `fetch`. `await using` closes it at the end of the block. */
export interface FetchMock extends AsyncDisposable, MockControls {
  /**
   * Responds to a request as a server does to `fetch`, whatever the origin of its URL. Rejects with the reason of the request's signal if
   * that is aborted, and with a `TypeError` for the fault `reset`, a body that cannot be read, and a mock that is closed.
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** Takes no new requests, lets those in flight finish, and cuts off what is not over within `closeTimeout`. */
  close(): Promise<void>;
}

/** What the requests of one mock have in common. */
interface Lifetime {
  bodyLimit: number;
  /** Aborted when the mock is to end. */
  closing: AbortSignal;
  /** Aborted when what is still in flight is to end, too. */
  cutOff: AbortSignal;
}

/**
 * Creates a mock without a server: in a test, in a browser, in a worker. Any number of them can be in a process; they share no state.
 * Throws `SeedError`, `RecordingError`, `ClockError`, `UnknownSwitchError` or `UnknownFaultError` for a wrong option of that kind, and `MockError` for any
 * other wrong option.
 */
export async function createMock(options: FetchMockOptions = {}): Promise<FetchMock> {
  const { bodyLimit = defaultBodyLimit, closeTimeout = defaultCloseTimeout } = options;
  const { handle, controls } = await createMockHandler(options);
  const [closing, cutOff] = [new AbortController(), new AbortController()];
  const lifetime: Lifetime = { bodyLimit, closing: closing.signal, cutOff: cutOff.signal };
  const inFlight = new Set<Promise<Response>>();
  const close = async () => {
    closing.abort();
    const timer = setTimeout(() => cutOff.abort(createClosedError()), closeTimeout);
    await Promise.allSettled(inFlight);
    clearTimeout(timer);
  };
  return {
    async fetch(input, init) {
      const exchange = handleRequest(handle, toRequest(input, init), lifetime);
      inFlight.add(exchange);
      return await exchange.finally(() => inFlight.delete(exchange));
    },
    get requests() {
      return controls.requests;
    },
    reset: controls.reset,
    save: controls.save,
    restore: controls.restore,
    seed: controls.seed,
    fault: controls.fault,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function handleRequest(handle: MockHandler["handle"], request: Request, lifetime: Lifetime): Promise<Response> {
  const { bodyLimit, closing, cutOff } = lifetime;
  const { signal } = request;
  signal.throwIfAborted();
  if (closing.aborted) throw createNetworkError(createClosedError());
  const started = performance.now();
  const received = await readRequest(request, bodyLimit, cutOff);
  try {
    const connection = { started, pause: (milliseconds: number) => pause(milliseconds, signal, closing) };
    return toResponse(request, await untilAborted(handle(received, connection), signal, cutOff));
  } catch (error) {
    // Whatever came of it: nobody is there any more.
    signal.throwIfAborted();
    throw error;
  }
}

function createClosedError(): Error {
  return new Error("The mock is closed.");
}
