import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { ask, extensions, meeting } from "./support/ask.ts";

const href = "/ucwa/v1/applications/1/onlineMeetings/myOnlineMeetings/STANDUP1";
const standup = { rel: "myOnlineMeeting", subject: "Stand-up", _links: { self: { href } } };

test("the mock remembers what was asked of it, without the tokens", async () => {
  await using mock = await startMock();
  await ask(mock, meeting, { headers: { authorization: "Bearer cwt=SECRET" } });
  await ask(mock, `${meeting}?access_token=SECRET`, {
    method: "PUT",
    json: { subject: "cwt=SECRET", accessLevel: "x" },
  });
  await ask(mock, extensions, { headers: { authorization: "SECRET", cookie: "SECRET" } });
  expect(mock.requests).toMatchObject([
    { method: "GET", target: meeting, operationId: "getMyOnlineMeeting", status: 200, violations: [] },
    {
      method: "PUT",
      operationId: "updateMyOnlineMeeting",
      status: 400,
      violations: [expect.stringContaining("accessLevel")],
    },
    { method: "GET", operationId: "getOnlineMeetingExtensions", status: 401 },
  ]);
  expect(mock.requests[0]?.headers.authorization).toBe("Bearer [redacted]");
  expect(mock.requests[1]?.body).toContain('"accessLevel":"x"');
  expect(JSON.stringify(mock.requests)).not.toContain("SECRET");
});

test("reset() brings the beginning back", async () => {
  await using mock = await startMock();
  const before = (await ask(mock, meeting)).text;
  await ask(mock, meeting, { method: "DELETE" });
  mock.fault("unavailable");
  await mock.reset();
  expect(mock.requests).toEqual([]);
  expect((await ask(mock, meeting)).text).toBe(before);
});

test("seed() adds a meeting, or replaces one", async () => {
  await using mock = await startMock();
  await mock.seed([standup]);
  expect((await ask(mock, href)).json.subject).toBe("Stand-up");
  expect((await ask(mock, meeting)).status).toBe(200);
  await mock.seed([{ ...standup, subject: "Sit-down" }]);
  expect((await ask(mock, href)).json.subject).toBe("Sit-down");
});

test("fault() comes and goes", async () => {
  await using mock = await startMock();
  mock.fault("unavailable:1");
  expect((await ask(mock, meeting)).status).toBe(503);
  mock.fault();
  expect((await ask(mock, meeting)).status).toBe(200);
  expect(mock.requests.map(({ fault }) => fault)).toEqual(["unavailable", undefined]);
});

test("a fault ends after a number of requests, so that a retry of the client succeeds", async () => {
  await using mock = await startMock();
  mock.fault("unavailable:1", { times: 2 });
  const statuses = async () => (await ask(mock, meeting)).status;
  expect([await statuses(), await statuses(), await statuses()]).toEqual([503, 503, 200]);
  mock.fault("html-502", { times: 1 });
  expect([await statuses(), await statuses()]).toEqual([502, 200]);
});

test("a request that was spared by the rate does not count", async () => {
  await using mock = await startMock();
  mock.fault("unavailable:1", { rate: 0.2, seed: 0, times: 1 });
  const statuses = [];
  while (statuses.length < 40) statuses.push((await ask(mock, meeting)).status);
  expect(statuses.filter((status) => status === 503)).toHaveLength(1);
  expect(statuses.indexOf(503)).toBeGreaterThan(0);
});

test.each([
  [{ rate: 2 }, "rate: expected a number from 0 to 1, got 2"],
  [{ rate: Number.NaN }, "rate: expected a number from 0 to 1, got NaN"],
  [{ seed: 0.5 }, "seed: expected a whole number from 0, got 0.5"],
  [{ times: 0 }, "times: expected a whole number from 1, got 0"],
])("the options %j of a fault are refused", async (options, message) => {
  await using mock = await startMock();
  expect(() => mock.fault("unavailable", options)).toThrow(message);
  expect((await ask(mock, meeting)).status).toBe(200);
});

test("many mocks in one process know nothing of each other", async () => {
  const mocks = await Promise.all([startMock(), startMock({ dialect: "deployed" }), startMock({ state: false })]);
  const [first, second, third] = mocks;
  await ask(first, meeting, { method: "DELETE" });
  expect((await ask(first, meeting)).status).toBe(404);
  expect((await ask(second, meeting)).headers.get("etag")).toMatch(/^"\d+"$/);
  expect((await ask(third, meeting)).headers.get("etag")).not.toBeNull();
  expect([first.requests.length, second.requests.length, third.requests.length]).toEqual([2, 1, 1]);
  await Promise.all(mocks.map((mock) => mock.close()));
});

test("close() lets a request in flight finish", async () => {
  const mock = await startMock({ fault: "delay:200" });
  const answer = ask(mock, meeting);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await mock.close();
  expect((await answer).status).toBe(200);
  await expect(ask(mock, meeting)).rejects.toThrow();
});

test("close() does not wait for a connection that nobody used", async () => {
  const mock = await startMock();
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
  await once(socket, "connect");
  // The mock has accepted it, too, once it has answered somebody who came later.
  await ask(mock, meeting);
  await Promise.all([mock.close(), once(socket, "close")]);
});

test("other languages have the same controls over HTTP", async () => {
  await using mock = await startMock();
  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${mock.url}/__mock/${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });

  expect(await (await call("GET", "health")).json()).toEqual({ status: "ok" });
  expect((await call("POST", "seed", [standup])).status).toBe(204);
  expect((await ask(mock, href)).json.subject).toBe("Stand-up");
  expect((await call("PUT", "fault", { name: "unavailable", rate: 1 })).status).toBe(204);
  expect((await ask(mock, href)).status).toBe(503);
  expect((await call("DELETE", "fault")).status).toBe(204);
  expect(await (await call("GET", "requests")).json()).toMatchObject([
    { status: 200 },
    { status: 503, fault: "unavailable" },
  ]);
  expect((await call("POST", "reset")).status).toBe(204);
  expect((await ask(mock, href)).status).toBe(404);
});

describe("a control that is used wrongly says how it is used", () => {
  test.each([
    ["GET", "nothing", undefined, 404, "NotFound", /GET health.*got GET nothing/],
    ["POST", "seed", "{", 400, "BadRequest", /^The body: expected JSON \(.+\), got other text\.$/],
    ["POST", "seed", "[1]", 400, "BadRequest", /^seed: expected a resource/],
    ["PUT", "fault", '{"name":"fire"}', 400, "BadRequest", /^fault: expected one of delay, /],
    ["PUT", "fault", "{}", 400, "BadRequest", /^The body: expected {"name": "delay:250"}, .*, got {}\.$/],
    [
      "PUT",
      "fault",
      '{"name":"reset","times":"1"}',
      400,
      "BadRequest",
      /times: expected a whole number from 1, got "1"/,
    ],
    ["PUT", "fault", `"${"a".repeat(2000)}"`, 400, "BadRequest", /^The body: expected at most 1000 bytes, got more/],
  ])("%s %s with %s is %i", async (method, path, body, status, code, message) => {
    await using mock = await startMock({ bodyLimit: 1000 });
    const response = await fetch(`${mock.url}/__mock/${path}`, { method, ...(body !== undefined && { body }) });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code, message: expect.stringMatching(message) });
  });

  test("another method is told which there are", async () => {
    await using mock = await startMock();
    const response = await fetch(`${mock.url}/__mock/fault`, { method: "POST" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "PUT, DELETE"]);
    expect(await response.json()).toMatchObject({ code: "MethodNotAllowed" });
  });

  test("the refusal is in XML where that is asked for", async () => {
    await using mock = await startMock();
    const response = await fetch(`${mock.url}/__mock/nothing`, { headers: { accept: "application/xml" } });
    expect(await response.text()).toContain("<code>NotFound</code>");
  });
});
