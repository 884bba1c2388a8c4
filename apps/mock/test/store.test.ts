import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findValkeyServer } from "../../../tools/tasks/find-valkey-server.ts";
import { startSharedStore } from "../scripts/processes.ts";
import { readHostOptions } from "../src/read-host-options.ts";
import { ask, main, meeting, start } from "./support/start.ts";

let root: string;
let folder: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "ucwa-store-"));
});
beforeEach(async () => {
  folder = await mkdtemp(join(root, "run-"));
});
afterAll(() => rm(root, { recursive: true }));

const standard = { UCWA_STORE: "" };
const json = { "content-type": "application/json" };
const read = async (url: string) => Object(await (await ask(url)).json()).subject;
const rename = (url: string, subject: string) =>
  ask(url, { method: "PUT", headers: json, body: JSON.stringify({ subject }) });

describe("without a setting, the store is a file in the working directory", () => {
  test("and what was written is there after a restart, also in sandboxes", async () => {
    let sandbox = "";
    {
      await using server = await start(standard, [], folder);
      await rename(server.url + meeting, "Kept");
      const created = await fetch(`${server.url}/__mock/sandboxes`, { method: "POST" });
      sandbox = `/sandboxes/${Object(await created.json()).id}`;
      await rename(server.url + sandbox + meeting, "Kept in a sandbox");
      expect(await server.stop()).toEqual([0, null]);
    }
    // SQLite removes its log when the last one closes the file.
    expect(await readdir(folder)).toEqual(["ucwa-mock.sqlite"]);
    await using server = await start(standard, [], folder);
    expect(await read(server.url + meeting)).toBe("Kept");
    expect(await read(server.url + sandbox + meeting)).toBe("Kept in a sandbox");
  });

  test("and what was written is there after a kill", async () => {
    {
      await using server = await start(standard, [], folder);
      await rename(server.url + meeting, "Kept");
      await server.stop("SIGKILL");
    }
    await using server = await start(standard, [], folder);
    expect(await read(server.url + meeting)).toBe("Kept");
  });
});

test("a setting opens nothing: a mistake beside it leaves no file", async () => {
  const file = join(folder, "unused.sqlite");
  const { mistakes } = Object(await readHostOptions(["--store", `sqlite:${file}`], { PORT: "http" }));
  expect(mistakes).toHaveLength(1);
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ["sqlite:/nowhere/state", /^UCWA_STORE sqlite:\/nowhere\/state: expected a file that SQLite can open, got "unable/],
  [
    "valkey://lene:S3CRET@127.0.0.1:1",
    /^UCWA_STORE valkey:\/\/127\.0\.0\.1:1: expected a server that can be used, got ".*ECONNREFUSED.*"\.\n$/,
  ],
])("the store %s cannot be opened, which is one line and exit code 2", async (UCWA_STORE, line) => {
  const child = spawn(process.execPath, [main], { env: { ...process.env, UCWA_STORE, PORT: "0", UCWA_OPS_PORT: "0" } });
  const said = child.stderr.setEncoding("utf8").toArray();
  expect(await once(child, "exit")).toEqual([2, null]);
  expect((await said).join("")).toMatch(line);
});

test("the limits of sandboxes are settings", async () => {
  await using server = await start({ UCWA_SANDBOX_LIMIT: "1", UCWA_SANDBOX_MAX_TTL: "60" }, ["--sandbox-ttl", "60"]);
  const create = (body?: string) =>
    fetch(`${server.url}/__mock/sandboxes`, { method: "POST", ...(body !== undefined && { body }) });
  expect((await create('{"ttl":61}')).status).toBe(400);
  const { expiresAt } = Object(await (await create()).json());
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(60_000);
  expect((await create()).status).toBe(503);
  expect(await readHostOptions([], { UCWA_SANDBOX_MAX_TTL: "60" })).toEqual({
    mistakes: ["UCWA_SANDBOX_TTL: expected at most UCWA_SANDBOX_MAX_TTL (60), got 1800."],
  });
});

test("a sandbox is where UCWA_PUBLIC_URL says, if a proxy with TLS is in front", async () => {
  await using server = await start({ UCWA_PUBLIC_URL: "https://mock.contoso.com" });
  const created = await fetch(`${server.url}/__mock/sandboxes`, { method: "POST" });
  const { id, baseUrl } = Object(await created.json());
  expect(baseUrl).toBe(`https://mock.contoso.com/sandboxes/${id}`);
});

test("the metrics count sandboxes, by the dialects that they have, and name none", async () => {
  await using server = await start({ UCWA_DIALECT: "deployed" });
  const ids: string[] = [];
  for (const body of ["{}", '{"dialect":"documented"}']) {
    const created = await fetch(`${server.url}/__mock/sandboxes`, { method: "POST", body });
    const { id, baseUrl } = Object(await created.json());
    ids.push(id);
    expect((await ask(baseUrl + meeting)).status).toBe(200);
  }
  const text = await (await fetch(`${server.ops}/metrics`)).text();
  expect(text).toMatch(/^ucwa_mock_sandboxes 2$/m);
  for (const dialect of ["deployed", "documented"])
    expect(text).toContain(`_count{operation="getMyOnlineMeeting",status="200",dialect="${dialect}"} 1\n`);
  for (const id of ids) expect(text).not.toContain(id);
  expect(server.lines().filter(({ event }) => event === "request")).toMatchObject([
    { target: "/__mock/sandboxes" },
    { target: `/sandboxes/${ids[0]}${meeting}` },
    { target: "/__mock/sandboxes" },
    { target: `/sandboxes/${ids[1]}${meeting}`, dialect: "documented" },
  ]);
});

test.skipIf(!findValkeyServer())("while its server is away, it is not ready, and its metrics are there", async () => {
  const own = await startSharedStore();
  if (!own) throw new Error("expected a store, got none");
  await using server = await start({ UCWA_STORE: own.setting });
  const metrics = async () => (await fetch(`${server.ops}/metrics`)).text();
  expect((await fetch(`${server.ops}/ready`)).status).toBe(200);
  expect(await metrics()).toMatch(/^ucwa_mock_sandboxes 0$/m);
  await own.stop();
  const ready = await fetch(`${server.ops}/ready`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: "unready", unreachable: ["store"] }]);
  const text = await metrics();
  expect(text).not.toMatch(/^ucwa_mock_sandboxes/m);
  expect(text).toMatch(/^ucwa_mock_requests_in_flight 0$/m);
  expect((await ask(server.url + meeting)).status).toBe(503);
  expect((await fetch(`${server.ops}/health`)).status).toBe(200);
  expect(await server.stop()).toEqual([0, null]);
});
