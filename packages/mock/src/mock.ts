import { exampleResources } from "./contract/example.ts";
import type { HttpError } from "./contract/http-error.ts";
import type { HttpOperation } from "./contract/operations.ts";
import { httpOperations } from "./contract/operations.ts";
import { matchRoute } from "./contract/route.ts";
import { defaultMeetingLimit } from "./defaults.ts";
import { MockError } from "./errors.ts";
import { createRecording, type Recording } from "./har/recording.ts";
import { cors, createCorsPolicy } from "./http/cors.ts";
import { compose } from "./http/handler.ts";
import { createHostCheck } from "./http/hosts.ts";
import { readPrefer } from "./http/prefer.ts";
import type { MockRequest } from "./http/request.ts";
import type { MockResponse } from "./http/response.ts";
import { admin } from "./middleware/admin.ts";
import { adminToken } from "./middleware/admin-token.ts";
import { allowedHosts, allowedOrigins } from "./middleware/admission.ts";
import { checkSavedState } from "./middleware/check-saved-state.ts";
import type { MockControls } from "./middleware/controls.ts";
import { errorHandler } from "./middleware/error-handler.ts";
import { createFaults, type Faults, injectFaults } from "./middleware/faults.ts";
import { handleOperation } from "./middleware/handle-operation.ts";
import { createJournal, type Journal, journal } from "./middleware/journal.ts";
import { replay } from "./middleware/replay.ts";
import { router } from "./middleware/router.ts";
import { serverHeaders } from "./middleware/server-headers.ts";
import type { MockOptions } from "./options.ts";
import { checkSeeds } from "./resources/check-seeds.ts";
import { type Context, createState, type MockState } from "./resources/context.ts";
import { createMemoryStore } from "./resources/memory-store.ts";
import { isStored, loadSeeds, planSeeds, type Seed } from "./resources/seed.ts";

/** What only the way in knows about a request: when it began, and how to wait while its client is there. */
export type Connection = Pick<Context, "started" | "pause">;

/** A mock without a way in: it turns requests into responses, and a test can control it. */
export interface MockHandler {
  /** Responds to a request. Throws `DisconnectError` if the client went away; any other error becomes a response. */
  handle(request: MockRequest, connection: Connection): Promise<MockResponse>;
  /** Returns the document's error for bytes that are no request, and adds it to the journal. */
  reject(error: HttpError): Promise<MockResponse>;
  controls: MockControls;
}

/** Creates a mock without a way in. Throws what `startMock` throws for wrong options. */
export async function createMockHandler(options: MockOptions): Promise<MockHandler> {
  if (options.replay && options.seed) throw new MockError("replay: expected no seed beside it, got both.");
  const operations = await httpOperations();
  const state = createState(operations, { ...options, meetingLimit: options.meetingLimit ?? defaultMeetingLimit });
  const entries = createJournal();
  const faults = createFaults();
  const corsPolicy = createCorsPolicy(options.cors);
  const recording = options.replay && createRecording(options.replay);
  const controls = createControls(operations, state, faults, entries, { ...options, recording });
  await checkSeeds(operations, options.seed ?? []);
  await controls.reset();

  // The way of a request, from top to bottom; the response goes back from bottom to top.
  const respond = compose<Context>([
    journal(entries, options),
    serverHeaders(),
    errorHandler(operations),
    allowedHosts(createHostCheck(options.host, options.allowHosts)),
    cors(corsPolicy),
    // Both once more, so that pages may read what goes wrong from here on, and the headers.
    serverHeaders(),
    errorHandler(operations),
    allowedOrigins(corsPolicy),
    adminToken(options.adminToken),
    admin(controls),
    injectFaults(faults, operations),
    ...(recording
      ? [replay(recording, operations)]
      : [router(operations), handleOperation({ isStateful: options.state ?? true })]),
  ]);
  const rejectWith = (error: HttpError) =>
    compose<Context>([
      journal(entries, options),
      serverHeaders(),
      errorHandler(operations),
      () => Promise.reject(error),
    ]);
  const { middleware = (_, next) => next() } = options;
  return {
    handle: (request, connection) => middleware(request, () => respond(createContext(request, state, connection))),
    reject: (error) =>
      rejectWith(error)(createContext(noRequest, state, { started: performance.now(), pause: async () => {} })),
    controls,
  };
}

const noRequest: MockRequest = { method: "?", target: "", headers: {}, body: { kind: "none" } };

function createContext(request: MockRequest, state: MockState, connection: Connection): Context {
  return {
    request,
    route: matchRoute(request.target),
    prefer: readPrefer(request.headers.prefer),
    state,
    ...connection,
    input: {},
  };
}

function createControls(
  operations: HttpOperation[],
  state: MockState,
  faults: Faults,
  entries: Journal,
  options: MockOptions & { recording: Recording | undefined },
): MockControls {
  const { fault, faultRate: rate, faultSeed: seed, recording } = options;
  const examples = exampleResources(operations).filter(isStored);
  return {
    get requests() {
      return entries.entries();
    },
    async reset() {
      faults.set(fault, { ...(rate !== undefined && { rate }), ...(seed !== undefined && { seed }) });
      entries.clear();
      recording?.reset();
      // Requests in flight must not see a store that is half full.
      const store = createMemoryStore();
      await loadSeeds(store, options.seed ? planSeeds(options.seed) : planSeeds(examples, examples[0]));
      state.store = store;
      state.correlations = 0;
    },
    async save() {
      const { store, correlations } = state;
      return structuredClone({ store: await store.save(), correlations, requests: entries.entries() });
    },
    async restore(saved) {
      const { store, correlations, requests } = structuredClone(checkSavedState(saved));
      entries.clear();
      for (const entry of requests) entries.add(entry);
      state.store = createMemoryStore(store);
      state.correlations = correlations;
    },
    async seed(seeds: Seed[]) {
      const { store } = state;
      await checkSeeds(operations, seeds);
      await loadSeeds(store, planSeeds(seeds), seeds);
    },
    fault: (name, faultOptions) => faults.set(name, faultOptions),
  };
}
