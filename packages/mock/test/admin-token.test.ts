import { describe, expect, test } from "vitest";
import { type JournalEntry, startMock as startServer } from "../src/index.ts";
import { ask, meeting } from "./support/ask.ts";
import { startMock } from "./support/ways-in.ts";

const adminToken = "s3cret-admin-token";
const bearer = { authorization: `Bearer ${adminToken}` };

const controls = [
  ["GET", "requests"],
  ["POST", "reset"],
  ["POST", "seed"],
  ["PUT", "fault"],
  ["DELETE", "fault"],
  ["GET", "nothing"],
  ["GET", "health/../requests"],
  ["GET", "%68ealth"],
] as const;

describe("a mock with an admin token", () => {
  test.each(controls)("lets nobody %s /__mock/%s without it", async (method, name) => {
    await using mock = await startMock({ adminToken });
    const path = `/__mock/${name}`;
    const wrong = [
      undefined,
      "Bearer cwt=anything",
      `Bearer ${adminToken}x`,
      `Basic ${adminToken}`,
      adminToken,
      "Bearer",
    ];
    for (const authorization of wrong) {
      const headers: Record<string, string> = { authorization: authorization ?? "" };
      const { status, json, headers: got } = await ask(mock, path, { method, headers });
      // `fetch` resolves dots in a path, and the request is one for another path.
      expect([status, json.code], `${authorization}`).toEqual([401, "Unauthorized"]);
      expect(json.message).toMatch(/^Authorization: expected the mock's admin token, got [a-z ]+\.$/);
      expect(got.get("www-authenticate")).toMatch(/^Bearer realm="ucwa-mock controls"(?:, error="invalid_token")?$/);
    }
  });

  test("is controlled by who has it, in any case of the scheme", async () => {
    await using mock = await startMock({ adminToken });
    const put = (authorization: string) =>
      ask(mock, "/__mock/fault", { method: "PUT", json: { name: "unavailable" }, headers: { authorization } });
    expect((await put(`Bearer ${adminToken}`)).status).toBe(204);
    expect((await ask(mock, meeting)).status).toBe(503);
    expect(
      (await ask(mock, "/__mock/reset", { method: "POST", headers: { authorization: `bearer  ${adminToken}` } }))
        .status,
    ).toBe(204);
    expect((await ask(mock, meeting)).status).toBe(200);
  });

  test("says without it that it is up and what it is, and serves its resources to every token", async () => {
    await using mock = await startMock({ adminToken });
    expect((await ask(mock, "/__mock/health")).json).toEqual({ status: "ok" });
    expect((await ask(mock, "/")).status).toBe(200);
    expect((await ask(mock, meeting)).status).toBe(200);
  });

  test("answers with JSON where the dialect's 401 is a page, and in XML who accepts it", async () => {
    await using mock = await startMock({ adminToken, dialect: "deployed", switches: { unauthorized: "html" } });
    const json = await ask(mock, "/__mock/requests");
    expect([json.status, json.headers.get("content-type")]).toEqual([401, expect.stringMatching(/^application\/json/)]);
    const xml = await ask(mock, "/__mock/requests", { headers: { accept: "application/xml" } });
    expect([xml.status, xml.text]).toEqual([401, expect.stringContaining("<code>Unauthorized</code>")]);
  });

  test("keeps it out of journal, log and errors, wherever a request carries it", async () => {
    const logged: JournalEntry[] = [];
    // The journal has the headers that a client adds by itself, which differ.
    await using mock = await startServer({ adminToken, logControls: true, log: (entry) => logged.push(entry) });
    const base64 = Buffer.from(`:${adminToken}`).toString("base64");
    const places = [
      [meeting, { headers: bearer }],
      [`${meeting}?note=${adminToken}`, {}],
      [`/${adminToken}`, {}],
      [`/__mock/${adminToken}`, { headers: bearer }],
      [`/__mock/requests?token=${adminToken}`, {}],
      [meeting, { headers: { cookie: `a=${adminToken}`, "x-note": adminToken, [adminToken]: "x" } }],
      [meeting, { headers: { authorization: `Basic ${base64}`, referer: `http://a.test/?t=${adminToken}` } }],
      [meeting, { method: "PUT", json: { subject: adminToken, leaders: [adminToken, 1] } }],
      [meeting, { method: "PUT", body: `{"a": "${adminToken}`, headers: { "content-type": "application/json" } }],
      [meeting, { headers: { prefer: `code=${adminToken}, ucwa-fault=${adminToken}` } }],
      [encodeURI(`/${adminToken}`).replace("s3", "%73%33"), {}],
    ] as const;
    for (const [path, question] of places) await ask(mock, path, question);
    expect(logged.length).toBeGreaterThanOrEqual(places.length);
    const { text } = await ask(mock, "/__mock/requests", { headers: bearer });
    expect(text).toContain("[redacted]");
    const written = text + JSON.stringify(logged) + JSON.stringify(mock.requests);
    expect(written).not.toMatch(/s3cret|%73%33cret/i);
    expect(written).not.toContain(base64);
  });
});

test("a mock without one is controlled by everybody, as before", async () => {
  await using mock = await startMock();
  expect((await ask(mock, "/__mock/requests", { headers: { authorization: "" } })).status).toBe(200);
});

test("requests that control the mock are logged only where that is wanted, and never in the journal", async () => {
  const logged: string[] = [];
  const log = ({ method, target, status }: JournalEntry) => logged.push(`${method} ${target} ${status}`);
  await using quiet = await startMock({ log });
  await ask(quiet, "/__mock/health");
  expect(logged).toEqual([]);
  await using mock = await startMock({ log, logControls: true });
  await ask(mock, "/__mock/health?a=b");
  expect([...new Set(logged)]).toEqual(["GET /__mock/health?a=[redacted] 200"]);
  expect(mock.requests).toEqual([]);
});
