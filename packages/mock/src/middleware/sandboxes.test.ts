import { expect, test, vi } from "vitest";
import { httpOperations } from "../contract/operations.ts";
import { createBehaviours } from "../resources/behaviours.ts";
import { createMemoryStore, defaultLimits, emptyState } from "../state/memory-store.ts";
import type { Creation, StateStore } from "../state/state-store.ts";
import { createSandboxes, type SandboxServer } from "./sandboxes.ts";

const operations = await httpOperations();

function create({ store = createMemoryStore(), ...server }: Partial<SandboxServer> = {}) {
  const behaviours = createBehaviours(operations, 1);
  const defaults = { ttl: 60, start: emptyState.store };
  return createSandboxes({
    operations,
    store,
    behaviours,
    defaults,
    limit: 2,
    maxTtl: 3600,
    limits: defaultLimits,
    ...server,
  });
}

/** A store that refuses to add a mock. */
const refusing = (creation: Creation): StateStore => ({ ...createMemoryStore(), create: async () => creation });

test.each<[string, Creation, number]>([
  ["in a moment", { fullUntil: 1_000_001 }, 1],
  ["in a second", { fullUntil: 1_001_000 }, 1],
  ["in a second and a moment", { fullUntil: 1_001_001 }, 2],
  ["since a while", { fullUntil: 900_000 }, 1],
  ["in a week, by another clock", { fullUntil: 600_000_000 }, 3600],
  ["for the next try, since the id was taken", "exists", 1],
])("where there is room again %s, a client is told to come back in that time", async (_, creation, seconds) => {
  const clock = vi.spyOn(Date, "now").mockReturnValue(1_000_000);
  const failure = create({ store: refusing(creation) }).create({}, "http://mock.test");
  await expect(failure.finally(() => clock.mockRestore())).rejects.toMatchObject({
    status: 503,
    message: `The mock has 2 sandboxes, and allows no more. Delete one, or try again in ${seconds} seconds.`,
    example: "ServiceUnavailable",
    options: { headers: { "Retry-After": String(seconds) }, ownHeadersOnly: true },
  });
});

test("a mock without sandboxes says so, after what is wrong with the request", async () => {
  const sandboxes = create({ limit: 0 });
  await expect(sandboxes.create({}, "")).rejects.toMatchObject({
    status: 403,
    example: "Forbidden",
    message: "The mock allows no sandboxes.",
    options: { ownHeadersOnly: true },
  });
  await expect(sandboxes.create({ ttl: 0 }, "")).rejects.toThrow("/ttl: expected");
  await expect(sandboxes.create({ clock: "soon" }, "")).rejects.toThrow("clock: expected");
  await expect(sandboxes.create({ seed: {} }, "")).rejects.toThrow("seed: expected");
});

test("a sandbox that there is not is named, and not at length", async () => {
  const sandboxes = create();
  const shown = "x".repeat(100);
  const messageOf = (id: string) => `There is no sandbox ${JSON.stringify(id)}. It may have expired.`;
  await expect(sandboxes.open(shown)).rejects.toMatchObject({ status: 404, message: messageOf(shown) });
  await expect(sandboxes.open(`${shown}x`)).rejects.toMatchObject({ status: 404, message: messageOf(`${shown}…`) });
  await expect(sandboxes.remove("a")).rejects.toMatchObject({ status: 404, message: messageOf("a") });
  await expect(sandboxes.controls("a").requests()).rejects.toMatchObject({ status: 404 });
});

test("a sandbox has the settings of the server that it does not change, and switches only with their dialect", async () => {
  const store = createMemoryStore();
  const defaults = {
    dialect: "deployed",
    switches: { etag: "guid" },
    clock: "now",
    ttl: 60,
    start: emptyState.store,
  } as const;
  const sandboxes = create({ store, defaults });
  const settingsOf = async (body: unknown) => {
    const { id } = await sandboxes.create(body, "");
    const { tokenHash, ...settings } = (await store.open(id))?.settings ?? {};
    await sandboxes.remove(id);
    return settings;
  };
  expect(await settingsOf(undefined)).toEqual({ dialect: "deployed", switches: { etag: "guid" }, clock: "now" });
  expect(await settingsOf({ dialect: "deployed" })).toEqual({ dialect: "deployed", clock: "now" });
  expect(await settingsOf({ switches: { charset: "on" }, clock: "1970-01-01T00:00:00Z" })).toEqual({
    dialect: "deployed",
    switches: { charset: "on" },
    clock: "1970-01-01T00:00:00Z",
  });
});

test("a sandbox of a server without settings is as the pages show it, and has no clock of its own", async () => {
  const store = createMemoryStore();
  const { id } = await create({ store }).create(undefined, "");
  expect((await store.open(id))?.settings).toStrictEqual({ dialect: "documented", tokenHash: expect.any(String) });
});

test("a sandbox whose token nobody can know is controlled by no token", async () => {
  const store = createMemoryStore();
  const id = "AbCdEfGhIjKlMnOpQrS_-9";
  await store.create(id, { settings: { tokenHash: 7 }, content: emptyState, limits: defaultLimits });
  expect((await create({ store }).open(id)).tokenHash).toBe("");
});
