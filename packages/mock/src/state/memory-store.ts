import type { SavedState } from "./content.ts";
import { MemoryMock } from "./memory-state.ts";
import type { Creation, LocalMock, StateLimits, StateStore, StoredMock } from "./state-store.ts";

/** A store in this process, whose mocks can be asked at once. */
export interface MemoryStore extends StateStore {
  peek(id: string): LocalMock | undefined;
}

/** The limits of a mock that is alone in its process, so that no client can fill the memory. */
export const defaultLimits: StateLimits = {
  characters: 8_000_000,
  entries: Number.MAX_SAFE_INTEGER,
  journalEntries: 1000,
  journalCharacters: 8_000_000,
};

/** A mock that knows nothing yet. */
export const emptyState: SavedState = {
  store: { entries: [], changes: 0, sequence: 0 },
  correlations: 0,
  requests: [],
};

// How long a mock that has expired may stay in memory while others are created, in milliseconds.
const sweepInterval = 10_000;

/** Creates a store in memory. `now` is the time by which mocks expire, in milliseconds since 1970. */
export function createMemoryStore(now: () => number = Date.now): MemoryStore {
  const mocks = new Map<string, MemoryMock>();
  let expiring = 0;
  let nextSweep = 0;
  // No mock expires before.
  let firstExpiry = Number.POSITIVE_INFINITY;
  const remove = (id: string, mock: MemoryMock): void => {
    if (mock.ttl !== undefined) expiring -= 1;
    mocks.delete(id);
  };
  const find = (id: string): MemoryMock | undefined => {
    const mock = mocks.get(id);
    if (mock?.expiresAt === undefined || mock.expiresAt > now()) return mock;
    remove(id, mock);
    return undefined;
  };
  const touch = (mock: MemoryMock): void => {
    if (mock.ttl !== undefined) mock.expiresAt = now() + mock.ttl;
  };
  // There is no timer, which would keep the process alive.
  const sweep = (): void => {
    firstExpiry = Number.POSITIVE_INFINITY;
    for (const [id, { expiresAt = Number.POSITIVE_INFINITY }] of mocks)
      if (find(id)) firstExpiry = Math.min(firstExpiry, expiresAt);
    nextSweep = now() + sweepInterval;
  };
  const isFull = (limit: number): boolean => {
    if (expiring >= limit && now() >= firstExpiry) sweep();
    return expiring >= limit;
  };
  return {
    async open(id): Promise<StoredMock | undefined> {
      const mock = find(id);
      if (mock) touch(mock);
      return mock?.state;
    },
    async create(id, start, limit = Number.POSITIVE_INFINITY): Promise<Creation> {
      if (find(id)) return "exists";
      if (now() >= nextSweep) sweep();
      if (start.ttl !== undefined && isFull(limit)) return { fullUntil: firstExpiry };
      const mock = new MemoryMock(start);
      touch(mock);
      mocks.set(id, mock);
      if (mock.expiresAt === undefined) return "created";
      expiring += 1;
      firstExpiry = Math.min(firstExpiry, mock.expiresAt);
      return "created";
    },
    async remove(id) {
      const mock = find(id);
      if (mock) remove(id, mock);
      return mock !== undefined;
    },
    async count() {
      sweep();
      return expiring;
    },
    ready: async () => {},
    close: async () => {},
    peek: (id) => find(id)?.state,
  };
}

/** A mock that belongs to no store: what is written to it, nobody else sees. */
export function createDetachedMock(limits: StateLimits = defaultLimits): LocalMock {
  return new MemoryMock({ settings: {}, content: emptyState, limits }).state;
}
