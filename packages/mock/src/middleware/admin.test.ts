import { expect, test } from "vitest";
import type { MockRequest, RequestBody } from "../http/request.ts";
import { createMockHandler, type MockHandler } from "../mock.ts";
import { createMemoryStore } from "../state/memory-store.ts";
import { isAdminRequest } from "./admin.ts";

const meetings = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings";
const token = { authorization: "Bearer cwt=anything" };

async function send({ handle }: MockHandler, method: string, target: string, body?: string | RequestBody) {
  const bytes = typeof body === "string" ? ({ kind: "bytes", bytes: new TextEncoder().encode(body) } as const) : body;
  const request: MockRequest = { method, target, headers: token, body: bytes ?? { kind: "none" } };
  const response = await handle(request, { started: 0, pause: async () => {} });
  const text = new TextDecoder().decode(response.body);
  return { ...response, json: text === "" ? undefined : JSON.parse(text) };
}

test("requests below /__mock/ control the mock, and no others", () => {
  const targets = ["/__mock/health", "/__mock/", "/__mock", "/x/__mock/health", "/"];
  expect(targets.filter((target) => isAdminRequest({ target }))).toEqual(["/__mock/health", "/__mock/"]);
});

test("a mock says what it is, at its root alone", async () => {
  const mock = await createMockHandler({});
  for (const [method, target] of [
    ["GET", "/"],
    ["HEAD", "/?x=1"],
  ] as const) {
    const { status, json } = await send(mock, method, target);
    expect([status, json.controls]).toEqual([
      200,
      [
        "GET /__mock/health",
        "GET /__mock/requests",
        "POST /__mock/reset",
        "POST /__mock/seed",
        "PUT /__mock/fault",
        "DELETE /__mock/fault",
        "POST /__mock/sandboxes",
        "GET /__mock/sandboxes/{id}",
        "DELETE /__mock/sandboxes/{id}",
        "GET /__mock/sandboxes/{id}/requests",
        "POST /__mock/sandboxes/{id}/reset",
        "POST /__mock/sandboxes/{id}/seed",
        "PUT /__mock/sandboxes/{id}/fault",
        "DELETE /__mock/sandboxes/{id}/fault",
      ],
    ]);
  }
  expect((await send(mock, "POST", "/")).status).toBe(404);
  expect((await send(mock, "GET", "/nothing")).status).toBe(404);
});

test("a mock that is up says so", async () => {
  const mock = await createMockHandler({});
  for (const method of ["GET", "HEAD"]) {
    expect(await send(mock, method, "/__mock/health?x")).toMatchObject({ status: 200, json: { status: "ok" } });
  }
});

test("the journal has the requests to resources, and none that control the mock", async () => {
  const mock = await createMockHandler({});
  await send(mock, "GET", `${meetings}/810`);
  await send(mock, "GET", "/");
  await send(mock, "GET", "/__mock/nothing");
  const { json } = await send(mock, "GET", "/__mock/requests");
  expect(json).toMatchObject([{ method: "GET", target: `${meetings}/810`, status: 200 }]);
});

test("a fault can be set, and ended", async () => {
  const mock = await createMockHandler({});
  const status = async () => (await send(mock, "GET", `${meetings}/810`)).status;
  expect(await send(mock, "PUT", "/__mock/fault", '{"name":"unavailable","times":1}')).toMatchObject({
    status: 204,
    json: undefined,
  });
  expect([await status(), await status()]).toEqual([503, 200]);
  await send(mock, "PUT", "/__mock/fault", '{"name":"unavailable"}');
  expect(await status()).toBe(503);
  expect((await send(mock, "DELETE", "/__mock/fault")).status).toBe(204);
  expect(await status()).toBe(200);
});

test("a mock can be reset, and given resources", async () => {
  const mock = await createMockHandler({});
  const href = `${meetings}/STANDUP1`;
  const seed = { rel: "myOnlineMeeting", subject: "Stand-up", _links: { self: { href } } };
  expect((await send(mock, "POST", "/__mock/seed", JSON.stringify(seed))).status).toBe(204);
  expect((await send(mock, "GET", href)).json).toMatchObject({ subject: "Stand-up" });
  expect((await send(mock, "POST", "/__mock/reset")).status).toBe(204);
  expect((await send(mock, "GET", href)).status).toBe(404);
});

const faultMessage = (actual: string) =>
  `The body: expected {"name": "delay:250"}, optionally with "rate": 0.1, "seed": 7 or "times": 1, got ${actual}.`;

test.each<[string, string, string | RequestBody | undefined, string | RegExp]>([
  ["PUT", "fault", undefined, faultMessage("nothing")],
  ["PUT", "fault", '{"name":7}', faultMessage('{"name":7}')],
  ["PUT", "fault", "[]", faultMessage("[]")],
  ["PUT", "fault", '{"name":"fire"}', /^fault: expected one of .*, got "fire"\.$/],
  ["PUT", "fault", '{"name":"reset","rate":2}', "fault rate: expected a number from 0 to 1, got 2."],
  ["PUT", "fault", "{", /^The body: expected JSON \(.+\), got other text\.$/],
  ["PUT", "fault", { kind: "tooLarge", limit: 9 }, "The body: expected at most 9 bytes, got more."],
  ["POST", "seed", "{}", /seed/],
])("%s %s with %j is a 400 that says why", async (method, path, body, message) => {
  const { status, json } = await send(await createMockHandler({}), method, `/__mock/${path}`, body);
  expect([status, json.code, json.subcode]).toEqual([400, "BadRequest", undefined]);
  expect(json.message).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
});

const names = [
  "GET health, GET requests, POST reset, POST seed, PUT fault, DELETE fault, POST sandboxes",
  "GET sandboxes/{id}, DELETE sandboxes/{id}, GET sandboxes/{id}/requests, POST sandboxes/{id}/reset",
  "POST sandboxes/{id}/seed, PUT sandboxes/{id}/fault, DELETE sandboxes/{id}/fault",
].join(", ");

test.each([
  ["GET", "nothing", 404, undefined],
  ["GET", "toString", 404, undefined],
  ["GET", "x/sandboxes/AbCdEfGhIjKlMnOpQrS_-9", 404, undefined],
  ["GET", "fault", 405, "PUT, DELETE"],
  ["POST", "health", 405, "GET"],
])("%s %s is no control, and those that there are are told", async (method, path, status, allow) => {
  const response = await send(await createMockHandler({}), method, `/__mock/${path}`);
  expect([response.status, response.headers.allow]).toEqual([status, allow]);
  expect(response.json.message).toBe(`The request: expected ${names} below /__mock/, got ${method} ${path}.`);
});

test("a control that fails is a 500 that says which one", async () => {
  const store = createMemoryStore();
  const mock = await createMockHandler({ store });
  store.open = () => Promise.reject(new Error("The disk is full."));
  const { status, json, headers } = await send(mock, "POST", "/__mock/reset");
  expect([status, json.code]).toEqual([500, "ServiceFailure"]);
  expect(json.message).toBe("POST reset failed: The disk is full.");
  expect(headers).not.toHaveProperty("x-ms-diagnostics");
});

test("errors of controls have no headers that are about tokens", async () => {
  const mock = await createMockHandler({});
  const wrong = await send(mock, "PUT", "/__mock/fault", "{}");
  const unknown = await send(mock, "GET", "/__mock/fault");
  for (const { headers } of [wrong, unknown]) {
    expect(headers).not.toHaveProperty("x-ms-correlation-id");
    expect(headers).not.toHaveProperty("x-ms-ucwaversion");
  }
});
