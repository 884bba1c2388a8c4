import { expect, test } from "vitest";
import { type Dependency, startOpsServer } from "./ops-server.ts";

const metrics = { contentType: "text/plain", text: async () => "" };

async function readyWith(...dependencies: Dependency[]) {
  const ops = await startOpsServer({ port: 0, host: "127.0.0.1", getPhase: () => "ready", metrics, dependencies });
  const response = await fetch(`${ops.url}/ready`);
  ops.close();
  return [response.status, await response.text()];
}

test("a server is ready when everything that it needs can be reached", async () => {
  expect(await readyWith({ name: "store", check: async () => {} })).toEqual([200, '{"status":"ready"}\n']);
});

test("a server is not ready without its store, and says no more than that", async () => {
  const refuse = () => Promise.reject(new Error("valkey://:PASSWORD@valkey:6379 is away"));
  expect(await readyWith({ name: "store", check: refuse }, { name: "other", check: async () => {} })).toEqual([
    503,
    '{"status":"unready","unreachable":["store"]}\n',
  ]);
});

test("a server is not ready when its store does not answer in time", async () => {
  const hang = () => new Promise<void>(() => {});
  expect(await readyWith({ name: "store", check: hang })).toEqual([
    503,
    '{"status":"unready","unreachable":["store"]}\n',
  ]);
});
