import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { StoreFullError } from "../../src/errors.ts";
import type { JournalEntry } from "../../src/state/journal-entry.ts";
import type { NewMock, StateStore, StoredMock } from "../../src/state/state-store.ts";

/** A store that a test looks at. */
export interface StoreUnderTest {
  store: StateStore;
  /** Another server's view of the same store; the same one where a store is in one process. */
  other: StateStore;
  /** Lets time pass, by which mocks expire: a clock of the test, or a real one. */
  pass(milliseconds: number): Promise<void>;
  /** Closes both, and removes what they have written. */
  end(): Promise<void>;
}

/** Opens a store for two servers, with a clock of the test. */
export async function openTwice(open: (now: () => number) => Promise<StateStore>): Promise<StoreUnderTest> {
  let now = 1_000_000;
  const [store, other] = [await open(() => now), await open(() => now)];
  return {
    store,
    other,
    pass: async (milliseconds) => {
      now += milliseconds;
    },
    end: async () => {
      await store.close();
      await other.close();
    },
  };
}

const noEntries = { entries: [], changes: 0, sequence: 0 };
const limits = { characters: 10_000, entries: 50, journalEntries: 5, journalCharacters: 2_000 };
const plain: NewMock = {
  settings: { dialect: "deployed" },
  content: { store: noEntries, correlations: 0, requests: [] },
  limits,
};
const entryOf = (key: string, version: string, properties = {}) => ({ key, version, properties });
const contentOf = (...keys: string[]) => ({
  store: { entries: keys.map((key, index) => entryOf(key, String(index + 1))), changes: keys.length, sequence: 7 },
  correlations: 3,
  requests: [],
});
const requestOf = (target: string, body = ""): JournalEntry => ({
  method: "GET",
  target,
  headers: { accept: "application/json" },
  body,
  status: 200,
  violations: [],
  milliseconds: 1.5,
});
const keysOf = (entries: { key: string }[]) => entries.map(({ key }) => key);

/** What every store does, whatever it keeps its mocks in. */
export function describeStore(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(`The ${name} store`, () => {
    let ends: StoreUnderTest;
    let store: StateStore;
    let other: StateStore;
    beforeEach(async () => {
      ends = await create();
      ({ store, other } = ends);
    });
    afterEach(() => ends.end());

    const open = async (id = "m", from = store): Promise<StoredMock> => {
      const mock = await from.open(id);
      if (!mock) throw new Error(`expected the mock ${id}, got none`);
      return mock;
    };
    const createMock = async (mock: Partial<NewMock> = {}, id = "m"): Promise<StoredMock> => {
      expect(await store.create(id, { ...plain, ...mock })).toBe("created");
      return open(id);
    };
    /** Opens the mock as two servers do. */
    const createTwice = async (mock?: Partial<NewMock>): Promise<[StoredMock, StoredMock]> => [
      await createMock(mock),
      await open("m", other),
    ];

    describe("has mocks", () => {
      test("that are there when they were created, with their settings, and gone when they were removed", async () => {
        expect(await store.open("m")).toBeUndefined();
        const mock = await createMock();
        expect([mock.settings, mock.expiresAt, mock.hasFault]).toEqual([{ dialect: "deployed" }, undefined, false]);
        expect(await other.remove("m")).toBe(true);
        expect(await store.remove("m")).toBe(false);
        expect(await store.open("m")).toBeUndefined();
      });

      test("of which each is created once, however many try", async () => {
        const tries = Array.from({ length: 10 }, (_, index) =>
          (index % 2 === 0 ? store : other).create("m", { ...plain, settings: { index } }),
        );
        const results = await Promise.all(tries);
        const winner = results.indexOf("created");
        expect(results.filter((result) => result === "exists")).toHaveLength(9);
        expect((await open()).settings).toEqual({ index: winner });
      });

      test("that know nothing of each other, also where the name of one begins with that of another", async () => {
        const ids = ["m", "m:1", "m/1", "M", "m*", "__proto__"];
        for (const id of ids) await createMock({ content: contentOf("a") }, id);
        const [first = "", ...others] = ids;
        const mock = await open(first);
        await mock.add("a/x", { of: first });
        await mock.append(requestOf("/m"));
        await mock.countUp("sequence");
        await mock.setFault({ name: "reset", rate: 1, seed: 0 });
        for (const id of others) {
          const untouched = await open(id, other);
          expect([await untouched.children("a"), await untouched.journal(), untouched.hasFault]).toEqual([
            [],
            [],
            false,
          ]);
          expect(await untouched.countUp("sequence")).toBe(8);
        }
        await store.remove(first);
        for (const id of others) expect(await (await open(id)).get("a")).toBeDefined();
      });

      test("and says that it is ready", async () => {
        await expect(store.ready()).resolves.toBeUndefined();
      });
    });

    describe("has mocks that expire", () => {
      test("when nobody opened them for so long", async () => {
        await createMock({ ttl: 4_000 });
        await createMock({}, "for good");
        for (let round = 0; round < 3; round += 1) {
          await ends.pass(2_000);
          expect(await other.open("m")).toBeDefined();
        }
        expect(await store.count()).toBe(1);
        await ends.pass(5_000);
        expect([await store.open("m"), await other.open("m"), await store.count()]).toEqual([undefined, undefined, 0]);
        expect(await store.open("for good")).toBeDefined();
        expect(await store.create("m", { ...plain, ttl: 4_000 })).toBe("created");
      });

      test("and says when", async () => {
        const before = (await createMock({ ttl: 4_000 })).expiresAt ?? 0;
        await ends.pass(2_000);
        const after = (await open()).expiresAt ?? 0;
        expect(after - before).toBeGreaterThanOrEqual(1_900);
      });

      test("up to a number, and then says when there is room again", async () => {
        await createMock({}, "for good");
        const tries = ["a", "b", "c", "d", "e", "f"].map((id) => store.create(id, { ...plain, ttl: 4_000 }, 4));
        const results = await Promise.all(tries);
        expect(results.filter((result) => result === "created")).toHaveLength(4);
        const full = results.find((result) => typeof result === "object");
        const { expiresAt = 0 } = await open("a");
        expect(Math.abs((full?.fullUntil ?? 0) - expiresAt)).toBeLessThan(2_000);
        expect(await store.count()).toBe(4);
        expect(await store.create("never", plain, 4)).toBe("created");
        await store.remove("a");
        expect(await other.create("e", { ...plain, ttl: 4_000 }, 4)).toBe("created");
        await ends.pass(5_000);
        expect(await other.create("f", { ...plain, ttl: 4_000 }, 4)).toBe("created");
      });
    });

    describe("has entries", () => {
      test("that another server sees as they were written", async () => {
        const [mock, seen] = await createTwice();
        const properties = {
          id: "x",
          list: [],
          object: {},
          none: null,
          text: 'ä\u0000"\\😀',
          number: 1e21,
          deep: [[1]],
        };
        await mock.add("a", {});
        const added = await mock.add("a/x", properties);
        expect(await seen.get("a/x")).toEqual({ key: "a/x", version: added?.version, properties });
        expect(await seen.childWithId("a", "x")).toEqual(added);
        expect(await seen.get("a/y")).toBeUndefined();
        expect(await seen.childWithId("a", "y")).toBeUndefined();
        expect(await seen.childWithId("b", "x")).toBeUndefined();
      });

      test("in the order in which they were added, also after some were replaced and others went", async () => {
        const [mock, seen] = await createTwice({ content: contentOf("a", "a/1", "a/2", "a/1/x", "a/10") });
        expect(await mock.replace("a/1", "2", { changed: true })).toBeDefined();
        expect(await mock.remove("a/2", "3")).toBe(true);
        await mock.add("a/0", {});
        await mock.add("a/2", {});
        expect(keysOf(await seen.children("a"))).toEqual(["a/1", "a/10", "a/0", "a/2"]);
        expect(keysOf(await seen.children("a/1"))).toEqual(["a/1/x"]);
        expect(keysOf(await seen.children(""))).toEqual(["a"]);
        expect(await seen.children("none")).toEqual([]);
        expect(await seen.getWithChildren("a/1")).toEqual([await seen.get("a/1"), await seen.children("a/1")]);
        expect(await seen.getWithChildren("none")).toBeUndefined();
        const families = await seen.childrenWithChildren("a");
        expect(families.map(([child, below]) => [child.key, keysOf(below)])).toEqual([
          ["a/1", ["a/1/x"]],
          ["a/10", []],
          ["a/0", []],
          ["a/2", []],
        ]);
      });

      test("of which none has a version twice", async () => {
        const mock = await createMock({ content: contentOf("a", "b") });
        const first = await mock.add("a/1", {});
        const second = await mock.replace("a/1", first?.version ?? "", {});
        await mock.remove("a/1", second?.version ?? "");
        const third = await mock.add("a/1", {});
        const fourth = await mock.add("a/2", {});
        const versions = ["1", "2", first, second, third, fourth].map((it) =>
          typeof it === "object" ? it.version : it,
        );
        expect(new Set(versions).size).toBe(6);
        expect(versions).not.toContain(undefined);
      });

      test("that are added once, below what is there, and not more than there may be", async () => {
        const mock = await createMock({ content: contentOf("a", "a/1") });
        expect(await mock.add("a", {})).toBeUndefined();
        expect(await mock.add("none/1", {})).toBeUndefined();
        expect(await mock.add("a/2", {}, 1)).toBeUndefined();
        expect(await mock.add("a/2", {}, 2)).toBeDefined();
        expect(await mock.add("a/1/x", {}, 1)).toBeDefined();
      });

      test("of which no two below the same one have the same id", async () => {
        const mock = await createMock({ content: contentOf("a", "b") });
        const first = await mock.add("a/1", { id: "x" });
        expect(await mock.add("a/2", { id: "x" })).toBeUndefined();
        expect(await mock.add("b/1", { id: "x" })).toBeDefined();
        const renamed = await mock.replace("a/1", first?.version ?? "", { id: "y" });
        const second = await mock.add("a/2", { id: "x" });
        expect(await mock.replace("a/1", renamed?.version ?? "", { id: "x" })).toBeUndefined();
        expect(await mock.childWithId("a", "x")).toEqual(second);
        await mock.remove("a/2", second?.version ?? "");
        expect(await mock.childWithId("a", "x")).toBeUndefined();
        expect(await mock.childWithId("a", "y")).toEqual(renamed);
        expect(await mock.replace("a/1", renamed?.version ?? "", { id: 1 })).toBeDefined();
        expect(await mock.childWithId("a", "y")).toBeUndefined();
      });

      test("that are changed only by who knows the current version", async () => {
        const [mock, seen] = await createTwice({ content: contentOf("a") });
        const written = await mock.replace("a", "1", { turn: 1 });
        expect(await seen.replace("a", "1", { turn: 2 })).toBeUndefined();
        expect(await seen.remove("a", "1")).toBe(false);
        expect(await seen.replace("none", "1", {})).toBeUndefined();
        expect(await seen.remove("none", "1")).toBe(false);
        expect(await seen.get("a")).toEqual(written);
        expect(await seen.remove("a", written?.version ?? "")).toBe(true);
        expect(await mock.get("a")).toBeUndefined();
      });

      test("of which one change wins where many are made at once through two servers", async () => {
        const both = await createTwice({ content: contentOf("a") });
        const changes = Array.from({ length: 20 }, (_, turn) =>
          both[turn % 2 === 0 ? 0 : 1].replace("a", "1", { turn }),
        );
        const results = await Promise.all(changes);
        const winner = results.findIndex((result) => result !== undefined);
        expect(results.filter((result) => result !== undefined)).toHaveLength(1);
        expect(await both[0].get("a")).toEqual(results[winner]);
        const adds = Array.from({ length: 20 }, (_, turn) =>
          both[turn % 2 === 0 ? 0 : 1].add(`a/${turn % 4}`, { turn }),
        );
        expect((await Promise.all(adds)).filter((result) => result !== undefined)).toHaveLength(4);
      });

      test("that go with all that is below them, and nothing else", async () => {
        const mock = await createMock({ content: contentOf("a", "a/1", "a/1/x", "a/10", "a/10/y") });
        await mock.remove("a/1", "2");
        expect([await mock.get("a/1"), await mock.get("a/1/x")]).toEqual([undefined, undefined]);
        expect(await mock.add("a/1/x", {})).toBeUndefined();
        expect(keysOf(await mock.children("a"))).toEqual(["a/10"]);
        expect(keysOf(await mock.children("a/10"))).toEqual(["a/10/y"]);
        expect(await mock.add("a/1", {})).toBeDefined();
        expect(await mock.children("a/1")).toEqual([]);
      });

      test("up to its limits, and what gets smaller always has room", async () => {
        const text = "x".repeat(4_000);
        const mock = await createMock({ limits: { ...limits, entries: 4 } });
        await mock.add("a", {});
        const first = await mock.add("a/1", { text });
        const second = await mock.add("a/2", { text });
        await expect(mock.add("a/3", { text })).rejects.toThrow(StoreFullError);
        await expect(mock.replace("a/2", second?.version ?? "", { text: text + text })).rejects.toThrow(StoreFullError);
        expect(await mock.get("a/2")).toEqual(second);
        const smaller = await mock.replace("a/1", first?.version ?? "", {});
        const third = await mock.add("a/3", { text });
        await expect(mock.add("a/4", {})).rejects.toThrow(StoreFullError);
        expect(await mock.remove("a/1", smaller?.version ?? "")).toBe(true);
        expect(await mock.add("a/4", {})).toBeDefined();
        expect(await mock.get("a/3")).toEqual(third);
      });

      test("of exactly as many characters of JSON as there may be", async () => {
        const propertiesOf = (characters: number) => ({ text: "x".repeat(characters - '{"text":""}'.length) });
        const mock = await createMock();
        const first = await mock.add("a", propertiesOf(6_000));
        expect(await mock.add("b", propertiesOf(4_000))).toBeDefined();
        await expect(mock.add("c", {})).rejects.toThrow(StoreFullError);
        expect(await mock.replace("a", first?.version ?? "", propertiesOf(5_998))).toBeDefined();
        const adds = [{ key: "c", properties: {} }];
        await mock.apply({ needs: [], removes: [], empties: [], adds });
        expect(keysOf(await mock.children(""))).toEqual(["a", "b", "c"]);
        await expect(mock.add("d", {})).rejects.toThrow(StoreFullError);
      });

      test("whose characters make room when they go", async () => {
        const mock = await createMock();
        const properties = { text: "x".repeat(9_000) };
        for (let turn = 0; turn < 3; turn += 1) {
          const added = await mock.add("a", properties);
          expect(await mock.remove("a", added?.version ?? "")).toBe(true);
        }
      });

      test("of which a mock may have too many at first, and they can be replaced", async () => {
        const content = contentOf("a", "b", "c");
        for (const entry of content.store.entries) Object.assign(entry.properties, { text: "x".repeat(4_000) });
        const mock = await createMock({ content, limits: { ...limits, entries: 2 } });
        expect(await mock.replace("a", "1", { text: "y".repeat(4_000) })).toBeDefined();
        expect(await mock.replace("b", "2", {})).toBeDefined();
        await expect(mock.add("d", {})).rejects.toThrow(StoreFullError);
      });
    });

    describe("changes many entries at once", () => {
      const batch = { needs: [], removes: [], empties: [], adds: [] };

      test("in the order of the batch", async () => {
        const [mock, seen] = await createTwice({
          content: contentOf("a", "a/1", "a/1/x", "a/2", "a/2/y", "a/2/z", "b"),
        });
        const adds = ["c", "c/1", "a/1", "b"].map((key) => ({ key, properties: { new: true } }));
        expect(await mock.apply({ needs: ["a/2"], removes: ["a/1", "none"], empties: ["a/2"], adds })).toBeUndefined();
        expect(keysOf(await seen.children(""))).toEqual(["a", "b", "c"]);
        expect(keysOf(await seen.children("a"))).toEqual(["a/2", "a/1"]);
        expect([await seen.children("a/1"), await seen.children("a/2")]).toEqual([[], []]);
        expect((await seen.get("a/1"))?.properties).toEqual({ new: true });
        expect((await seen.get("b"))?.properties).toEqual({});
        expect((await seen.get("c/1"))?.properties).toEqual({ new: true });
      });

      test.each<[string, string[], Record<string, string>]>([
        ["an id that is taken", [], { "a/2": "x" }],
        ["an id that another one has that is added", ["a/1"], { "a/2": "x", "a/3": "x" }],
        ["an id that one has that stays", ["a/3"], { "a/3": "x" }],
        ["no parent", [], { "none/1": "y" }],
        ["a parent that goes", ["b"], { "b/1": "y" }],
      ])("or none, where one would have %s, and says which", async (_, removes, ids) => {
        const [mock, seen] = await createTwice({ content: contentOf("a", "b") });
        await mock.add("a/1", { id: "x" });
        const before = await seen.save();
        const adds = Object.entries(ids).map(([key, id]) => ({ key, properties: { id } }));
        const all = [{ key: "c", properties: {} }, ...adds, { key: "d", properties: {} }];
        expect(await mock.apply({ ...batch, removes, adds: all })).toBe(adds.at(-1)?.key);
        expect(await seen.save()).toEqual(before);
      });

      test("also where an id goes from one to another, or is there in another place", async () => {
        const [mock, seen] = await createTwice({ content: contentOf("a", "b") });
        await mock.add("a/1", { id: "x" });
        const added = (key: string, id: unknown) => ({ key, properties: { id } });
        const adds = [added("a/2", "x"), added("a/1", "y"), added("b/1", "x"), added("b/2", 1), added("b/3", 1)];
        expect(await mock.apply({ ...batch, removes: ["a/1"], adds })).toBeUndefined();
        expect((await seen.childWithId("a", "x"))?.key).toBe("a/2");
        expect((await seen.childWithId("a", "y"))?.key).toBe("a/1");
        expect(keysOf(await seen.children("b"))).toEqual(["b/1", "b/2", "b/3"]);
      });

      test("and says which one was to be added twice", async () => {
        const mock = await createMock();
        const adds = ["a", "b", "a"].map((key) => ({ key, properties: {} }));
        expect(await mock.apply({ ...batch, adds })).toBe("a");
        expect(await mock.children("")).toEqual([]);
      });

      test("of which one batch wins where two servers add the same id", async () => {
        const both = await createTwice({ content: contentOf("a") });
        const batches = ["a/1", "a/2", "a/3", "a/4"].map((key, turn) =>
          both[turn % 2 === 0 ? 0 : 1].apply({ ...batch, adds: [{ key, properties: { id: "x" } }] }),
        );
        const results = await Promise.all(batches);
        expect(results.filter((result) => result === undefined)).toHaveLength(1);
        expect(await both[0].children("a")).toHaveLength(1);
      });

      test("or none, where one that they need is missing", async () => {
        const mock = await createMock({ content: contentOf("a", "a/1") });
        const adds = [{ key: "b", properties: {} }];
        expect(await mock.apply({ needs: ["a", "b", "c"], removes: ["a/1"], empties: ["a"], adds })).toBe("b");
        expect(keysOf(await mock.children(""))).toEqual(["a"]);
        expect(keysOf(await mock.children("a"))).toEqual(["a/1"]);
        expect(await mock.apply({ needs: ["a", "a/1"], removes: ["a/1"], empties: [], adds })).toBe("a/1");
        expect(keysOf(await mock.children("a"))).toEqual(["a/1"]);
      });

      test("or none, where there is no room for them, counted without what they replace", async () => {
        const text = "x".repeat(9_000);
        const mock = await createMock();
        await mock.add("a", { text });
        await expect(mock.apply({ ...batch, adds: [{ key: "b", properties: { text } }] })).rejects.toThrow(
          StoreFullError,
        );
        const many = Array.from({ length: 60 }, (_, index) => ({ key: `n${index}`, properties: {} }));
        await expect(mock.apply({ ...batch, removes: ["a"], adds: many })).rejects.toThrow(StoreFullError);
        expect(keysOf(await mock.children(""))).toEqual(["a"]);
        await mock.apply({ ...batch, removes: ["a"], adds: [{ key: "b", properties: { text } }] });
        expect(keysOf(await mock.children(""))).toEqual(["b"]);
      });

      test("or none, where there would be one entry too many", async () => {
        const content = contentOf("a", "a/1", "a/1/x");
        const mock = await createMock({ content, limits: { ...limits, entries: 3 } });
        const addsOf = (...keys: string[]) => keys.map((key) => ({ key, properties: {} }));
        await expect(mock.apply({ ...batch, removes: ["none"], adds: addsOf("b") })).rejects.toThrow(StoreFullError);
        // What is there is not added.
        await mock.apply({ ...batch, adds: addsOf("a", "a/1") });
        await mock.apply({ ...batch, removes: ["a/1/x"], adds: addsOf("b") });
        expect(keysOf(await mock.children(""))).toEqual(["a", "b"]);
        await mock.apply({ ...batch, removes: ["a", "b"], adds: addsOf("c", "c/1", "c/1/x") });
        expect(keysOf(await mock.children("c/1"))).toEqual(["c/1/x"]);
      });

      test("all of them, where a mock that began with too much gets smaller by them", async () => {
        const content = contentOf("a", "b");
        for (const entry of content.store.entries) Object.assign(entry.properties, { text: "x".repeat(12_000) });
        const mock = await createMock({ content });
        const adds = ["c", "d"].map((key) => ({ key, properties: {} }));
        await mock.apply({ ...batch, removes: ["a"], adds });
        expect(keysOf(await mock.children(""))).toEqual(["b", "c", "d"]);
      });
    });

    describe("counts up", () => {
      test("each counter by itself, from where it began, and never to the same number", async () => {
        const both = await createTwice({ content: contentOf("a") });
        const counts = Array.from({ length: 10 }, (_, turn) => both[turn % 2 === 0 ? 0 : 1].countUp("sequence"));
        expect((await Promise.all(counts)).sort((one, two) => one - two)).toEqual([
          8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
        ]);
        expect(await both[0].countUp("correlations")).toBe(4);
      });
    });

    describe("has a fault", () => {
      test("that the mock may start with, and whose draws are counted", async () => {
        const [mock, seen] = await createTwice({ fault: { name: "delay", value: 250, rate: 0.5, seed: 7 } });
        expect([mock.hasFault, seen.hasFault]).toEqual([true, true]);
        const draws = [await mock.drawFault(), await seen.drawFault()];
        expect(draws.map((draw) => draw?.draw)).toEqual([1, 2]);
        expect(draws[1]).toMatchObject({ name: "delay", value: 250, rate: 0.5, seed: 7 });
        expect(draws[1]).not.toHaveProperty("times");
      });

      test("that another one replaces, or none", async () => {
        const [mock, seen] = await createTwice({ fault: { name: "delay", rate: 1, seed: 0 } });
        await mock.drawFault();
        await mock.setFault({ name: "reset", rate: 1, seed: 0 });
        expect(await seen.drawFault()).toMatchObject({ name: "reset", draw: 1 });
        await mock.setFault(undefined);
        expect([(await open()).hasFault, await seen.drawFault()]).toEqual([false, undefined]);
      });

      test("that as many requests get as were to, however many there are at once", async () => {
        const both = await createTwice();
        await both[0].setFault({ name: "reset", rate: 1, seed: 0, times: 3 });
        const { version = "" } = (await both[1].drawFault()) ?? {};
        const spent = Array.from({ length: 10 }, (_, turn) => both[turn % 2 === 0 ? 0 : 1].spendFault(version));
        expect((await Promise.all(spent)).filter(Boolean)).toHaveLength(3);
        expect(await both[0].drawFault()).toBeUndefined();
      });

      test("that is not spent in the place of another one", async () => {
        const mock = await createMock({ fault: { name: "reset", rate: 1, seed: 0, times: 1 } });
        const { version = "" } = (await mock.drawFault()) ?? {};
        await mock.setFault({ name: "reset", rate: 1, seed: 0, times: 1 });
        expect(await mock.spendFault(version)).toBe(false);
        expect(await mock.drawFault()).toMatchObject({ draw: 1, times: 1 });
      });
    });

    describe("has a journal", () => {
      test("that gives back what was added, the oldest first", async () => {
        const [mock, seen] = await createTwice();
        const full: JournalEntry = {
          ...requestOf("/1"),
          operationId: "getMyOnlineMeeting",
          fault: "delay",
          violations: ["x"],
        };
        await mock.append(full);
        await seen.append(requestOf("/2"));
        expect(await mock.journal()).toEqual([full, requestOf("/2")]);
      });

      test("that forgets what is old where there are too many requests, or too large ones", async () => {
        const mock = await createMock();
        for (let index = 0; index < 8; index += 1) await mock.append(requestOf(`/${index}`));
        expect((await mock.journal()).map(({ target }) => target)).toEqual(["/3", "/4", "/5", "/6", "/7"]);
        await mock.append(requestOf("/large", "x".repeat(1_500)));
        await mock.append(requestOf("/larger", "x".repeat(1_500)));
        expect((await mock.journal()).map(({ target }) => target)).toEqual(["/larger"]);
      });
    });

    describe("begins a new generation", () => {
      const next = contentOf("b", "b/1");

      test("with what it is given, and nothing of the old one", async () => {
        const [mock] = await createTwice({ content: contentOf("a", "a/1") });
        await mock.append(requestOf("/old"));
        await mock.replaceAll({ ...next, requests: [requestOf("/new")] });
        const seen = await open("m", other);
        expect(keysOf(await seen.children(""))).toEqual(["b"]);
        expect(keysOf(await seen.children("b"))).toEqual(["b/1"]);
        expect([await seen.get("a"), await seen.get("a/1")]).toEqual([undefined, undefined]);
        expect((await seen.journal()).map(({ target }) => target)).toEqual(["/new"]);
        expect([await seen.countUp("sequence"), await seen.countUp("correlations")]).toEqual([8, 4]);
        expect(await seen.save()).toEqual({
          store: { ...next.store, sequence: 8 },
          correlations: 4,
          requests: [requestOf("/new")],
        });
      });

      test("and a request goes on with the old one, without a trace in the new one", async () => {
        const [mock, seen] = await createTwice({ content: contentOf("a", "a/1") });
        await other.open("m").then((opened) => opened?.replaceAll(next));
        expect((await mock.get("a"))?.version).toBe("1");
        expect(keysOf((await mock.getWithChildren("a"))?.[1] ?? [])).toEqual(["a/1"]);
        expect(keysOf((await seen.childrenWithChildren("")).map(([child]) => child))).toEqual(["a"]);
        await mock.add("b/2", {});
        await mock.add("a/2", {});
        await mock.replace("a", "1", { late: true });
        await mock.remove("a/1", "2");
        await mock.apply({ needs: [], removes: ["b"], empties: ["b"], adds: [{ key: "c", properties: {} }] });
        await mock.append(requestOf("/late"));
        await mock.countUp("sequence");
        expect(await (await open()).save()).toEqual(next);
      });

      test("and leaves the fault as it is, sets another one, or ends it", async () => {
        const fault = { name: "reset", rate: 1, seed: 0 };
        const mock = await createMock({ fault });
        await mock.drawFault();
        await mock.replaceAll(next);
        expect(await (await open()).drawFault()).toMatchObject({ name: "reset", draw: 2 });
        await mock.replaceAll(next, { ...fault, name: "delay" });
        expect(await (await open()).drawFault()).toMatchObject({ name: "delay", draw: 1 });
        await mock.replaceAll(next, null);
        expect(await (await open()).drawFault()).toBeUndefined();
      });

      test("of which nobody sees half, however many are begun at once", async () => {
        await createMock({ content: contentOf("a", "a/1") });
        const contents = ["b", "c", "d"].map((key) => contentOf(key, `${key}/1`, `${key}/2`));
        const replaced = contents.map(async (content, index) =>
          (await open("m", index % 2 === 0 ? store : other)).replaceAll(content),
        );
        const looks = Array.from({ length: 30 }, async () => {
          const seen = await open("m", other);
          const [top] = await seen.children("");
          return `${top?.key} ${keysOf(await seen.children(top?.key ?? "")).length}`;
        });
        for (const look of await Promise.all(looks)) expect(["a 1", "b 2", "c 2", "d 2"]).toContain(look);
        await Promise.all(replaced);
        expect(contents).toContainEqual(await (await open()).save());
      });

      test("and its resources at the start stay what they were", async () => {
        const start = contentOf("a").store;
        const mock = await createMock({ start });
        await createMock({}, "without");
        await mock.replaceAll(next);
        expect(await (await open("m", other)).start()).toEqual(start);
        expect(await (await open("without")).start()).toBeUndefined();
      });
    });

    test("is saved as it is, so that another mock can go on from there", async () => {
      const mock = await createMock({ content: contentOf("a", "a/1") });
      const replaced = await mock.replace("a", "1", { id: "x" });
      const added = await mock.add("a/2", {});
      await mock.append(requestOf("/1"));
      const saved = await mock.save();
      expect(saved).toMatchObject({
        store: { entries: [replaced, entryOf("a/1", "2"), added], sequence: 7 },
        correlations: 3,
      });
      const next = await createMock({ content: JSON.parse(JSON.stringify(saved)) }, "next");
      expect(await next.save()).toEqual(saved);
      const versions = saved.store.entries.map(({ version }) => version);
      expect(versions).not.toContain((await next.add("b", {}))?.version);
    });
  });
}
