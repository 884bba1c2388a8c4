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
