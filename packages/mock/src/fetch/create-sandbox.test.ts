import { expect, test } from "vitest";
import { MockError, SandboxError } from "../errors.ts";
import { createSandbox } from "./create-sandbox.ts";

const id = "0123456789abcdefghij-_";
const ownToken = "0wnT0ken-0wnT0ken";
const created = JSON.stringify({ id, token: ownToken, baseUrl: "http://another.test" });

/** A server that has `others` in turn after it has created a sandbox, and what it was sent. */
function serve(...others: (Response | (() => Promise<Response>))[]) {
  const responses = [new Response(created, { status: 201 }), ...others];
  const sent: unknown[][] = [];
  const fetch = async (url: string, { method, headers, body }: RequestInit = {}) => {
    sent.push([method, url, headers, body]);
    const next = responses.shift();
    if (next === undefined) throw new Error("expected no more requests");
    return typeof next === "function" ? next() : next;
  };
  return { sent, create: (options = {}) => createSandbox({ url: "http://mock.test", fetch, ...options }) };
}

const noContent = () => new Response(null, { status: 204 });

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

test("each request has the token that it needs, and a body or none", async () => {
  const { sent, create } = serve(noContent(), noContent(), noContent(), noContent(), new Response("[]"), noContent());
  const sandbox = await create({ token: "adm1n", ttl: 60, clock: "now", timeout: 1000 });
  await sandbox.reset();
  await sandbox.seed([{ rel: "myOnlineMeeting" }]);
  await sandbox.fault("delay:5", { rate: 0.5 });
  await sandbox.fault();
  expect(await sandbox.requests()).toEqual([]);
  await sandbox.close();
  const control = `http://mock.test/__mock/sandboxes/${id}`;
  const own = { authorization: `Bearer ${ownToken}` };
  const json = { "content-type": "application/json" };
  expect(sent).toEqual([
    [
      "POST",
      "http://mock.test/__mock/sandboxes",
      { authorization: "Bearer adm1n", ...json },
      '{"ttl":60,"clock":"now"}',
    ],
    ["POST", `${control}/reset`, own, null],
    ["POST", `${control}/seed`, { ...own, ...json }, '[{"rel":"myOnlineMeeting"}]'],
    ["PUT", `${control}/fault`, { ...own, ...json }, '{"name":"delay:5","rate":0.5}'],
    ["DELETE", `${control}/fault`, own, null],
    ["GET", `${control}/requests`, own, null],
    ["DELETE", control, own, null],
  ]);
});

test("a mock without an admin token is sent none", async () => {
  const { sent, create } = serve();
  const { token } = await create();
  expect(token).toBe(ownToken);
  expect(sent).toEqual([["POST", "http://mock.test/__mock/sandboxes", { "content-type": "application/json" }, "{}"]]);
});

test.each(["http://mock.test/", "http://mock.test//", new URL("http://mock.test")])(
  "a sandbox of %s is below the mock that was asked, whatever that calls itself",
  async (url) => {
    const { sent, create } = serve();
    const { baseUrl } = await create({ url });
    expect([baseUrl, sent[0]?.[1]]).toEqual([`http://mock.test/sandboxes/${id}`, "http://mock.test/__mock/sandboxes"]);
  },
);

test.each(["localhost:4010", "mock.contoso.com", "/mock", "file:///mock", "xhttps://mock.test", "httpsx://mock.test"])(
  "a mock cannot be at %s",
  async (url) => {
    const error = await errorOf(serve().create({ url }));
    expect(error).toBeInstanceOf(MockError);
    expect(error).toMatchObject({
      message: `url: expected a URL of http or https, got "${url}".`,
    });
  },
);

test.each([
  [201, '{"token":"0wn"}'],
  [201, `{"id":"${id}"}`],
  [201, '{"id":"../reset","token":"0wn"}'],
  [201, `{"id":["${id}"],"token":"0wn"}`],
  [201, "null"],
  [201, `${created.slice(0, -1)}`],
])("a server that responds to the creation with %s and %s is no mock", async (status, text) => {
  const fetch = async () => new Response(text, { status });
  const error = await errorOf(createSandbox({ url: "http://mock.test", fetch }));
  expect(error).toBeInstanceOf(SandboxError);
  expect(error).toMatchObject({ message: "sandbox: expected its id and its token, got something else." });
});

test.each(["{}", "[1]", '[{"method":1}]', "[", ""])("a journal has entries, which %s does not have", async (text) => {
  const { create } = serve(new Response(text));
  const error = await errorOf((await create()).requests());
  expect(error).toBeInstanceOf(SandboxError);
  expect(error).toMatchObject({ message: "sandbox requests: expected a journal, got something else." });
});

test("an unexpected status is told with its reason, without the id of the sandbox", async () => {
  const shown = "x".repeat(500);
  const responses: [string, string][] = [
    ['{"code":"NotFound","message":"Nobody is there."}', "404 (Nobody is there.)"],
    ['{"message":1}', '404 ({"message":1})'],
    ["null", "404 (null)"],
    ["<html>", "404 (<html>)"],
    [shown, `404 (${shown})`],
    [`${shown}x`, `404 (${shown}…)`],
  ];
  for (const [text, actual] of responses) {
    const { create } = serve(new Response(text, { status: 404 }));
    expect(await errorOf((await create()).reset())).toMatchObject({
      name: "SandboxError",
      status: 404,
      message: `POST /__mock/sandboxes/{id}/reset: expected 204, got ${actual}.`,
    });
  }
  const echo = `<p>Blocked: POST /__mock/sandboxes/${id}/reset, authorization: Bearer ${ownToken}</p>`;
  const blocked = serve(new Response(echo, { status: 403 }));
  expect(await errorOf((await blocked.create()).reset())).toMatchObject({
    message:
      "POST /__mock/sandboxes/{id}/reset: expected 204, got 403 (<p>Blocked: POST /__mock/sandboxes/{id}/reset, authorization: Bearer [redacted]</p>).",
  });
  const moved = serve(new Response("There are two.", { status: 300 }));
  expect(await errorOf((await moved.create()).reset())).toMatchObject({
    message: "POST /__mock/sandboxes/{id}/reset: expected 204, got 300 (There are two.).",
  });
  const { create } = serve(new Response("", { status: 500 }));
  expect(await errorOf((await create()).close())).toMatchObject({
    message: "DELETE /__mock/sandboxes/{id}: expected 204 or 404, got 500 ().",
  });
});

test("no error has a token, whatever the server says", async () => {
  const token = "S3cret/Adm1n+Token==";
  const echo = async (_: string, { headers }: RequestInit = {}) =>
    new Response(`Blocked: ${JSON.stringify(headers)} ${encodeURIComponent(token)}`, { status: 403 });
  const refused = await errorOf(createSandbox({ url: "http://mock.test", fetch: echo, token }));
  expect(refused).toMatchObject({ message: expect.stringContaining("expected 201, got 403 (Blocked: ") });
  expect(String(refused)).not.toMatch(/S3cret|Adm1n/);
  const moved = async () => new Response(created, { status: 200 });
  expect(await errorOf(createSandbox({ url: "http://mock.test", fetch: moved }))).toMatchObject({
    message: "POST /__mock/sandboxes: expected 201, got 200.",
  });
});

test("a sandbox that has expired meanwhile can be closed", async () => {
  const { create } = serve(new Response('{"code":"NotFound"}', { status: 404 }), noContent());
  const sandbox = await create();
  await sandbox.close();
  await sandbox[Symbol.asyncDispose]();
});

test("a mock that does not respond holds nobody up", async () => {
  const never = (_: string, { signal }: RequestInit = {}) =>
    new Promise<Response>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
  const halfway = async (_: string, { signal }: RequestInit = {}) =>
    new Response(
      new ReadableStream({
        start: (controller) => signal?.addEventListener("abort", () => controller.error(signal.reason)),
      }),
      { status: 201 },
    );
  for (const fetch of [never, halfway]) {
    expect(await errorOf(createSandbox({ url: "http://mock.test", fetch, timeout: 5 }))).toMatchObject({
      name: "SandboxError",
      status: undefined,
      message: "POST /__mock/sandboxes: expected a response within 5 ms, got none.",
    });
  }
});

test("what fetch throws comes through, and a wrong timeout is refused", async () => {
  const lost = new TypeError("fetch failed");
  const { create } = serve(() => Promise.reject(lost));
  expect(await errorOf((await create()).reset())).toBe(lost);
  const error = await errorOf(serve().create({ timeout: 0 }));
  expect(error).toBeInstanceOf(MockError);
  expect(error).toMatchObject({ message: "timeout: expected a whole number from 1 to 2147483647, got 0." });
});
