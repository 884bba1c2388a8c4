import { expect, test } from "vitest";
import { createMemoryStore, emptyState } from "../src/state/memory-store.ts";
import { newMock } from "./support/new-mock.ts";
import { describeStore } from "./support/store-conformance.ts";

describeStore("memory", async () => {
  let now = 1_000_000;
  const store = createMemoryStore(() => now);
  const pass = async (milliseconds: number) => {
    now += milliseconds;
  };
  return { store, other: store, pass, end: () => store.close() };
});

test("a mock in memory can be asked at once, and that does not make it expire later", async () => {
  let now = 1_000_000;
  const store = createMemoryStore(() => now);
  await store.create("m", { ...newMock, ttl: 1_000 });
  now += 900;
  expect(store.peek("m")?.requests).toEqual([]);
  now += 200;
  expect(store.peek("m")).toBeUndefined();
});

test("mocks with the same resources share them until one of them changes its own", async () => {
  const store = createMemoryStore();
  const content = {
    ...emptyState,
    store: { entries: [{ key: "a", version: "1", properties: {} }], changes: 1, sequence: 0 },
  };
  for (const id of ["one", "two"]) await store.create(id, { ...newMock, content });
  const [one, two] = [await store.open("one"), await store.open("two")];
  expect(await one?.get("a")).toBe(await two?.get("a"));
  await one?.replace("a", "1", { changed: true });
  await one?.add("b", {});
  expect(await two?.save()).toEqual(content);
});

/** Creates a store whose clock the test sets. A store reads it once for each mock that it looks at, and once or twice otherwise. */
function createTimedStore() {
  let now = 1_000_000;
  let reads = 0;
  const store = createMemoryStore(() => {
    reads += 1;
    return now;
  });
  return {
    store,
    pass(milliseconds: number) {
      now += milliseconds;
    },
    create: (id: string, ttl?: number, limit?: number) => store.create(id, { ...newMock, ...(ttl && { ttl }) }, limit),
    /** Whether an action looks at each of many mocks. */
    async looksAtAll(action: () => Promise<unknown>) {
      reads = 0;
      await action();
      return reads > 10;
    },
  };
}

test("a mock in memory is gone as soon as its time is over", async () => {
  const { store, create, pass } = createTimedStore();
  await create("m", 1_000);
  pass(999);
  expect(await store.count()).toBe(1);
  pass(1);
  expect(await store.count()).toBe(0);
  expect(await store.open("m")).toBeUndefined();
});

test("a mock in memory that never expires is not counted, nor when it goes", async () => {
  const { store, create } = createTimedStore();
  await create("for good");
  expect(await store.count()).toBe(0);
  await store.remove("for good");
  expect(await store.count()).toBe(0);
});

test("a store in memory that is full has room again at the time that it said", async () => {
  const { create, pass } = createTimedStore();
  await create("a", 4_000, 2);
  await create("b", 6_000, 2);
  expect(await create("c", 9_000, 2)).toEqual({ fullUntil: 1_004_000 });
  pass(3_999);
  expect(await create("c", 9_000, 2)).toEqual({ fullUntil: 1_004_000 });
  pass(1);
  expect(await create("c", 9_000, 2)).toBe("created");
  expect(await create("d", 9_000, 2)).toEqual({ fullUntil: 1_006_000 });
});

test("a store in memory looks for mocks that have expired every ten seconds, or where it is full and one has", async () => {
  const { create, pass, looksAtAll } = createTimedStore();
  await create("first", 1_000);
  for (let count = 1; count < 100; count += 1) await create(`m${count}`, 9_000);
  expect(await looksAtAll(() => create("one too many", 9_000, 100))).toBe(false);
  pass(1_500);
  expect(await looksAtAll(() => create("for good"))).toBe(false);
  expect(await looksAtAll(() => create("in a larger store", 9_000, 1_000))).toBe(false);
  expect(await looksAtAll(() => create("in the first one's place", 9_000, 101))).toBe(true);
  pass(9_999);
  expect(await looksAtAll(() => create("before ten seconds"))).toBe(false);
  pass(1);
  expect(await looksAtAll(() => create("after ten seconds"))).toBe(true);
  expect(await looksAtAll(() => create("right after that"))).toBe(false);
});
