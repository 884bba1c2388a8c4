import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { createMock } from "../src/fetch.ts";
import { type MockRequest, type MockResponse, startMock as startServer } from "../src/index.ts";
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

test("what a middleware throws becomes the document's 500, in the representation that the request accepts", async () => {
  const failing = () => {
    throw new Error("out of ids");
  };
  const late = async (_: MockRequest, next: () => Promise<MockResponse>) => {
    await next();
    return failing();
  };
  for (const middleware of [failing, async () => failing(), late]) {
    await using mock = await startMock({ middleware, switches: { ucwaVersion: "on" } });
    const json = await ask(mock, meeting);
    expect([json.status, json.json.code, json.json.message]).toEqual([
      500,
      "ServiceFailure",
      "The mock failed: out of ids",
    ]);
    expect(json.headers.get("x-ms-ucwaversion")).toBe("1.7");
    const xml = await ask(mock, meeting, { headers: { accept: "application/xml" } });
    expect([xml.status, xml.text]).toEqual([500, expect.stringContaining("<message>The mock failed: out of ids")]);
    const origin = "http://localhost:3000";
    const page = await ask(mock, meeting, { headers: { origin } });
    expect([page.status, page.headers.get("access-control-allow-origin")]).toEqual([500, origin]);
  }
});

test.each([
  [undefined, "a response with a status from 200 to 599, headers and bytes, got nothing."],
  [
    { status: 200, headers: { "x-id": "7\r\n" }, body: new Uint8Array() },
    'headers that can be sent, got {"x-id":"7\\r\\n"}.',
  ],
])("a middleware that responds with %j has made a mistake, and the 500 says which", async (response, message) => {
  // A program without types can return anything.
  const middleware = async () => JSON.parse("null") ?? response;
  await using mock = await startMock({ middleware });
  const { status, json } = await ask(mock, meeting);
  expect([status, json.message]).toEqual([500, `The mock failed: middleware: expected ${message}`]);
});

test("a middleware may let an error of the mock pass, and one of a client that went away", async () => {
  await using mock = await startMock({ middleware: async (_, next) => await next() });
  expect((await ask(mock, `${meeting}0`)).status).toBe(404);
  await using inProcess = await createMock({ middleware: (_, next) => next() });
  const [caller, reason] = [new AbortController(), new Error("Closed.")];
  const headers = { authorization: "Bearer cwt=anything", prefer: "ucwa-fault=delay:60000" };
  const waiting = inProcess.fetch(`https://fe1.contoso.com${meeting}`, { headers, signal: caller.signal });
  caller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
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
