import { checkMockOptions } from "./check-options.ts";
import type { HttpError } from "./contract/http-error.ts";
import type { HttpOperation } from "./contract/operations.ts";
import { httpOperations } from "./contract/operations.ts";
import {
  defaultMeetingLimit,
  defaultSandboxCharacters,
  defaultSandboxJournal,
  defaultSandboxLimit,
  defaultSandboxMaxTtl,
  defaultSandboxResources,
  defaultSandboxTtl,
} from "./defaults.ts";
import { MockError, StoreUnavailableError } from "./errors.ts";
import { createRecording } from "./har/recording.ts";
import { cors, createCorsPolicy } from "./http/cors.ts";
import { compose, type Handler } from "./http/handler.ts";
import { createHostCheck } from "./http/hosts.ts";
import { createOriginFinder, type FindOrigin, readPublicUrl } from "./http/origin.ts";
import { readPrefer } from "./http/prefer.ts";
import type { MockRequest } from "./http/request.ts";
import type { MockResponse } from "./http/response.ts";
import { admin } from "./middleware/admin.ts";
import { allowedHosts, allowedOrigins } from "./middleware/admission.ts";
import { createAuthorization } from "./middleware/authorization.ts";
import { checkResponse } from "./middleware/check-response.ts";
import type { MockControls, StoredControls } from "./middleware/controls.ts";
import { createControls, toState } from "./middleware/create-controls.ts";
import { errorHandler } from "./middleware/error-handler.ts";
import { toFaultState } from "./middleware/fault-setting.ts";
import { injectFaults } from "./middleware/faults.ts";
import { createFinder, type FoundMock } from "./middleware/find-mock.ts";
import { handleOperation } from "./middleware/handle-operation.ts";
import { journal } from "./middleware/journal.ts";
import { replay } from "./middleware/replay.ts";
import { router } from "./middleware/router.ts";
import { createSandboxes, type SandboxServer } from "./middleware/sandboxes.ts";
import { serverHeaders } from "./middleware/server-headers.ts";
import type { MockOptions } from "./options.ts";
import { type Behaviours, createBehaviours } from "./resources/behaviours.ts";
import type { Context } from "./resources/context.ts";
import { createStart } from "./resources/start.ts";
import type { StoreContent } from "./state/content.ts";
import { createMemoryStore, defaultLimits } from "./state/memory-store.ts";
import type { FaultState, NewMock, StateStore, StoredMock } from "./state/state-store.ts";

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

/** The id of the mock that is there from the start. */
const defaultId = "default";

/** Creates a mock without a way in. Throws what `startMock` throws for wrong options. */
export async function createMockHandler(options: MockOptions): Promise<MockHandler> {
  checkMockOptions(options);
  if (options.replay && options.seed) throw new MockError("replay: expected no seed beside it, got both.");
  const operations = await httpOperations();
  const behaviours = createBehaviours(operations, options.meetingLimit ?? defaultMeetingLimit);
  const behaviour = behaviours(options);
  const corsPolicy = createCorsPolicy(options.cors);
  const authorize = createAuthorization(options.adminToken);
  const publicUrl = options.publicUrl === undefined ? undefined : readPublicUrl(options.publicUrl);
  const findOrigin = createOriginFinder(publicUrl?.origin);
  const fault = readFaultOption(options);
  const start = await createStart(operations, defaultLimits, options.seed);
  const store = options.store ?? createMemoryStore();
  const open = () => openOrCreate(store, { settings: {}, content: toState(start), limits: defaultLimits, ...fault });
  await open();
  const recording = options.replay && createRecording(options.replay);
  const onReset = () => recording?.reset();
  const controls = createControls({ operations, open, start, limits: defaultLimits, onReset, ...fault });
  const sandboxes = createSandboxes(describeSandboxes(options, { operations, store, behaviours }, start));
  const findMock = createFinder({ behaviour, open, peek: () => store.peek?.(defaultId) }, sandboxes);

  // The way of a request, from top to bottom; the response goes back from bottom to top.
  const respond = compose<Context>([
    journal(options),
    serverHeaders(),
    errorHandler(operations),
    allowedHosts(createHostCheck(options.host, options.allowHosts, publicUrl?.hostname)),
    cors(corsPolicy),
    // Both once more, so that pages may read what goes wrong from here on, and the headers.
    serverHeaders(),
    errorHandler(operations),
    allowedOrigins(corsPolicy),
    admin({ controls, sandboxes, authorize }),
    injectFaults(operations),
    ...(recording
      ? [replay(recording, operations)]
      : [router(operations), handleOperation({ isStateful: options.state ?? true })]),
  ]);
  // The way of what is refused before that, or fails after it.
  const failWith = (error: unknown, first: Handler<Context>) =>
    compose<Context>([first, serverHeaders(), errorHandler(operations), () => Promise.reject(error)]);
  const toContext = (request: MockRequest, connection: Connection, found: FoundMock) =>
    createContext(request, connection, found, findOrigin);
  const handle: MockHandler["handle"] = (request, connection) => {
    const found = findMock(request.target);
    if ("state" in found) return respond(toContext(request, connection, found));
    return found.then((mock) => respond(toContext(request, connection, mock)));
  };
  return {
    handle: surround(handle, options.middleware, async (error, request, connection) =>
      failWith(error, cors(corsPolicy))(toContext(request, connection, await findMock(request.target))),
    ),
    async reject(error) {
      const connection = { started: performance.now(), pause: async () => {} };
      const fail = failWith(error, journal(options));
      return fail(toContext(noRequest, connection, await findMock(noRequest.target)));
    },
    controls: toMockControls(controls, store),
  };
}

const noRequest: MockRequest = { method: "?", target: "", headers: {}, body: { kind: "none" } };

/** Has a middleware around each request. What it throws becomes a response, like what the mock itself throws, and so does a wrong response. */
function surround(
  handle: MockHandler["handle"],
  middleware: MockOptions["middleware"],
  fail: (error: unknown, ...args: Parameters<MockHandler["handle"]>) => Promise<MockResponse>,
): MockHandler["handle"] {
  if (!middleware) return handle;
  return async (request, connection) => {
    try {
      return checkResponse(await middleware(request, () => handle(request, connection)));
    } catch (error) {
      return fail(error, request, connection);
    }
  };
}

function createContext(
  request: MockRequest,
  { started, pause }: Connection,
  { route, base, state, failure }: FoundMock,
  findOrigin: FindOrigin,
): Context {
  const prefer = readPrefer(request.headers.prefer);
  return { request, route, base, findOrigin, prefer, state, started, pause, input: {}, ...(failure && { failure }) };
}

function readFaultOption({ fault: name, faultRate: rate, faultSeed: seed }: MockOptions): { fault?: FaultState } {
  const fault = toFaultState(name, { rate, seed });
  return fault ? { fault } : {};
}

/** Opens the default mock. Another server may have created it, and a shared store may have lost it. Throws `StoreUnavailableError` where it loses it at once. */
async function openOrCreate(store: StateStore, start: NewMock): Promise<StoredMock> {
  const known = await store.open(defaultId);
  if (known) return known;
  await store.create(defaultId, start);
  const created = await store.open(defaultId);
  if (created) return created;
  throw new StoreUnavailableError("The store lost the mock that was added to it.");
}

function describeSandboxes(
  { sandboxes = {}, dialect, switches, clock, replay: recording }: MockOptions,
  server: { operations: HttpOperation[]; store: StateStore; behaviours: Behaviours },
  start: StoreContent,
): SandboxServer {
  const { limit = defaultSandboxLimit, maxTtl = defaultSandboxMaxTtl } = sandboxes;
  const { ttl = Math.min(defaultSandboxTtl, maxTtl) } = sandboxes;
  const { characters = defaultSandboxCharacters } = sandboxes;
  const { resources = defaultSandboxResources, journal: journalEntries = defaultSandboxJournal } = sandboxes;
  return {
    ...server,
    defaults: { ...(dialect && { dialect }), ...(switches && { switches }), ...(clock && { clock }), ttl, start },
    // A recording is of one server, and has no resources.
    limit: recording ? 0 : limit,
    maxTtl,
    limits: { characters, entries: resources, journalEntries, journalCharacters: characters },
  };
}

/** The controls of a mock for programs in the same process: what is in memory, they have at once. */
function toMockControls(controls: StoredControls, store: StateStore): MockControls {
  return {
    ...controls,
    get requests() {
      const mock = store.peek?.(defaultId);
      if (mock) return mock.requests;
      throw new MockError("requests: expected a store in this process, got another one. Use GET /__mock/requests.");
    },
    fault(name, faultOptions) {
      const fault = toFaultState(name, faultOptions);
      return store.peek?.(defaultId)?.setFault(fault) ?? controls.fault(fault);
    },
  };
}
