import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { startMock as startServer } from "../src/index.ts";
import { ask, meeting } from "./support/ask.ts";
import { startMock } from "./support/ways-in.ts";

test("a middleware may change a request before the mock has it, and the response after", async () => {
  await using mock = await startMock({
    async middleware(request, next) {
      request.headers["x-request-id"] = "42";
      const response = await next();
      return { ...response, headers: { ...response.headers, "x-request-id": "42" } };
    },
  });
  const { status, headers } = await ask(mock, meeting);
  expect([status, headers.get("x-request-id")]).toEqual([200, "42"]);
  expect(mock.requests.at(-1)?.headers["x-request-id"]).toBe("42");
});

test("a middleware may respond by itself, to any path", async () => {
  await using mock = await startMock({
    middleware: async ({ target }, next) =>
      target === "/own" ? { status: 200, headers: {}, body: new TextEncoder().encode("own") } : next(),
  });
  expect((await ask(mock, "/own")).text).toBe("own");
  expect((await ask(mock, "/other")).status).toBe(404);
});

test.each([204, 205, 304])("a middleware may respond with %i, which has no content", async (status) => {
  await using mock = await startMock({
    middleware: async () => ({ status, headers: { "x-own": "1" }, body: new TextEncoder().encode("own") }),
  });
  for (const method of ["GET", "DELETE"]) {
    const answer = await ask(mock, meeting, { method });
    expect([answer.status, answer.text, answer.headers.get("x-own")]).toEqual([status, "", "1"]);
  }
});

test("more connections than may be open are closed at once, and others work when there is room again", async () => {
  await using mock = await startServer({ maxConnections: 5 });
  const { port } = new URL(mock.url);
  const open = () => connect(Number(port), "127.0.0.1").on("error", () => {});
  const first = Array.from({ length: 5 }, open);
  await Promise.all(first.map((socket) => once(socket, "connect")));
  const more = Array.from({ length: 50 }, open);
  await Promise.all(more.map((socket) => once(socket.resume(), "close")));
  expect(mock.connections).toEqual({ open: 5, refused: 50 });
  first[0]?.end(
    `GET ${meeting} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer cwt=a\r\nConnection: close\r\n\r\n`,
  );
  const answer = await first[0]?.setEncoding("utf8").toArray();
  expect(answer?.join("")).toMatch(/^HTTP\/1\.1 200 /);
  expect((await ask(mock, meeting, { headers: { connection: "close" } })).status).toBe(200);
  for (const socket of first) socket.destroy();
});
