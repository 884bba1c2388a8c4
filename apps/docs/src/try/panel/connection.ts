import {
  claimMessage,
  mockFolder,
  removedMessage,
  type Settings,
  storeName,
  type WorkerState,
  workerPaths,
} from "../protocol.ts";

/** A request as the reader has it in the panel. */
export interface SentRequest {
  method: string;
  /** From the root of the server. */
  path: string;
  headers: [string, string][];
  /** Absent for methods without a body. */
  body?: string;
}

/** The answer to a request, or what `fetch` said where there was none. */
export type Answer =
  | { status: number; statusText: string; headers: [string, string][]; body: string; milliseconds: number }
  | { failure: string };

/** The mock in this browser. */
export interface Connection {
  send(request: SentRequest): Promise<Answer>;
  state(): Promise<WorkerState>;
  configure(settings: Settings): Promise<void>;
  reset(): Promise<void>;
  /** Removes the mock from the browser, with what it has stored and the pages that are kept. */
  remove(): Promise<void>;
  /** Keeps the pages for reading without a network. */
  keepPages(): Promise<void>;
  /** Calls a listener after each request of any panel, also in another tab, or when the mock is removed. Returns what ends that. */
  onChange(listeners: { changed: () => void; removed: () => void }): () => void;
}

/** How long a worker may take to begin. */
const patience = 20_000;

/** Starts the worker at `address`, unless it runs, and connects to its mock. Rejects where the browser does not let it run. */
export async function connect(address: URL): Promise<Connection> {
  const { serviceWorker } = navigator;
  const { scope } = await serviceWorker.register(address);
  const { active } = await within(serviceWorker.ready);
  if (!serviceWorker.controller) {
    const controlled = new Promise((resolve) =>
      serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
    );
    active?.postMessage(claimMessage);
    await within(controlled);
  }
  return createConnection(scope);
}

async function within<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`The mock did not start within ${patience / 1000} seconds.`);
    timer = setTimeout(() => reject(error), patience);
  });
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function createConnection(scope: string): Connection {
  const root = new URL(`${mockFolder}/`, scope);
  const call = async (path: string, init?: RequestInit) => {
    const response = await fetch(new URL(path, root), init);
    if (!response.ok) throw new Error(await response.text());
    return response;
  };
  return {
    send: (request) => send(root, request),
    state: async () => (await call(workerPaths.state)).json(),
    configure: async (settings) => {
      await call(workerPaths.settings, { method: "PUT", body: JSON.stringify(settings) });
    },
    reset: async () => {
      await call("__mock/reset", { method: "POST" });
    },
    remove: async () => {
      await call(workerPaths.state, { method: "DELETE" });
    },
    keepPages: async () => {
      await call(workerPaths.pages, { method: "POST" });
    },
    onChange({ changed, removed }) {
      const channel = new BroadcastChannel(storeName(scope));
      channel.addEventListener("message", ({ data }) => (data === removedMessage ? removed() : changed()));
      return () => channel.close();
    },
  };
}

async function send(root: URL, { method, path, headers, body }: SentRequest): Promise<Answer> {
  const started = performance.now();
  try {
    // Without the dot, a path with two slashes would name a host.
    const url = new URL(`.${path.startsWith("/") ? "" : "/"}${path}`, root);
    const response = await fetch(url, { method, headers, cache: "no-store", ...(body !== undefined && { body }) });
    const text = await response.text();
    return {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers],
      body: text,
      milliseconds: Math.round(performance.now() - started),
    };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
