import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect, promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findValkeyServer } from "../../../tools/tasks/find-valkey-server.ts";
import { openStore, StoreUnavailableError } from "../src/index.ts";
import { emptyState } from "../src/state/memory-store.ts";
import { connectValkey } from "../src/stores/valkey-connection.ts";
import { openValkeyStore } from "../src/stores/valkey-store.ts";
import { readValkeyUrl } from "../src/stores/valkey-url.ts";
import { ask as askMock, meeting } from "./support/ask.ts";
import { startLossyProxy } from "./support/lossy-proxy.ts";
import { createMock, newMock } from "./support/new-mock.ts";
import { startReplica } from "./support/start-replica.ts";
import { describeStore, openTwice } from "./support/store-conformance.ts";
import { findFreePort, startValkeyServer, type ValkeyServer } from "./support/valkey-server.ts";

const request = {
  method: "GET",
  target: "/",
  headers: {},
  body: "",
  status: 200,
  violations: [],
  milliseconds: 1,
};

// What installs one is in tools/tasks/install-valkey.ts. Tests without one are reported as skipped.
describe.skipIf(!findValkeyServer())("With a Valkey server", () => {
  let server: ValkeyServer;
  beforeAll(async () => {
    server = await startValkeyServer();
  });
  afterAll(() => server.close());

  const ask = async (send: Parameters<Awaited<ReturnType<typeof connectValkey>>["call"]>[0]): Promise<unknown> => {
    const connection = await connectValkey(readValkeyUrl(server.url));
    const result = await connection.call(send);
    connection.close();
    return result;
  };

  describeStore("Valkey", async () => {
    const opened = await openTwice((now) => openValkeyStore(readValkeyUrl(server.url), now));
    return {
      ...opened,
      async end() {
        await opened.end();
        await ask((client) => client.flushall());
      },
    };
  });

  test("an answer that is lost is asked for again, and what was written is written once", async () => {
    const proxy = await startLossyProxy(server.path);
    const store = await openStore(proxy.url);
    const lossy = <Result>(call: () => Promise<Result>): Promise<Result> => {
      proxy.loseNextAnswer();
      return call();
    };
    try {
      const mock = await createMock(store, "lossy");
      const added = await lossy(() => mock.add("a", { id: "x" }));
      const replaced = await lossy(() => mock.replace("a", added?.version ?? "", { id: "y" }));
      expect([added?.version, replaced?.version]).toEqual(["1", "2"]);
      const adds = [{ key: "b", properties: {} }];
      expect(await lossy(() => mock.apply({ needs: [], removes: [], empties: [], adds }))).toBeUndefined();
      expect(await lossy(() => mock.remove("b", "3"))).toBe(true);
      await lossy(() => mock.append(request));
      await mock.setFault({ name: "reset", rate: 1, seed: 0, times: 2 });
      const { version = "" } = (await mock.drawFault()) ?? {};
      expect(await lossy(() => mock.spendFault(version))).toBe(true);
      expect(await mock.drawFault()).toBeDefined();
      expect(await mock.save()).toMatchObject({ store: { entries: [replaced], changes: 3 }, requests: [request] });
      await lossy(() => mock.replaceAll(emptyState));
      expect(await (await store.open("lossy"))?.save()).toEqual(emptyState);
      expect(await lossy(() => store.create("another", newMock))).toBe("created");
      expect(await lossy(() => store.remove("another"))).toBe(true);
    } finally {
      await store.close();
      await proxy.close();
    }
  });

  test("a server that was killed has what it acknowledged, and until it is back a call ends in two seconds", async () => {
    const store = await openStore(server.url);
    const mock = await createMock(store, "killed");
    const adds = Array.from({ length: 20 }, (_, index) => mock.add(`e${index}`, { index }));
    await Promise.all(adds);
    await server.restart(async () => {
      const started = performance.now();
      await expect(mock.add("late", {})).rejects.toThrow(
        new RegExp(`^The store ${server.url} cannot be used: .*(?:ENOENT|ECONNREFUSED|closed)`, "i"),
      );
      expect(performance.now() - started).toBeLessThan(6_000);
      await expect(store.ready()).rejects.toThrow(StoreUnavailableError);
    });
    await store.ready();
    const entries = await mock.children("");
    expect(entries.map(({ key }) => key)).toEqual(Array.from({ length: 20 }, (_, index) => `e${index}`));
    await store.close();
  });

  test("a server that hangs ends a call in two seconds, and is used again when it goes on", async () => {
    const store = await openStore(server.url);
    const mock = await createMock(store, "hanging");
    server.signal("SIGSTOP");
    await expect(mock.add("a", {})).rejects.toThrow(StoreUnavailableError);
    server.signal("SIGCONT");
    await store.ready();
    expect(await mock.add("b", {})).toBeDefined();
    await store.close();
  });

  test("what belongs to a mock that expires is gone from the server by itself", async () => {
    const store = await openStore(server.url);
    const mock = await createMock(store, "short {of} life", 300);
    await mock.add("a", { id: "x" });
    await mock.append(request);
    await mock.replaceAll(emptyState);
    await (await store.open("short {of} life"))?.append(request);
    const keys = () => ask((client) => client.keys("ucwa:{short*"));
    expect(await keys()).toHaveLength(7);
    await expect.poll(keys).toEqual([expect.stringContaining(":answer:")]);
    await store.close();
  });

  test.runIf(process.env.UCWA_LONG)("valkeys: means TLS, and a certificate that nobody trusts is refused", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ucwa-tls-"));
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
    const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const files = ["-keyout", key, "-out", certificate];
    await promisify(execFile)("openssl", [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "2",
      ...names,
      ...files,
    ]);
    const port = await findFreePort();
    const flags = {
      "--tls-port": port,
      "--tls-cert-file": certificate,
      "--tls-key-file": key,
      "--tls-auth-clients": "no",
    };
    const secure = await startValkeyServer(
      Object.entries({ ...flags, "--tls-ca-cert-file": certificate })
        .flat()
        .map(String),
    );
    const url = `valkeys://localhost:${port}`;
    try {
      const replica = await startReplica(url, { NODE_EXTRA_CA_CERTS: certificate });
      expect((await askMock(replica, meeting)).status).toBe(200);
      await replica.kill();
      await expect(openStore(url)).rejects.toThrow(/expected a server that can be used, got "self-signed certificate/);
    } finally {
      await secure.close();
      await rm(folder, { recursive: true });
    }
  });

  test("a password is used, and is in no message or property of an error", async () => {
    const port = await findFreePort();
    const locked = await startValkeyServer(["--port", String(port), "--requirepass", "open-sesame"]);
    const withPassword = (password: string) => `valkey://:${password}@127.0.0.1:${port}`;
    try {
      await expect(openStore(locked.url)).rejects.toThrow(/NOAUTH/);
      const store = await openStore(withPassword("open-sesame"));
      await store.ready();
      await store.close();
      const failure = await openStore(withPassword("close-sesame")).catch((error) => error);
      expect(inspect(failure, { depth: 10 })).toMatch(/WRONGPASS/);
      expect(inspect(failure, { depth: 10 })).not.toMatch(/sesame/);
    } finally {
      await locked.close();
    }
  });
});

test("a server that is not there is named, without the password", async () => {
  const failure = await openStore("valkey://lene:open-sesame@127.0.0.1:1").catch((error) => error);
  expect(inspect(failure, { depth: 10 })).toMatch(
    /store valkey:\/\/127\.0\.0\.1:1: expected a server that can be used, got ".*ECONNREFUSED/,
  );
  expect(inspect(failure, { depth: 10 })).not.toMatch(/sesame/);
});
