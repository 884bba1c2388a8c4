import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readHostOptions } from "../src/read-host-options.ts";
import { ask, meeting, start, until } from "./support/start.ts";

const adminToken = "S3CRET-admin-token";
const bearer = { authorization: `Bearer ${adminToken}` };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ucwa-host-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("off loopback", () => {
  test("it does not start without a token", async () => {
    for (const HOST of ["0.0.0.0", "::", "192.0.2.1", "mock.contoso.com", "127.0.0.1.contoso.com"]) {
      const message = `UCWA_ADMIN_TOKEN: expected a token or a file with one, because others reach "${HOST}", got none.`;
      expect(await readHostOptions([], { HOST })).toEqual({ mistakes: [message] });
    }
    await expect(start({ HOST: "0.0.0.0" })).rejects.toThrow("UCWA_ADMIN_TOKEN: expected a token");
  });

  test("it starts without one where only this machine reaches it", async () => {
    for (const HOST of ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
      expect(await readHostOptions([], { HOST })).toMatchObject({ options: { host: HOST, opsHost: HOST } });
  });

  test("nobody controls it without the token, and everybody uses it", async () => {
    await using server = await start({ HOST: "0.0.0.0", UCWA_ADMIN_TOKEN: adminToken, UCWA_OPS_HOST: "127.0.0.1" });
    for (const [method, name] of [
      ["GET", "requests"],
      ["POST", "reset"],
      ["POST", "seed"],
      ["PUT", "fault"],
      ["DELETE", "fault"],
      ["GET", "anything"],
    ] as const) {
      for (const headers of [{}, { authorization: "" }, { authorization: `Bearer ${adminToken.toLowerCase()}` }]) {
        const response = await ask(`${server.url}/__mock/${name}`, { method, headers });
        expect([response.status, response.headers.get("www-authenticate")]).toEqual([
          401,
          expect.stringMatching(/^Bearer /),
        ]);
      }
    }
    expect((await ask(`${server.url}/__mock/requests`, { headers: bearer })).status).toBe(200);
    expect((await ask(server.url + meeting)).status).toBe(200);
    expect((await fetch(`${server.url}/__mock/health`)).status).toBe(200);
  });
});

describe("the admin token", () => {
  test("is read from a file, too, without its line break", async () => {
    const file = join(folder, "token");
    await writeFile(file, `${adminToken}\n`);
    await using server = await start({}, ["--admin-token-file", file]);
    expect((await ask(`${server.url}/__mock/requests`)).status).toBe(401);
    expect((await ask(`${server.url}/__mock/requests`, { headers: bearer })).status).toBe(200);
  });

  test.each([
    [
      { UCWA_ADMIN_TOKEN: "S3CRET" },
      "UCWA_ADMIN_TOKEN: expected a token of at least 16 visible ASCII characters, got one of 6.",
    ],
    [
      { UCWA_ADMIN_TOKEN: "S3CRET admin token" },
      "UCWA_ADMIN_TOKEN: expected a token of at least 16 visible ASCII characters, got one with other characters.",
    ],
    [
      { UCWA_ADMIN_TOKEN_FILE: "/nowhere" },
      'UCWA_ADMIN_TOKEN_FILE: expected a file with a token, got "/nowhere" (ENOENT).',
    ],
  ])("that is wrong ends the start, and is not in the message: %j", async (environment, message) => {
    expect(await readHostOptions([], { HOST: "0.0.0.0", ...environment })).toEqual({ mistakes: [message] });
  });

  test("is given once, not twice", async () => {
    const file = join(folder, "twice");
    await writeFile(file, adminToken);
    const both = { UCWA_ADMIN_TOKEN: adminToken, UCWA_ADMIN_TOKEN_FILE: file };
    expect(await readHostOptions([], both)).toEqual({
      mistakes: ["UCWA_ADMIN_TOKEN: expected it or a file with the token, got both."],
    });
  });
});

test("no token is in log, metrics or journal, wherever a request carries it", async () => {
  await using server = await start({ UCWA_ADMIN_TOKEN: adminToken });
  const user = "S3CRET-of-a-user-0123456789";
  const paths = [meeting, "/__mock/requests", "/__mock/nothing", "/nothing", "/"];
  for (const token of [adminToken, user]) {
    const own = { authorization: `Bearer cwt=${token}` };
    const places: [string, RequestInit][] = [
      ...paths.map((path): [string, RequestInit] => [path, { headers: own }]),
      ...paths.map((path): [string, RequestInit] => [`${path}?access_token=${token}&a=${token}`, { headers: own }]),
      [`/${token}`, { headers: own }],
      [`/__mock/${token}`, { headers: own }],
      [meeting, { headers: { ...own, "x-request-id": token } }],
      [meeting, { headers: { ...own, "x-ms-correlation-id": token, "user-agent": token, cookie: `t=${token}` } }],
      [meeting, { headers: { ...own, prefer: `code=${token}`, accept: token, "if-match": `"${token}"` } }],
      [meeting, { headers: { authorization: `Basic ${btoa(`user:${token}`)}` } }],
      [meeting, { headers: { authorization: token } }],
      [
        meeting,
        { method: "PUT", body: `{"subject":"${token}"`, headers: { ...own, "content-type": "application/json" } },
      ],
    ];
    for (const [path, init] of places) await ask(server.url + path, init);
  }
  // Bytes that are no request.
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  socket.end(`${user} nothing\r\nAuthorization: Bearer ${adminToken}\r\n\r\n`);
  await once(socket.resume(), "close");
  const metrics = await (await fetch(`${server.ops}/metrics`)).text();
  const journal = await (await ask(`${server.url}/__mock/requests`, { headers: bearer })).text();
  await until(() => server.lines().filter(({ event }) => event === "request").length > 35);
  expect(journal).toContain("[redacted]");
  expect(metrics).toContain('operation="getMyOnlineMeeting"');
  for (const text of [metrics, journal, server.output()]) {
    expect(text).not.toMatch(/S3CRET/i);
    expect(text).not.toContain(btoa("S3CRET-").slice(0, 8));
  }
});

test("many connections get no further than the limit, and those who run it still reach it", async () => {
  await using server = await start({ UCWA_MAX_CONNECTIONS: "20", UCWA_REQUEST_TIMEOUT: "2" });
  const { port } = new URL(server.url);
  const sockets = Array.from({ length: 300 }, () =>
    connect(Number(port), "127.0.0.1")
      .on("error", () => {})
      .resume(),
  );
  // Each sends the beginning of a request, and never the end.
  for (const socket of sockets) socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n");
  const metric = async (name: string) => {
    const text = await (await fetch(`${server.ops}/metrics`)).text();
    return Number(new RegExp(`^ucwa_mock_${name} (\\d+)$`, "m").exec(text)?.[1]);
  };
  await until(async () => (await metric("connections_refused_total")) === 280);
  expect(await metric("connections")).toBe(20);
  expect((await fetch(`${server.ops}/ready`)).status).toBe(200);
  // What sends nothing more loses its connection after the time for a request, and there is room again.
  await until(async () => (await metric("connections")) === 0);
  expect((await ask(server.url + meeting)).status).toBe(200);
  for (const socket of sockets) socket.destroy();
});
