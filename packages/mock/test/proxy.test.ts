import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { expect, test } from "vitest";
import { MockError, startMock, startProxy } from "../src/index.ts";
import { ask, extensions, meeting, type Question } from "./support/ask.ts";
import { message, openRaw, statuses } from "./support/raw-socket.ts";
import { deadServer, serve } from "./support/serve.ts";
import { collectUnhandled } from "./support/unhandled.ts";

/** The report on one exchange. */
async function reportOn(listener: RequestListener, path: string, question: Question = {}) {
  await using proxy = await startProxy({ upstream: await serve(listener) });
  const answer = await ask(proxy, path, question);
  await proxy.close();
  return { answer, report: proxy.report() };
}

const page = exchanges.find(({ name }) => name === "get-my-online-meeting.json");
const xmlPage = exchanges.find(({ name }) => name === "get-my-online-meeting.xml");

test("what keeps to the contract goes through without a violation, JSON and XML, either prefix", async () => {
  await using mock = await startMock({
    dialect: "deployed",
    switches: { ifMatch: "optional", guidPropertyOnPut: "optional" },
  });
  await using proxy = await startProxy({ upstream: mock.url });
  for (const prefix of ["/ucwa/v1", "/ucwa/oauth/v1"]) {
    const path = meeting.replace("/ucwa/v1", prefix);
    for (const accept of ["application/json", "application/vnd.microsoft.com.ucwa+xml"]) {
      expect((await ask(proxy, path, { headers: { accept } })).status).toBe(200);
      expect((await ask(proxy, path, { method: "PUT", json: { subject: "x" }, headers: { accept } })).status).toBe(200);
      expect((await ask(proxy, `${path}/extensions`, { headers: { accept } })).status).toBe(200);
    }
  }
  await proxy.close();
  expect(proxy.report()).toMatchObject({ exchanges: 12, unchecked: 0, violations: [] });
});

test("a request's fault is told from an answer's", async () => {
  const listener: RequestListener = (_, response) => {
    response
      .writeHead(200, { "content-type": "application/json", etag: '"1"' })
      .end('{"rel":"myOnlineMeeting","_links":{"self":{"href":1}}}');
  };
  const { report } = await reportOn(listener, meeting, { method: "PUT", json: { accessLevel: "Sometimes" } });
  expect(report.violations).toMatchObject([
    {
      side: "request",
      operationId: "updateMyOnlineMeeting",
      pointer: "/accessLevel",
      expected: expect.stringContaining("None, SameEnterprise, Locked, Invited, Everyone"),
      actual: '"Sometimes"',
      example: '"SameEnterprise"',
    },
    { side: "response", status: 200, pointer: "/_links/self/href", expected: "string", actual: "1" },
  ]);
});

test("violations in XML point at what the XML says", async () => {
  const body = (xmlPage?.response.body ?? "")
    .replace(/<propertyList name="leaders">.*?<\/propertyList>/s, '<property name="leaders">nobody</property>')
    .replace("</resource>\n</resource>", "</resource></resource>");
  const listener: RequestListener = (_, response) => {
    response
      .writeHead(200, { "content-type": "application/vnd.microsoft.com.ucwa+xml; charset=utf-8", etag: '"1"' })
      .end(body);
  };
  const { answer, report } = await reportOn(listener, meeting);
  expect(answer.text).toBe(body);
  expect(report.violations).toMatchObject([
    {
      side: "response",
      representation: "xml",
      pointer: "/leaders",
      actual: '"nobody"',
      example: '["sip:aikc@contoso.com","sip:lenea@contoso.com"]',
    },
  ]);
});

test.each([
  ["JSON that breaks off", "application/json", '{"rel":', /^JSON \(.+\)$/],
  ["text in another encoding", "application/json", Buffer.of(0xff), /^text in utf-8$/],
  ["XML that breaks off", "application/xml", "<resource", /line 1/],
  ["a page where the document has a resource", "text/html", "<html></html>", /^a media type that the document has$/],
])("%s is a violation of the answer", async (_, type, body, expected) => {
  const listener: RequestListener = (_request, response) =>
    response.writeHead(200, { "content-type": type, etag: '"1"' }).end(body);
  const { answer, report } = await reportOn(listener, meeting, { headers: { accept: "*/*" } });
  expect(answer.status).toBe(200);
  expect(report.violations).toMatchObject([{ side: "response", expected: expect.stringMatching(expected) }]);
});

test("an answer in a content coding that nobody knows is a violation", async () => {
  const headers = { "content-type": "application/json", "content-encoding": "rot13", etag: '"1"' };
  const { report } = await reportOn((_, response) => response.writeHead(200, headers).end("{}"), meeting);
  expect(report.violations).toMatchObject([
    { side: "response", expected: expect.stringMatching(/^a content coding of gzip, .*$/) },
  ]);
});

test.each([
  ["JSON that breaks off", "application/json", '{"subject":', /^JSON \(.+\)$/],
  ["a body in another media type", "text/csv", "a,b", /^application\/json or .*[^.]$/],
])("%s is a violation of the request", async (_, type, body, expected) => {
  const { report } = await reportOn(noContent, meeting, { method: "PUT", body, headers: { "content-type": type } });
  expect(report.violations).toContainEqual(
    expect.objectContaining({ side: "request", expected: expect.stringMatching(expected) }),
  );
  for (const { expected: text } of report.violations) expect(text).not.toContain(", got ");
});

test("a status that the document does not have is reported, and stands in the coverage", async () => {
  const { report } = await reportOn((_, response) => response.writeHead(202).end(), meeting);
  expect(report.violations).toMatchObject([{ side: "response", severity: "error", pointer: "status", actual: "202" }]);
  const coverage = report.coverage.find(({ operationId }) => operationId === "getMyOnlineMeeting");
  expect(coverage?.statuses).toContainEqual({ status: 202, isDocumented: false, count: 1 });
  expect(coverage?.statuses).toContainEqual({ status: 200, isDocumented: true, count: 0 });
});

test("a missing token is the request's fault", async () => {
  const listener: RequestListener = (_, response) =>
    response.writeHead(401, { "content-type": "text/html", "www-authenticate": "MsRtcOAuth" }).end("<h2>401</h2>");
  const { report } = await reportOn(listener, meeting, { headers: { authorization: "" } });
  expect(report.violations).toMatchObject([{ side: "request", pointer: "header authorization", actual: "nothing" }]);
});

test("everything is forwarded as it comes, and nothing is mended", async () => {
  let seen: { method?: string | undefined; url?: string | undefined; rawHeaders: string[]; body: string } | undefined;
  const listener: RequestListener = async (request, response) => {
    const chunks = await request.toArray();
    seen = {
      method: request.method,
      url: request.url,
      rawHeaders: request.rawHeaders,
      body: Buffer.concat(chunks).toString(),
    };
    response.writeHead(201, "Made", [
      "X-Odd-Case",
      "a",
      "Set-Cookie",
      "x=1",
      "Set-Cookie",
      "y=2",
      "Content-Encoding",
      "gzip",
    ]);
    response.end(gzipSync('{"half": '));
  };
  const { answer, report } = await reportOn(listener, `//v1${meeting}?a=%20&a=2`, {
    method: "POST",
    body: "not JSON",
    headers: { "X-Custom": "1", "content-type": "text/x-odd" },
  });
  expect(seen).toMatchObject({ method: "POST", url: `//v1${meeting}?a=%20&a=2`, body: "not JSON" });
  expect(seen?.rawHeaders.join(" ")).toContain("cwt=AAEBHAEFAAAAAAAFFQAAAJ");
  expect([answer.status, answer.text]).toEqual([201, '{"half": ']);
  expect(answer.headers.get("set-cookie")).toBe("x=1, y=2");
  expect(report.unchecked).toBe(1);
});

test("a compressed answer is checked all the same", async () => {
  const listener: RequestListener = (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip", etag: '"1"' });
    response.end(gzipSync(page?.response.body ?? ""));
  };
  expect((await reportOn(listener, meeting)).report.violations).toEqual([]);
});

test("the same violation many times is one, with a count", async () => {
  await using proxy = await startProxy({ upstream: await serve((_, response) => response.writeHead(202).end()) });
  for (let count = 0; count < 5; count += 1) await ask(proxy, extensions);
  await proxy.close();
  expect(proxy.report().violations).toMatchObject([{ count: 5 }]);
});

test("no token reaches a report or a log", async () => {
  const lines: unknown[] = [];
  const listener: RequestListener = (_, response) => {
    response.writeHead(200, { "content-type": "application/json", etag: '"1"' }).end('{"rel":"cwt=SECRET"}');
  };
  await using proxy = await startProxy({ upstream: await serve(listener), log: (line) => lines.push(line) });
  const json = { subject: 1, accessLevel: "Bearer cwt=SECRET", entryExitAnnouncement: "SECRETSECRET" };
  await ask(proxy, `${meeting}?access_token=SECRET`, {
    method: "PUT",
    json,
    headers: { authorization: "Bearer cwt=SECRETSECRET" },
  });
  await proxy.close();
  expect(proxy.report().violations.length).toBeGreaterThan(2);
  expect(JSON.stringify([lines, proxy.report()])).not.toContain("SECRET");
});

test("what a log throws holds up no exchange on the same connection, and is a rejection that nobody handles", async () => {
  const failure = new Error("expected no violations, got one");
  await using mock = await startMock();
  const throwing = () => {
    throw failure;
  };
  for (const log of [throwing, async () => throwing()]) {
    await using proxy = await startProxy({ upstream: mock.url, log });
    const seen = await collectUnhandled(async () => {
      using requests = await openRaw(proxy, message("GET", meeting) + message("GET", meeting));
      expect(statuses(await requests.until((text) => statuses(text).length === 2))).toEqual(["200", "200"]);
      requests.socket.write(message("GET", extensions));
      expect(statuses(await requests.until((text) => statuses(text).length === 3))).toEqual(["200", "200", "200"]);
      await proxy.close();
    });
    expect(seen).toEqual([failure, failure, failure]);
    expect(proxy.report().exchanges).toBe(3);
  }
});

test("an upstream that cannot be reached is 502", async () => {
  const url = await deadServer();
  await using proxy = await startProxy({ upstream: url });
  const answer = await ask(proxy, meeting);
  expect(answer.status).toBe(502);
  expect(answer.text).toContain(`${url}: expected a response, got `);
});

test("an upstream that is no origin is refused", async () => {
  for (const one of ["fe1.contoso.com", "ftp://fe1.contoso.com", "https://fe1.contoso.com/ucwa"]) {
    await expect(startProxy({ upstream: one })).rejects.toThrow("upstream: expected an origin such as");
  }
});

test.each([
  [{ port: 65_536 }, "port: expected a whole number from 0 to 65535, got 65536."],
  [{ timeout: 0 }, "timeout: expected a whole number from 1 to 2147483647, got 0."],
  [{ closeTimeout: Number.NaN }, "closeTimeout: expected a whole number from 0 to 2147483647, got NaN."],
  [{ allowHosts: "proxy.contoso.com" }, 'allowHosts: expected a list of strings, got "proxy.contoso.com".'],
  [{ redactions: {} }, "redactions: expected a list of redactions, got {}."],
])("a proxy with %j does not start", async (options: object, message) => {
  await expect(startProxy({ upstream: "https://fe1.contoso.com", ...options })).rejects.toThrow(new MockError(message));
});

const noContent: RequestListener = (message, response) =>
  void message.resume().on("end", () => response.writeHead(204).end());
const attendees = Array.from({ length: 6000 }, (_, index) => `sip:a${index}@contoso.com`);

test("a body that is larger than the mock would take is checked like any other", async () => {
  const items = attendees.map((attendee) => `<item>${attendee}</item>`).join("");
  const xml = `<input><propertyList name="attendees">${items}</propertyList></input>`;
  const wrong = { attendees, subject: 7 };
  const deep = JSON.parse(`{"id":"1","k":${"[".repeat(100)}${"]".repeat(100)}}`);
  for (const question of [{ json: { attendees } }, { xml }]) {
    const { report } = await reportOn(noContent, meeting, { method: "PUT", ...question });
    expect(report.violations.filter(({ side }) => side === "request")).toEqual([]);
  }
  // The mock would say that it is too deep; the document, that a custom property is no list of lists.
  const { report } = await reportOn(noContent, extensions, { method: "POST", json: deep });
  expect(report.violations.filter(({ side }) => side === "request")).toMatchObject([{ pointer: "/k/0" }]);
  const { report: onWrong } = await reportOn(noContent, meeting, { method: "PUT", json: wrong });
  expect(onWrong.violations).toContainEqual(expect.objectContaining({ side: "request", pointer: "/subject" }));
});

test.each([
  ["JSON", "values", { json: { attendees: Array.from({ length: 150_000 }, () => "") } }, "100000 members and items"],
  ["JSON", "levels", { body: `{"k":${"[".repeat(2000)}${"]".repeat(2000)}}` }, "1000 levels"],
  ["XML", "elements", { xml: `<input>${"<a/>".repeat(150_000)}</input>` }, "100000 elements"],
])("%s with too many %s to be checked is a warning, not a violation", async (_, __, question, most) => {
  const headers = "body" in question ? { "content-type": "application/json" } : {};
  const { report } = await reportOn(noContent, meeting, { method: "PUT", headers, ...question });
  expect(report.violations.filter(({ side }) => side === "request")).toMatchObject([
    { severity: "warning", pointer: "body", expected: `at most ${most}, to be checked`, actual: "more" },
  ]);
});

test("an answer in XML that is too large to be checked is a warning, not a violation", async () => {
  const body = `<resource rel="myOnlineMeeting" href="/x">${"<resource>".repeat(50)}${"</resource>".repeat(50)}</resource>`;
  const listener: RequestListener = (_, response) =>
    response.writeHead(200, { "content-type": "application/xml", etag: '"1"' }).end(body);
  const { report } = await reportOn(listener, meeting);
  expect(report.violations).toMatchObject([{ side: "response", severity: "warning", actual: "more" }]);
});
