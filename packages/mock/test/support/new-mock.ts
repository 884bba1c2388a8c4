import { defaultLimits, emptyState } from "../../src/state/memory-store.ts";
import type { NewMock, StateStore, StoredMock } from "../../src/state/state-store.ts";

/** A mock that has nothing yet. */
export const newMock: NewMock = { settings: {}, content: emptyState, limits: defaultLimits };

/** Creates a mock that has nothing yet, and opens it. */
export async function createMock(store: StateStore, id: string, ttl?: number): Promise<StoredMock> {
  await store.create(id, { ...newMock, ...(ttl !== undefined && { ttl }) });
  const mock = await store.open(id);
  if (!mock) throw new Error(`expected the mock ${id}, got none`);
  return mock;
}
