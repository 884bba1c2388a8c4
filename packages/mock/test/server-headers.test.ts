import { describe, expect, test } from "vitest";
import { type MockOptions, startMock } from "../src/index.ts";
import { ask, meeting, type Question } from "./support/ask.ts";
import { openRaw } from "./support/raw-socket.ts";

const answerWith = async (options: MockOptions, path: string, question: Question = {}) => {
  await using mock = await startMock(options);
  return await ask(mock, path, question);
};
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const withoutToken = { headers: { authorization: "" } };
const withFault = (fault: string) => ({ headers: { prefer: `ucwa-fault=${fault}` } });

describe("a deployed server sends its headers with every answer", () => {
  test.each<[string, number, string, Question]>([
    ["a meeting", 200, meeting, {}],
    ["a deletion", 204, meeting, { method: "DELETE" }],
    ["a confirmation", 304, meeting, { headers: { "if-none-match": "*", "cache-control": "max-age=0" } }],
    ["an invalid request", 400, meeting, { method: "PUT", json: { subject: 1 }, headers: { "if-match": "*" } }],
    ["a missing token", 401, meeting, withoutToken],
    ["a path that leads nowhere", 404, "/nothing", {}],
    ["a method that does not exist", 405, meeting, { method: "PATCH" }],
    ["a documented error", 409, meeting, { headers: { prefer: "code=409" } }],
    ["the web server's page", 500, meeting, withFault("html-500")],
    ["an overload", 503, meeting, withFault("unavailable")],
  ])("%s", async (_, status, path, question) => {
    const answer = await answerWith({ dialect: "deployed" }, path, question);
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-cache",
      "x-ms-server-fqdn": "fe1.contoso.com",
      "x-ms-ucwaversion": "1.7",
      "x-ms-correlation-id": expect.stringMatching(guid),
    });
  });

  test("also in XML, and with what is no HTTP", async () => {
    await using mock = await startMock({ dialect: "deployed" });
    const xml = await ask(mock, meeting, { headers: { accept: "application/xml" } });
    expect(xml.headers.get("x-ms-server-fqdn")).toBe("fe1.contoso.com");
    using raw = await openRaw(mock, "NO HTTP\r\n\r\n");
    expect(await raw.closed()).toMatch(/^HTTP\/1\.1 400 .*\r\ncache-control: no-cache\r\n/s);
  });

  test("a page of another origin can read them, also on an error", async () => {
    const origin = "http://localhost:5173";
    for (const authorization of ["Bearer cwt=a", ""]) {
      const { headers } = await answerWith({ dialect: "deployed" }, meeting, { headers: { origin, authorization } });
      const exposed = headers.get("access-control-expose-headers")?.split(", ");
      expect(exposed).toEqual(expect.arrayContaining(["x-ms-correlation-id", "x-ms-ucwaversion", "cache-control"]));
    }
  });

  test("with serverHeaders=off it sends none but the version, with ucwaVersion=off not even that", async () => {
    const some = await answerWith({ dialect: "deployed", switches: { serverHeaders: "off" } }, meeting);
    const names = ["cache-control", "x-ms-server-fqdn", "x-ms-correlation-id", "x-ms-ucwaversion"];
    expect(names.filter((name) => some.headers.has(name))).toEqual(["x-ms-ucwaversion"]);
    const none = await answerWith({ switches: { ucwaVersion: "off" } }, meeting);
    expect(names.filter((name) => none.headers.has(name))).toEqual([]);
  });

  test("the documented dialect has only the version, as the page about versions says", async () => {
    const { headers } = await answerWith({}, meeting);
    expect([headers.get("x-ms-ucwaversion"), headers.has("cache-control")]).toEqual(["1.7", false]);
  });

  test("the mock's own controls have none of them", async () => {
    const { headers } = await answerWith({ dialect: "deployed" }, "/__mock/health");
    expect([headers.has("x-ms-server-fqdn"), headers.has("x-ms-ucwaversion")]).toEqual([false, false]);
  });
});

describe("the correlation id", () => {
  const idOf = async (mock: { url: string }, headers: Record<string, string> = {}) =>
    (await ask(mock, meeting, { headers })).headers.get("x-ms-correlation-id");

  test("is the one that the client has chosen, unless that is too long for one", async () => {
    await using mock = await startMock({ dialect: "deployed" });
    expect(await idOf(mock, { "x-ms-correlation-id": "my-id" })).toBe("my-id");
    expect(await idOf(mock, { "x-ms-correlation-id": "x".repeat(101) })).toMatch(guid);
    expect(await idOf(mock, { "x-ms-correlation-id": "two words" })).toMatch(guid);
  });

  test("is a new one for each request, and the same again after a reset", async () => {
    await using mock = await startMock({ dialect: "deployed" });
    const first = await idOf(mock);
    const second = await idOf(mock);
    expect(second).not.toBe(first);
    await mock.reset();
    expect([await idOf(mock), await idOf(mock)]).toEqual([first, second]);
  });
});

describe("a 401 has", () => {
  /** The header lines as they were sent. */
  async function challengesOf(options: MockOptions): Promise<string[]> {
    await using mock = await startMock(options);
    using raw = await openRaw(mock, `GET ${meeting} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    const lines = (await raw.closed()).split("\r\n");
    expect(lines[0]).toContain("401");
    return lines.flatMap((line) => (/^www-authenticate: /i.test(line) ? [line.slice(18)] : []));
  }

  test("two challenges on a deployed server, the one with the token's address last", async () => {
    expect(await challengesOf({ dialect: "deployed" })).toEqual([
      expect.stringMatching(/^Bearer trusted_issuers="[^"]+", client_id="[^"]+"$/),
      expect.stringMatching(/^MsRtcOAuth href="https:[^"]+",grant_type="[^"]+"$/),
    ]);
  });

  test.each<MockOptions>([{}, { dialect: "deployed", switches: { challenges: "one" } }])(
    "one challenge with %j",
    async (options) => {
      expect(await challengesOf(options)).toEqual([expect.stringMatching(/^MsRtcOAuth /)]);
    },
  );

  test("both in the documented dialect, too, where challenges=two, in JSON, in XML and on demand", async () => {
    await using mock = await startMock({ switches: { challenges: "two" } });
    for (const accept of ["application/json", "application/xml"]) {
      const refused = await ask(mock, meeting, { headers: { authorization: "", accept } });
      const wanted = await ask(mock, meeting, { headers: { prefer: "code=401", accept } });
      for (const { status, headers } of [refused, wanted]) {
        expect([status, headers.get("content-type")]).toEqual([401, accept]);
        expect(headers.get("www-authenticate")).toMatch(/^Bearer .+, MsRtcOAuth /);
      }
    }
  });
});

describe("diagnostics", () => {
  test("28032 come with the page of a 500 on a deployed server, and with serverErrorDiagnostics=off none", async () => {
    const deployed = await answerWith({ dialect: "deployed" }, meeting, withFault("html-500"));
    expect([deployed.status, deployed.headers.get("content-type")]).toEqual([500, "text/html"]);
    expect(deployed.headers.get("x-ms-diagnostics")).toMatch(/^28032;source="/);
    const switches = { serverErrorDiagnostics: "off" } as const;
    const silent = await answerWith({ dialect: "deployed", switches }, meeting, withFault("html-500"));
    expect([silent.status, silent.headers.has("x-ms-diagnostics")]).toEqual([500, false]);
    expect((await answerWith({}, meeting, withFault("html-500"))).headers.has("x-ms-diagnostics")).toBe(false);
  });

  test.each([
    [401, /^28020;/],
    [403, /^28055;/],
    [500, /^28032;/],
  ])("of the document's %d have the number that belongs to it", async (status, expected) => {
    const { headers } = await answerWith({}, meeting, { headers: { prefer: `code=${status}` } });
    expect(headers.get("x-ms-diagnostics")).toMatch(expected);
  });

  test.each(["application/json", "application/xml"])("28055 come with a Warning, in %s", async (accept) => {
    for (const dialect of ["documented", "deployed"] as const) {
      const headers = { prefer: "ucwa-fault=forbidden-28055", accept };
      const answer = await answerWith({ dialect }, meeting, { headers });
      expect(answer.headers.get("warning")).toBe('120 host "InvalidToken"');
      expect(answer.headers.get("x-ms-diagnostics")).toMatch(/^28055;source="/);
    }
  });
});
