import type { Creation, NewMock, StateStore, StoredMock } from "../state/state-store.ts";
import { toNumber, toText } from "./stored-text.ts";
import { connectValkey, type ValkeyConnection } from "./valkey-connection.ts";
import { chunks, contentArguments } from "./valkey-content.ts";
import { expiringKey, generationKeys, mockKeys } from "./valkey-keys.ts";
import { faultArguments, ValkeyMock } from "./valkey-mock.ts";
import * as scripts from "./valkey-scripts.ts";
import type { ValkeyAddress } from "./valkey-url.ts";

/**
 * Opens a store on a Valkey or Redis server, which many processes may share. `now` is the time by which mocks expire, in milliseconds since
 * 1970. Throws `MockError` if the client library is not installed, or the server does not answer.
 */
export async function openValkeyStore(address: ValkeyAddress, now: () => number = Date.now): Promise<StateStore> {
  return new ValkeyStore(await connectValkey(address), now);
}

class ValkeyStore implements StateStore {
  readonly #connection: ValkeyConnection;
  readonly #now: () => number;

  constructor(connection: ValkeyConnection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  async open(id: string): Promise<StoredMock | undefined> {
    const found = await this.#connection.run(scripts.openScript, [mockKeys(id).mock], [this.#now()]);
    if (found === null) return undefined;
    const [[generation, settings, limits, expires, hasFault, isLater] = []] = chunks(found, 6);
    const expiresAt = expires === "" ? undefined : toNumber(expires);
    if (isLater === 1 && expiresAt !== undefined) {
      await this.#connection.call((client) => client.zadd(expiringKey, "XX", "GT", expiresAt, id));
    }
    return new ValkeyMock(this.#connection, {
      id,
      generation: toText(generation),
      settings: JSON.parse(toText(settings)),
      limits: JSON.parse(toText(limits)),
      expiresAt,
      hasFault: hasFault === 1,
    });
  }

  async create(id: string, mock: NewMock, limit = Number.MAX_SAFE_INTEGER): Promise<Creation> {
    const { settings, content, start, fault, limits, ttl } = mock;
    if (ttl !== undefined) {
      if (await this.open(id)) return "exists";
      const args = [this.#now(), id, this.#now() + ttl, limit];
      const full = toText(await this.#connection.run(scripts.reserveScript, [expiringKey], args));
      if (full !== "") return { fullUntil: Number(full) };
    }
    const generation = this.#connection.createId();
    const own = [this.#now(), generation, JSON.stringify(settings), JSON.stringify(limits)];
    const args = [
      ...own,
      start ? JSON.stringify(start) : "",
      ttl ?? "",
      ...faultArguments(fault),
      ...contentArguments(content, () => this.#connection.createId()),
    ];
    const keys = [mockKeys(id).mock, ...generationKeys(id, generation)];
    return (await this.#connection.run(scripts.createMockScript, keys, args)) === "created" ? "created" : "exists";
  }

  async remove(id: string): Promise<boolean> {
    await this.#connection.call((client) => client.zrem(expiringKey, id));
    const { mock, answer } = mockKeys(id, this.#connection.createId());
    return (await this.#connection.run(scripts.removeMockScript, [mock, answer], [this.#now()])) === 1;
  }

  count(): Promise<number> {
    return this.#connection.call((client) => client.zcount(expiringKey, `(${this.#now()}`, "+inf"));
  }

  async ready(): Promise<void> {
    await this.#connection.call((client) => client.ping());
  }

  async close(): Promise<void> {
    this.#connection.close();
  }
}
