import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findValkeyServer } from "../../../tools/tasks/find-valkey-server.ts";
import { type Mock, openStore, type StateStore, startMock } from "../src/index.ts";
import { ask, meeting, type Server } from "./support/ask.ts";
import { createWriters, putIf, runJob, write } from "./support/clients.ts";
import { type Replica, startReplica } from "./support/start-replica.ts";
import { startValkeyServer, type ValkeyServer } from "./support/valkey-server.ts";

const isLong = process.env.UCWA_LONG === "1";
// Long runs take minutes.
const timeout = 600_000;

interface SharedStore {
  name: string;
  start(): Promise<{ url: string; server?: ValkeyServer; end(): Promise<void> }>;
}

const sqlite: SharedStore = {
  name: "one SQLite file",
  async start() {
    const folder = await mkdtemp(join(tmpdir(), "ucwa-shared-"));
    return { url: `sqlite:${join(folder, "state.db")}`, end: () => rm(folder, { recursive: true }) };
  },
};
const valkey: SharedStore = {
  name: "one Valkey server",
  async start() {
    const server = await startValkeyServer();
    return { url: server.url, server, end: () => server.close() };
  },
};

describe.each([sqlite, valkey])("Two servers on $name", ({ name, start }) => {
  describe.skipIf(name === valkey.name && !findValkeyServer())("as long as there is one,", () => {
    let shared: Awaited<ReturnType<SharedStore["start"]>>;
    let stores: StateStore[];
    let one: Mock;
    let two: Mock;
    beforeAll(async () => {
      shared = await start();
      const [first, second] = [await openStore(shared.url), await openStore(shared.url)];
      stores = [first, second];
      [one, two] = [await startMock({ store: first }), await startMock({ store: second })];
    });
    afterAll(async () => {
      await Promise.all([one.close(), two.close()]);
      for (const store of stores) await store.close();
      await shared.end();
    });

    test("are one mock: what is written to one is read from the other, with its ETag", async () => {
      const put = await ask(one, meeting, { method: "PUT", json: { subject: "Through the first" } });
      const got = await ask(two, meeting);
      expect([got.json.subject, got.headers.get("etag")]).toEqual(["Through the first", put.headers.get("etag")]);
      expect((await putIf(two, meeting, got.headers.get("etag") ?? "", "Through the second")).status).toBe(200);
      expect((await putIf(one, meeting, got.headers.get("etag") ?? "", "Too late")).status).toBe(412);
      const requests = await ask(one, "/__mock/requests");
      expect(JSON.parse(requests.text)).toMatchObject([
        { status: 200 },
        { status: 200 },
        { status: 200 },
        { status: 412 },
      ]);
    });

    test("have the same faults, and a reset through one is a reset of both", async () => {
      await one.fault("too-many-requests:7");
      expect((await ask(two, meeting)).headers.get("retry-after")).toBe("7");
      await two.reset();
      const { status, json } = await ask(one, meeting);
      expect([status, json.subject]).not.toEqual([200, "Through the second"]);
      expect(JSON.parse((await ask(two, "/__mock/requests")).text)).toHaveLength(1);
    });

    test("go on from where they were when they are started again", async () => {
      const { headers } = await ask(one, meeting, { method: "PUT", json: { subject: "Before" } });
      const store = await openStore(shared.url);
      await using third = await startMock({ store, seed: [] });
      const got = await ask(third, meeting);
      expect([got.json.subject, got.headers.get("etag")]).toEqual(["Before", headers.get("etag")]);
      await store.close();
    });

    test("say 503 and when to come back while the store is away, and lose nothing", async (context) => {
      if (!shared.server) return context.skip("a file is not away");
      const before = await ask(one, meeting, { method: "PUT", json: { subject: "Before" } });
      await shared.server.restart(async () => {
        const answers = await Promise.all([
          ask(one, meeting),
          ask(two, meeting, { method: "PUT", json: { subject: "Never" } }),
          ask(one, "/__mock/reset", { method: "POST" }),
        ]);
        for (const { status, headers, json } of answers) {
          expect([status, headers.get("retry-after"), json.code]).toEqual([503, "1", "ServiceUnavailable"]);
        }
      });
      await Promise.all(stores.map((store) => store.ready()));
      const after = await ask(two, meeting);
      expect([after.text, after.headers.get("etag")]).toEqual([before.text, before.headers.get("etag")]);
    });
  });
});

describe.skipIf(!findValkeyServer())("Two replicas in processes of their own, on one Valkey server", () => {
  let server: ValkeyServer;
  let replicas: Replica[];
  beforeAll(async () => {
    server = await startValkeyServer();
    replicas = [await startReplica(server.url), await startReplica(server.url)];
  }, timeout);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.kill()));
    await server.close();
  });
  const take = (turn: number): Server => replicas[turn % 2] ?? { url: "" };

  test("let exactly one win of two simultaneous PUTs with the same ETag", { timeout }, async () => {
    const rounds = isLong ? 10_000 : 100;
    const writers = await createWriters(take(0), 10);
    const lanes = writers.map(async ({ path, etag }, lane) => {
      let current = etag;
      for (let round = lane; round < rounds; round += writers.length) {
        const both = [0, 1].map((turn) => putIf(take(turn), path, current, `${round}/${turn}`));
        const answers = await Promise.all(both);
        const winner = answers.find(({ status }) => status === 200);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
        current = winner?.headers.get("etag") ?? "";
      }
    });
    await Promise.all(lanes);
  });

  test("give jobs that run at once, each in a sandbox of its own, the answers that each has alone", {
    timeout,
  }, async () => {
    await using alone = await startMock();
    const expected = await runJob(() => alone.url);
    const statuses = expected.map((answer) => Number(/: (\d{3}) /.exec(answer)?.[1]));
    expect(statuses).toEqual([
      200, 200, 200, 412, 200, 201, 200, 201, 201, 409, 200, 200, 204, 404, 200, 204, 404, 200,
    ]);
    const jobs = Array.from({ length: isLong ? 100 : 10 }, async (_, job) => {
      const { id } = (await ask(take(job), "/__mock/sandboxes", { method: "POST" })).json;
      const base = `/sandboxes/${id}`;
      const answers = await runJob((step) => take(job + step).url + base);
      return answers.map((answer) => answer.replaceAll(base, ""));
    });
    for (const answers of await Promise.all(jobs)) expect(answers).toEqual(expected);
  });

  test("lose no write that they acknowledged when Valkey is killed and started again", { timeout }, async () => {
    const writes = isLong ? 1_000 : 60;
    const writers = await createWriters(take(0), 8);
    const total = () => writers.reduce((sum, { written }) => sum + written, 0);
    const work = writers.map(async (writer, lane) => {
      while (writer.written < writes) await write(writer, () => take(writer.written + lane));
    });
    const restarts = (async () => {
      for (const share of [0.3, 0.6]) {
        await expect.poll(total, { timeout, interval: 5 }).toBeGreaterThan(share * writes * writers.length);
        await server.restart();
      }
    })();
    await Promise.all([...work, restarts]);
    for (const { path } of writers) expect((await ask(take(0), path)).json.subject).toBe(String(writes));
    expect(writers.reduce((sum, { failures }) => sum + failures, 0)).toBeLessThan(writes);
  });

  test("fail only the requests in flight where one of them is killed, and a retry is safe", { timeout }, async () => {
    const writes = isLong ? 1_000 : 60;
    const writers = await createWriters(take(0), 8);
    let isKilled = false;
    const choose = (turn: number) => (isKilled ? take(1) : take(turn));
    const work = writers.map(async (writer, lane) => {
      while (writer.written < writes) await write(writer, () => choose(writer.written + lane));
    });
    const kill = (async () => {
      await expect.poll(() => writers[0]?.written, { timeout, interval: 5 }).toBeGreaterThan(writes / 2);
      isKilled = true;
      await replicas[0]?.kill();
    })();
    await Promise.all([...work, kill]);
    for (const { path } of writers) expect((await ask(take(1), path)).json.subject).toBe(String(writes));
    for (const { failures } of writers) expect(failures).toBeLessThanOrEqual(1);
  });
});
