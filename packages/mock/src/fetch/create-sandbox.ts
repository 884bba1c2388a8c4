// A project whose library of types is older has no AsyncDisposable.
/// <reference lib="esnext.disposable" preserve="true" />
import { SandboxError } from "../errors.ts";
import { isObject } from "../http/text.ts";
import { isJournalEntry } from "../middleware/check-saved-state.ts";
import type { FaultOptions, FaultSetting } from "../middleware/fault-setting.ts";
import type { Seed } from "../resources/seed.ts";
import { sandboxPath } from "../sandboxes/sandbox-address.ts";
import type { SandboxSettings } from "../sandboxes/sandbox-request.ts";
import type { JournalEntry } from "../state/journal-entry.ts";

/** Where a sandbox is created, and how it differs from the mock there. */
export interface CreateSandboxOptions extends SandboxSettings {
  /** The URL of the mock, such as `https://mock.contoso.com`. */
  url: string | URL;
  /**
   * The mock's admin token.
   * @default none
   */
  token?: string;
  /**
   * Sends the requests.
   * @default the global `fetch`
   */
  fetch?: (input: string, init?: RequestInit) => Promise<Response>;
}

/** A mock of one's own on a server. `await using` removes it at the end of the block. */
export interface Sandbox extends AsyncDisposable {
  /** Names the sandbox. Nobody can guess it, and who knows it can send UCWA requests there. */
  id: string;
  /** Where the sandbox is, as the URL of a mock of its own: `${baseUrl}/ucwa/v1` is the base URL for a client. */
  baseUrl: string;
  /** The token of the sandbox's controls. */
  token: string;
  /** Restores the start: the seeds, no fault, an empty journal. */
  reset(): Promise<void>;
  /** Adds resources. A resource with the same address is replaced. */
  seed(seeds: Seed[]): Promise<void>;
  /** Injects a fault into the next requests, or into a share of them. Without a name, it ends the fault. */
  fault(name?: FaultSetting, options?: FaultOptions): Promise<void>;
  /** Gets the last requests, oldest first, without tokens. */
  requests(): Promise<JournalEntry[]>;
  /** Removes the sandbox, if it has not expired. */
  close(): Promise<void>;
}

/**
 * Creates a sandbox on a mock that runs somewhere. Throws `SandboxError`, as its methods do, where the mock does not respond as expected, and what `fetch` throws.
 */
export async function createSandbox(options: CreateSandboxOptions): Promise<Sandbox> {
  const { url, token: adminToken, fetch: send = (input, init) => fetch(input, init), ...settings } = options;
  const root = String(url).replace(/\/+$/, "");
  const call = createCall(root, send);
  const created = await call("POST", "sandboxes", adminToken, [201], settings);
  const { id, token } = isObject(created) ? created : {};
  if (typeof id !== "string" || typeof token !== "string")
    throw new SandboxError("sandbox: expected its id and its token, got something else.");
  const control = (method: string, action: string, statuses: number[], body?: unknown) =>
    call(method, `sandboxes/${id}${action}`, token, statuses, body);
  const close = async () => void (await control("DELETE", "", [204, 404]));
  return {
    id,
    // The server may know itself by another name than the one that leads to it.
    baseUrl: root + sandboxPath(id),
    token,
    reset: async () => void (await control("POST", "/reset", [204])),
    seed: async (seeds) => void (await control("POST", "/seed", [204], seeds)),
    async fault(name, faultOptions) {
      if (name === undefined) await control("DELETE", "/fault", [204]);
      else await control("PUT", "/fault", [204], { name, ...faultOptions });
    },
    async requests() {
      const entries = await control("GET", "/requests", [200]);
      if (Array.isArray(entries) && entries.every(isJournalEntry)) return entries;
      throw new SandboxError("sandbox requests: expected a journal, got something else.");
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

type Call = (
  method: string,
  path: string,
  token: string | undefined,
  statuses: number[],
  body?: unknown,
) => Promise<unknown>;

/** Creates what sends a request below `/__mock/`, and gives back the JSON of the response. */
function createCall(root: string, send: NonNullable<CreateSandboxOptions["fetch"]>): Call {
  return async (method, path, token, statuses, body) => {
    const response = await send(`${root}/__mock/${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!statuses.includes(response.status)) throw toError(method, path, statuses, response, text);
    return response.status === 200 || response.status === 201 ? readJson(text) : undefined;
  };
}

const maxReasonLength = 500;

function toError(method: string, path: string, statuses: number[], { status }: Response, text: string): SandboxError {
  const json = readJson(text);
  const reason = isObject(json) && typeof json.message === "string" ? json.message : text;
  // The id leads to the sandbox, and messages end up in logs.
  const action = path.replace(/^sandboxes\/[^/]+/, "sandboxes/{id}");
  const actual = `${status} (${reason.slice(0, maxReasonLength)})`;
  return new SandboxError(`${method} /__mock/${action}: expected ${statuses.join(" or ")}, got ${actual}.`, status);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
