// A project whose library of types is older has no AsyncDisposable.
/// <reference lib="esnext.disposable" preserve="true" />

import { defaultSandboxTimeout } from "../defaults.ts";
import { MockError, SandboxError } from "../errors.ts";
import { isObject, readJson, shorten } from "../http/text.ts";
import { parseHttpUrl } from "../http/url.ts";
import { isJournalEntry } from "../middleware/check-saved-state.ts";
import type { FaultOptions, FaultSetting } from "../middleware/fault-setting.ts";
import { checkOptions, fromOne, integer } from "../option-kinds.ts";
import { createRedactor } from "../redact/redact.ts";
import type { Seed } from "../resources/seed.ts";
import { isSandboxId, sandboxPath } from "../sandboxes/sandbox-address.ts";
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
  /**
   * Milliseconds for each request, including the time to read the response.
   * @default 30_000
   */
  timeout?: number;
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
 * Creates a sandbox on a mock that runs somewhere. Throws `MockError` for a URL that is not one of HTTP and a wrong `timeout`, `SandboxError`, as its methods do, where the mock
 * does not respond as expected and in time, and what `fetch` throws.
 */
export async function createSandbox(options: CreateSandboxOptions): Promise<Sandbox> {
  const { url, token: adminToken, timeout = defaultSandboxTimeout, ...others } = options;
  const { fetch: send = (input, init) => fetch(input, init), ...settings } = others;
  const root = readUrl(String(url));
  checkOptions({ timeout: integer(fromOne) }, { timeout });
  const call = createCall(root, send, timeout);
  const created = await call("POST", "sandboxes", { token: adminToken, statuses: [201], body: settings });
  const { id, token } = isObject(created) ? created : {};
  if (typeof id !== "string" || !isSandboxId(id) || typeof token !== "string")
    throw new SandboxError("sandbox: expected its id and its token, got something else.");
  const control = (method: string, action: string, statuses: number[], body?: unknown) =>
    call(method, `sandboxes/{id}${action}`, { id, token, statuses, body });
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

/** Returns a mock's URL without a slash at its end. */
function readUrl(text: string): string {
  if (parseHttpUrl(text)) return text.replace(/\/+$/, "");
  throw new MockError(`url: expected a URL of http or https, got ${JSON.stringify(text)}.`);
}

interface Command {
  /** Stands in the path where `{id}` does. */
  id?: string;
  token: string | undefined;
  /** The statuses that are expected. */
  statuses: number[];
  body?: unknown;
}

const maxReasonLength = 500;

/** Creates what sends a request below `/__mock/`, and gives back the JSON of the response, if it has any. */
function createCall(root: string, send: NonNullable<CreateSandboxOptions["fetch"]>, timeout: number) {
  return async (method: string, path: string, { id = "{id}", token, statuses, body }: Command): Promise<unknown> => {
    // With its id, anyone could use the sandbox, and messages end up in logs.
    const createError = (expected: string, actual: string, status?: number) =>
      new SandboxError(`${method} /__mock/${path}: expected ${expected}, got ${actual}.`, status);
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    };
    const signal = AbortSignal.timeout(timeout);
    const init = { method, headers, body: body === undefined ? null : JSON.stringify(body), signal };
    const exchange = send(`${root}/__mock/${path.replace("{id}", id)}`, init).then(readText);
    const { status, text } = await exchange.catch((error: unknown) => {
      throw signal.aborted ? createError(`a response within ${timeout} ms`, "none") : error;
    });
    const json = readJson(text);
    if (statuses.includes(status)) return json;
    const said = isObject(json) && typeof json.message === "string" ? json.message : text;
    // A proxy may show what it was sent, and the response to a creation has a token.
    const known = createRedactor({ headers }).text(said.replaceAll(id, "{id}"));
    const reason = status < 300 ? "" : ` (${shorten(known, maxReasonLength)})`;
    throw createError(statuses.join(" or "), `${status}${reason}`, status);
  };
}

async function readText(response: Response): Promise<{ status: number; text: string }> {
  return { status: response.status, text: await response.text() };
}
