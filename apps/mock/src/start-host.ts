import { setTimeout as wait } from "node:timers/promises";
import {
  type ConnectionCounts,
  type JournalEntry,
  type MockOptions,
  type MockResponse,
  type StateStore,
  startMock,
} from "@ucwa-meetings/mock";
import { createMetrics, type Metrics } from "./metrics.ts";
import { type Dependency, type Phase, startOpsServer } from "./ops-server.ts";
import type { ReadyHostOptions } from "./read-host-options.ts";
import { requestIdHeader, toRequestId } from "./request-id.ts";

const exposedHeader = "access-control-expose-headers";

/** A mock that is hosted, and the endpoints for those who run it. */
export interface Host {
  url: string;
  opsUrl: string;
  /**
   * Ends it: `/ready` says 503 for `delay` milliseconds while requests are still taken, each response then closes its connection, requests in flight
   * finish within `closeTimeout`, and the ports and the store are closed.
   */
  stop(delay: number): Promise<void>;
}

/** An event of the log: its kind, and what belongs to it. */
export type WriteEvent = (event: { event: string } & Record<string, unknown>) => void;

/** Opens the store, and starts the mock and its endpoints. Throws `MockError` if a port or the store is not available. */
export async function startHost(options: ReadyHostOptions, write: WriteEvent): Promise<Host> {
  const store = await options.openStore();
  try {
    return await startWith(store, options, write);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function startWith(store: StateStore, options: ReadyHostOptions, write: WriteEvent): Promise<Host> {
  const { opsPort, opsHost, drainDelay, openStore, ...mockOptions } = options;
  const { dialect = "documented" } = options;
  let phase: Phase = "ready";
  let counts: ConnectionCounts = { open: 0, refused: 0 };
  const metrics = createMetrics(dialect, { connections: () => counts, sandboxes: () => store.count() });
  const dependencies: Dependency[] = [{ name: "store", check: () => store.ready() }];
  const mock = await startMock({
    ...mockOptions,
    store,
    logControls: true,
    log(entry) {
      metrics.observe(entry);
      write(toEvent(entry));
    },
    middleware: createMiddleware(metrics, () => phase === "draining"),
  });
  counts = mock.connections;
  const opsOptions = { port: opsPort, host: opsHost, getPhase: () => phase, metrics, dependencies };
  const ops = await startOpsServer(opsOptions).catch(async (error) => {
    await mock.close();
    throw error;
  });
  return {
    url: mock.url,
    opsUrl: ops.url,
    async stop(delay) {
      phase = "draining";
      await wait(delay);
      await mock.close();
      ops.close();
      await store.close();
    },
  };
}

/** Headers and bodies are for the journal at `/__mock/requests`. */
function toEvent({ headers, body, ...entry }: JournalEntry): { event: string } & Record<string, unknown> {
  return { event: "request", id: headers[requestIdHeader], ...entry };
}

function withHeaders(response: MockResponse, id: string, isDraining: boolean): MockResponse {
  const { headers } = response;
  const exposed = headers[exposedHeader];
  return {
    ...response,
    headers: {
      ...headers,
      [requestIdHeader]: id,
      ...(isDraining && { connection: "close" }),
      // A page that may read the response may read this header, too.
      ...(exposed !== undefined && { [exposedHeader]: `${exposed}, ${requestIdHeader}` }),
    },
  };
}

/** Gives each request an id and counts it. Like a load balancer, it puts the id into the request, so that the journal has it, too. */
function createMiddleware(metrics: Metrics, isDraining: () => boolean): NonNullable<MockOptions["middleware"]> {
  return async ({ headers }, next) => {
    const id = toRequestId(headers[requestIdHeader]);
    headers[requestIdHeader] = id;
    const end = metrics.begin();
    try {
      const response = await next();
      return withHeaders(response, id, isDraining());
    } catch (error) {
      metrics.countAborted();
      throw error;
    } finally {
      end();
    }
  };
}
