import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "iovalkey";
import { MockError, StoreUnavailableError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";
import type { ValkeyAddress } from "./valkey-url.ts";

/** A program in Lua that the server runs as one step. */
export interface Script {
  lua: string;
  sha: string;
}

/** Creates a script. Its first argument says whether it is sent again: then it may have run already, and only its answer was lost. */
export function createScript(lua: string): Script {
  return { lua, sha: createHash("sha1").update(lua).digest("hex") };
}

// How long a call waits for the server, in milliseconds, from the first try to the last.
const patience = 2000;
// A connection without an answer for so long is replaced by another one, so that a call has time for a second try.
const silence = 900;
const firstDelay = 20;
const longestDelay = 500;

/** What the server answers while it cannot do what it was asked, and has done nothing. */
const passing = /^(?:LOADING|BUSY|READONLY|MASTERDOWN|TRYAGAIN|CLUSTERDOWN)\b/;

/**
 * Connects to a server. Throws `MockError` if the client library is not installed, or the server does not answer within two seconds.
 */
export async function connectValkey(address: ValkeyAddress): Promise<ValkeyConnection> {
  const { Redis } = await importClient(address.name);
  const { name: _, ...options } = address;
  const client = new Redis({
    ...options,
    lazyConnect: true,
    connectTimeout: patience,
    socketTimeout: silence,
    // The calls below wait and try again by themselves: the library's own second try does not know whether the first one took effect.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(firstDelay * 2 ** (times - 1), longestDelay),
    reconnectOnError: ({ message }) => message.startsWith("READONLY"),
  });
  const connection = new ValkeyConnection(address.name, client);
  try {
    await connection.call((one) => one.ping());
    return connection;
  } catch (error) {
    connection.close();
    throw new MockError(`store ${address.name}: expected a server that can be used, got "${connection.failure}".`, {
      cause: error,
    });
  }
}

async function importClient(name: string): Promise<Pick<typeof import("iovalkey"), "Redis">> {
  try {
    return await import("iovalkey");
  } catch (error) {
    const message = `store ${name}: expected the package iovalkey, got none. Install it: npm install iovalkey`;
    throw new MockError(message, { cause: error });
  }
}

/** A connection that comes back by itself. Its calls throw `StoreUnavailableError` when the server is away for two seconds. */
export class ValkeyConnection {
  readonly #name: string;
  readonly #client: Redis;
  readonly #prefix = randomBytes(9).toString("base64url");
  #operations = 0;
  #failure = "it does not answer";
  #ready = createGate();

  constructor(name: string, client: Redis) {
    this.#name = name;
    this.#client = client;
    client.on("ready", () => this.#ready.open());
    client.on("close", () => {
      this.#ready.open();
      this.#ready = createGate();
    });
    client.on("error", (error) => {
      this.#failure = describeError(error);
    });
    client.connect().catch(() => {});
  }

  /** Why the server could not be used when it was asked last. */
  get failure(): string {
    return this.#failure;
  }

  /** Returns a name that no other operation has, of this server or another. */
  createId(): string {
    this.#operations += 1;
    return `${this.#prefix}${this.#operations.toString(36)}`;
  }

  /** Runs a script, again if its answer is lost. */
  run(script: Script, keys: string[], args: (string | number)[]): Promise<unknown> {
    return this.call(async (client, isRetry) => {
      const all = [...keys, isRetry ? 1 : 0, ...args];
      try {
        return await client.evalsha(script.sha, keys.length, ...all);
      } catch (error) {
        if (!getErrorMessage(error).startsWith("NOSCRIPT")) throw error;
        return client.eval(script.lua, keys.length, ...all);
      }
    });
  }

  /** Sends a command, again if its answer is lost, so that it has to be one that may be done twice. */
  async call<Result>(send: (client: Redis, isRetry: boolean) => Promise<Result>): Promise<Result> {
    const end = performance.now() + patience;
    let isRetry = false;
    while (await this.#isReady(end)) {
      try {
        return await before(end, send(this.#client, isRetry));
      } catch (error) {
        this.#failure = describeError(error);
        if (isReply(error) && !passing.test(this.#failure)) throw this.#unavailable();
        isRetry = true;
      }
      await sleep(firstDelay);
    }
    throw this.#unavailable();
  }

  close(): void {
    this.#client.disconnect();
  }

  /** Waits until the server can be asked. False if it is too late for that. */
  async #isReady(end: number): Promise<boolean> {
    while (this.#client.status !== "ready") {
      if (performance.now() >= end || this.#client.status === "end") return false;
      await before(end, this.#ready.opened).catch(() => {});
    }
    return performance.now() < end;
  }

  #unavailable(): StoreUnavailableError {
    return new StoreUnavailableError(`The store ${this.#name} cannot be used: ${this.#failure}.`);
  }
}

/** A promise that others wait for. */
function createGate(): { opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Returns what a promise resolves to, or throws at a point in time by `performance.now()`. */
async function before<Result>(end: number, promise: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = "it does not answer, and may do later what it was asked";
    timer = setTimeout(() => reject(new Error(message)), Math.max(0, end - performance.now()));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The library's errors have the arguments of the command, which may be a password: only their messages go on. */
function describeError(error: unknown): string {
  const message = getErrorMessage(error);
  return message === "" && error instanceof AggregateError
    ? error.errors.map(getErrorMessage).join(", ")
    : message.replace(/\.$/, "");
}

function isReply(error: unknown): boolean {
  return error instanceof Error && error.name === "ReplyError";
}
