import { expect, test } from "vitest";
import { MockError } from "../src/index.ts";
import { ask, extensions, meeting } from "./support/ask.ts";
import { startMock } from "./support/ways-in.ts";

const vite = "http://localhost:5173";
const portal = "https://portal.contoso.com";

/** What a browser asks before it lets a page send an update. */
const preflight = (origin: string) => ({
  method: "OPTIONS",
  headers: {
    origin,
    "access-control-request-method": "PUT",
    "access-control-request-headers": "authorization,content-type,if-match",
  },
});

test("a page of this machine may send what the client sends, and a browser asks first", async () => {
  await using mock = await startMock();
  const response = await mock.fetch(mock.url + meeting, preflight(vite));
  expect([response.status, await response.text()]).toEqual([204, ""]);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "access-control-allow-origin": vite,
    "access-control-allow-methods": expect.stringContaining("PUT"),
    "access-control-allow-headers": "authorization,content-type,if-match",
    vary: expect.stringContaining("Origin"),
  });
  expect(mock.requests).toEqual([]);
});

test("a page may read each header of an answer, of a refusal and of a fault", async () => {
  await using mock = await startMock();
  const exposed = async (path: string, headers: Record<string, string>) => {
    const answer = await ask(mock, path, { headers: { origin: vite, ...headers } });
    expect(answer.headers.get("access-control-allow-origin")).toBe(vite);
    return answer.headers.get("access-control-expose-headers")?.toLowerCase().split(", ");
  };
  expect(await exposed(meeting, {})).toContain("etag");
  expect(await exposed(meeting, { authorization: "" })).toContain("www-authenticate");
  expect(await exposed(extensions, { prefer: "ucwa-fault=unavailable" })).toContain("retry-after");
});

test.each(["http://127.0.0.1:3000", "http://[::1]:3000", "https://localhost"])("%s is this machine", async (origin) => {
  await using mock = await startMock();
  expect((await mock.fetch(mock.url + meeting, preflight(origin))).status).toBe(204);
});

test.each([portal, "null", "http://localhost.contoso.com", "http://127.0.0.1.contoso.com:80"])(
  "%s is not this machine, and its pages are told nothing",
  async (origin) => {
    await using mock = await startMock();
    const asked = await mock.fetch(mock.url + meeting, preflight(origin));
    expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    const answer = await ask(mock, meeting, { headers: { origin } });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  },
);

test("a page that nobody let in cannot steer the mock", async () => {
  await using mock = await startMock();
  const steer = (origin: string) =>
    mock.fetch(`${mock.url}/__mock/fault`, { method: "PUT", headers: { origin }, body: '{"name":"unavailable"}' });
  const refused = await steer(portal);
  expect([refused.status, await refused.json()]).toEqual([
    403,
    { code: "Forbidden", message: expect.stringContaining(portal) },
  ]);
  // The client would take a challenge for the news that its token is no longer good.
  expect(refused.headers.get("www-authenticate")).toBeNull();
  expect((await ask(mock, meeting)).status).toBe(200);
  expect((await steer(vite)).status).toBe(204);
  expect((await ask(mock, meeting)).status).toBe(503);
});

test("a browser that asks for such a page leaves no trace, and uses up no fault", async () => {
  await using mock = await startMock();
  mock.fault("unavailable:1", { times: 1 });
  expect((await mock.fetch(mock.url + meeting, preflight(portal))).status).toBe(403);
  expect(mock.requests).toEqual([]);
  expect((await ask(mock, meeting)).status).toBe(503);
});

test("other origins can be let in, and then this machine's pages no longer are", async () => {
  await using mock = await startMock({ cors: [portal] });
  expect((await mock.fetch(mock.url + meeting, preflight(portal))).status).toBe(204);
  expect((await mock.fetch(mock.url + meeting, preflight(vite))).status).toBe(403);
});

test("all origins can be let in, or none", async () => {
  await using open = await startMock({ cors: ["*"] });
  expect((await open.fetch(open.url + meeting, preflight(portal))).headers.get("access-control-allow-origin")).toBe(
    portal,
  );
  await using shut = await startMock({ cors: [] });
  expect((await shut.fetch(shut.url + meeting, preflight(vite))).status).toBe(403);
});

test.each(["contoso.com", "https://contoso.com/", "https://contoso.com/app", "none", ""])(
  "%j is no origin, and the mock says so",
  async (origin) => {
    const starting = startMock({ cors: [origin] });
    await expect(starting).rejects.toThrow(MockError);
    await expect(starting).rejects.toThrow(JSON.stringify(origin));
  },
);

test("a request without an origin is answered as ever, and a cache is told what the answer depends on", async () => {
  await using mock = await startMock();
  const { headers } = await ask(mock, meeting);
  expect(headers.get("vary")).toBe("Accept, Origin");
  expect([...headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
});

test("OPTIONS without the question of a browser is a method that is not there", async () => {
  await using mock = await startMock();
  const { status, headers } = await ask(mock, meeting, { method: "OPTIONS", headers: { origin: vite } });
  expect([status, headers.get("allow")]).toEqual([405, "GET, PUT, DELETE"]);
});
