import { expect, test } from "vitest";
import type { MockRequest } from "../http/request.ts";
import { createMockHandler } from "../mock.ts";
import type { MockOptions } from "../options.ts";
import { randomAt } from "./faults.ts";

const meeting = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";

/** Sends a request to a mock with a fault, and says how long it was to wait. */
async function ask(fault: string, options: MockOptions = {}) {
  const { handle } = await createMockHandler(options);
  const headers = { authorization: "Bearer cwt=anything", prefer: `ucwa-fault="${fault}"` };
  const request: MockRequest = { method: "GET", target: meeting, headers, body: { kind: "none" } };
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  const { body, ...response } = await handle(request, { started: 0, pause });
  return { ...response, text: new TextDecoder().decode(body), pauses };
}

test("a delay is as long as the request says, and a second by default", async () => {
  expect(await ask("delay:250")).toMatchObject({ status: 200, pauses: [250] });
  expect(await ask("delay")).toMatchObject({ status: 200, pauses: [1000] });
  expect((await ask("reset")).pauses).toEqual([]);
});

test("a connection that is reset has no response, and one that is cut has its beginning", async () => {
  expect(await ask("reset")).toMatchObject({ disruption: "reset", text: "" });
  expect(await ask("truncate")).toMatchObject({ disruption: "truncate", status: 200 });
  expect(await ask("unavailable")).not.toHaveProperty("disruption");
});

test.each([
  ["html-500", 500, "Server Error", "500 - Internal server error."],
  ["html-502", 502, "Bad Gateway", "502 - Web server received an invalid response while acting as a gateway."],
  ["two-challenges", 401, "Unauthorized", "401 - Unauthorized: Access is denied due to invalid credentials."],
])("%s is the page of a web server", async (fault, status, title, text) => {
  const response = await ask(fault);
  expect([response.status, response.headers["content-type"]]).toEqual([status, "text/html"]);
  expect(response.text).toBe(
    `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h2>${text}</h2></body></html>`,
  );
});

test("the page of a server error has the diagnostics of a token where a switch says so", async () => {
  expect((await ask("html-500")).headers).not.toHaveProperty("x-ms-diagnostics");
  const { headers } = await ask("html-500", { switches: { serverErrorDiagnostics: "on" } });
  expect(headers["x-ms-diagnostics"]).toMatch(/^28032;source=/);
});

test.each([
  ["forbidden-28055", 403, "The token is not valid.", undefined],
  ["too-many-requests", 429, "Try again in 5 seconds.", "5"],
  ["unavailable:7", 503, "Try again in 7 seconds.", "7"],
])("%s is the document's error", async (fault, status, message, retryAfter) => {
  const response = await ask(fault);
  expect([response.status, response.headers["retry-after"]]).toEqual([status, retryAfter]);
  expect(JSON.parse(response.text)).toMatchObject({ message });
});

test("a fault that there is not is a 400 that says where it came from", async () => {
  const { status, text } = await ask("fire");
  expect(status).toBe(400);
  expect(JSON.parse(text)).not.toHaveProperty("subcode");
  expect(JSON.parse(text).message).toMatch(/^Prefer: ucwa-fault: fault: expected one of .*, got "fire"\.$/);
});

const get: MockRequest = {
  method: "GET",
  target: meeting,
  headers: { authorization: "Bearer cwt=anything" },
  body: { kind: "none" },
};

/** Creates a mock, and what sends it a number of requests. Returns their statuses. */
async function createAsker() {
  const { handle, controls } = await createMockHandler({});
  const statuses = async (count: number, prefer?: string) => {
    const request = prefer === undefined ? get : { ...get, headers: { ...get.headers, prefer } };
    const found: number[] = [];
    for (let index = 0; index < count; index += 1)
      found.push((await handle(request, { started: 0, pause: async () => {} })).status);
    return found;
  };
  return { controls, statuses };
}

test("a fault ends after as many requests as it is for, or when somebody ends it", async () => {
  const { controls, statuses } = await createAsker();
  expect(await statuses(1)).toEqual([200]);
  await controls.fault("unavailable:3", { times: 2 });
  // One that a request asks for itself does not count.
  expect(await statuses(1, "ucwa-fault=too-many-requests")).toEqual([429]);
  expect(await statuses(3)).toEqual([503, 503, 200]);
  await controls.fault("unavailable:3");
  expect(await statuses(1)).toEqual([503]);
  await controls.fault();
  expect(await statuses(1)).toEqual([200]);
});

test("a fault that is refused leaves the one before in its place", async () => {
  const { controls, statuses } = await createAsker();
  await controls.fault("unavailable", { rate: 1 });
  expect(() => controls.fault("html-500", { rate: 2 })).toThrow("fault rate");
  expect(await statuses(1)).toEqual([503]);
});

test("a share of the requests gets a fault, others do not use it up", async () => {
  const { controls, statuses } = await createAsker();
  await controls.fault("unavailable", { rate: 0.5, times: 3 });
  expect((await statuses(50)).filter((status) => status === 503)).toHaveLength(3);
  await controls.fault("unavailable", { rate: 0 });
  expect((await statuses(20)).filter((status) => status === 503)).toEqual([]);
});

test("random numbers are those of mulberry32, the same ones for the same seed", () => {
  // Computed by the reference implementation: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
  expect([1, 2, 3].map((draw) => randomAt(0, draw))).toEqual([
    0.26642920868471265, 0.0003297457005828619, 0.2232720274478197,
  ]);
  expect(randomAt(2 ** 32 + 1, 1)).toBe(randomAt(1, 1));
});
