import { HttpError, notFound } from "../contract/http-error.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { shorten } from "../http/text.ts";
import type { Behaviour, Behaviours } from "../resources/behaviours.ts";
import { createStart } from "../resources/start.ts";
import { isSandboxId, sandboxPath } from "../sandboxes/sandbox-address.ts";
import { readSandboxSettings, type SandboxSettings } from "../sandboxes/sandbox-request.ts";
import { createSecret, hashToken } from "../sandboxes/secrets.ts";
import type { StoreContent } from "../state/content.ts";
import type { Creation, Settings, StateLimits, StateStore, StoredMock } from "../state/state-store.ts";
import type { StoredControls } from "./controls.ts";
import { createControls, toState } from "./create-controls.ts";

/** What sandboxes have in common. */
export interface SandboxServer {
  operations: HttpOperation[];
  store: StateStore;
  behaviours: Behaviours;
  /** What a sandbox is like where its creator says nothing else. */
  defaults: Pick<SandboxSettings, "dialect" | "switches" | "clock"> & { ttl: number; start: StoreContent };
  /** How many there may be. */
  limit: number;
  maxTtl: number;
  limits: StateLimits;
}

/** What `GET /__mock/sandboxes/{id}` says of a sandbox. */
export interface SandboxDescription {
  id: string;
  /** Where the sandbox is, as the URL of a mock of its own. */
  baseUrl: string;
  /** When it is gone if no request comes before, in ISO 8601. */
  expiresAt: string;
}

/** The sandboxes of a server: mocks of their own, below `/sandboxes/`. */
export interface Sandboxes {
  /** Creates a sandbox. Returns its token, too, which nobody can read again. Throws `MockError` for a wrong body, `HttpError` if there are too many. */
  create(body: unknown, origin: string): Promise<SandboxDescription & { token: string }>;
  /** Finds a sandbox. Throws `HttpError` with 404 if there is none. */
  open(id: string): Promise<OpenSandbox>;
  /** The controls of a sandbox. They throw `HttpError` with 404 if there is none. */
  controls(id: string): StoredControls;
  /** Removes a sandbox, with all that it knows. */
  remove(id: string): Promise<void>;
}

/** A sandbox, as a request finds it. */
export interface OpenSandbox {
  store: StoredMock;
  behaviour: Behaviour;
  tokenHash: string;
  describe(origin: string): SandboxDescription;
}

/** Creates the sandboxes of a server. */
export function createSandboxes(server: SandboxServer): Sandboxes {
  const { operations, store, behaviours, defaults } = server;
  const find = async (id: string): Promise<StoredMock> => {
    const mock = isSandboxId(id) ? await store.open(id) : undefined;
    if (mock) return mock;
    throw notFound(`There is no sandbox ${JSON.stringify(shorten(id, maxIdLength))}. It may have expired.`);
  };
  return {
    async create(body, origin) {
      const settings = readSandboxSettings(body, server.maxTtl);
      const [id, token] = [createSecret(16), createSecret(32)];
      const kept = chooseSettings(settings, defaults);
      // Says what is wrong with the settings before anything is created.
      behaviours(kept);
      const start = settings.seed && (await createStart(operations, server.limits, settings.seed));
      if (server.limit === 0)
        throw new HttpError(403, "Forbidden", "The mock allows no sandboxes.", { ownHeadersOnly: true });
      const result = await store.create(
        id,
        {
          settings: { ...kept, tokenHash: hashToken(token) },
          content: toState(start ?? defaults.start),
          ...(start && { start }),
          limits: server.limits,
          ttl: (settings.ttl ?? defaults.ttl) * 1000,
        },
        server.limit,
      );
      if (result !== "created") throw tooManySandboxes(server, result);
      return { ...describe(id, origin, await find(id)), token };
    },
    async open(id) {
      const mock = await find(id);
      const { tokenHash } = mock.settings;
      return {
        store: mock,
        behaviour: behaviours(mock.settings),
        tokenHash: typeof tokenHash === "string" ? tokenHash : "",
        describe: (origin) => describe(id, origin, mock),
      };
    },
    controls: (id) =>
      createControls({ operations, open: () => find(id), start: defaults.start, limits: server.limits }),
    async remove(id) {
      await find(id);
      await store.remove(id);
    },
  };
}

const maxIdLength = 100;

/** What is kept of the settings. Switches of the server belong to its dialect. */
function chooseSettings({ dialect, switches, clock }: SandboxSettings, defaults: SandboxServer["defaults"]): Settings {
  const chosen = switches ?? (dialect === undefined ? defaults.switches : undefined);
  const time = clock ?? defaults.clock;
  return {
    dialect: dialect ?? defaults.dialect ?? "documented",
    ...(chosen && { switches: chosen }),
    ...(time !== undefined && { clock: time }),
  };
}

function describe(id: string, origin: string, { expiresAt = 0 }: StoredMock): SandboxDescription {
  return { id, baseUrl: origin + sandboxPath(id), expiresAt: new Date(expiresAt).toISOString() };
}

function tooManySandboxes({ limit, maxTtl }: SandboxServer, result: Exclude<Creation, "created">): HttpError {
  const fullUntil = typeof result === "object" ? result.fullUntil : 0;
  const seconds = Math.min(maxTtl, Math.max(1, Math.ceil((fullUntil - Date.now()) / 1000)));
  const message = `The mock has ${limit} sandboxes, and allows no more. Delete one, or try again in ${seconds} seconds.`;
  return new HttpError(503, "ServiceUnavailable", message, {
    headers: { "Retry-After": String(seconds) },
    ownHeadersOnly: true,
  });
}
