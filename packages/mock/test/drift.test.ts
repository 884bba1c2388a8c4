import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../src/cli/run.ts";
import { type Report, startMock, startProxy } from "../src/index.ts";
import { ask, extensions, meeting } from "./support/ask.ts";
import { serve } from "./support/serve.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "ucwa-drift-"));
});
afterAll(() => rm(root, { recursive: true }));

/** Runs `ucwa-mock drift` in this process, and reads its reports. */
async function drift(...args: string[]) {
  const [out, error]: [string[], string[]] = [[], []];
  const [json, junit, html] = ["json", "junit", "html"].map((form) => join(root, `report.${form}`));
  const files = ["--json", json ?? "", "--junit", junit ?? "", "--html", html ?? ""];
  const streams = { out: (line: string) => out.push(line), error: (line: string) => error.push(line) };
  const outcome = await run(["drift", ...args, ...files], streams);
  const read = (file = "") => readFile(file, "utf8").catch(() => "null");
  const report: Report = JSON.parse(await read(json));
  const code = "code" in outcome ? outcome.code : undefined;
  return { code, out: out.join("\n"), error, report, junit: await read(junit), html: await read(html) };
}

async function writeHar(...entries: unknown[]): Promise<string> {
  const file = join(await mkdtemp(join(root, "tool-")), "export.har");
  await writeFile(file, JSON.stringify({ log: { version: "1.2", entries } }));
  return file;
}

const page = (representation: "json" | "xml") => {
  const found = exchanges.find(({ name }) => name === `get-my-online-meeting.${representation}`);
  return found?.response.body ?? expect.fail();
};

const where = ({ violations }: Report) =>
  violations.map(({ side, representation, pointer }) => `${side} ${representation} ${pointer}`).sort();

test("a wrong property in JSON and one in XML are found by the proxy, and by drift in its recording", async () => {
  const json = JSON.stringify({ ...JSON.parse(page("json")), conferenceId: 12983487 });
  const xml = page("xml").replace(
    /<propertyList name="leaders">.*?<\/propertyList>/s,
    '<property name="leaders">nobody</property>',
  );
  const folder = await mkdtemp(join(root, "recording-"));
  const url = await serve((request, response) => {
    const isXml = request.headers.accept?.includes("xml");
    const type = isXml ? "application/vnd.microsoft.com.ucwa+xml" : "application/json";
    response
      .writeHead(200, { "content-type": type, etag: '"1"', "content-encoding": "gzip" })
      .end(gzipSync(isXml ? xml : json));
  });
  await using proxy = await startProxy({ upstream: url, record: folder });
  await ask(proxy, meeting);
  await ask(proxy, meeting, { headers: { accept: "application/vnd.microsoft.com.ucwa+xml" } });
  await proxy.close();
  const wrong = ["response json /conferenceId", "response xml /leaders"];
  expect(where(proxy.report())).toEqual(wrong);
  const { code, report, junit, html, out } = await drift(folder);
  expect(code).toBe(1);
  expect(where(report)).toEqual(wrong);
  expect(out).toContain("2 exchanges, 2 checked, 0 with other resources; 2 violations, 0 warnings");
  expect(junit).toContain('<testsuites name="ucwa-mock drift" tests="1" failures="1">');
  expect(html).toContain("<code>/conferenceId</code>");
});

test("what keeps to the contract has no violation as a recording of any tool", async () => {
  const folder = await mkdtemp(join(root, "recording-"));
  await using server = await startMock({
    dialect: "deployed",
    switches: { ifMatch: "optional", guidPropertyOnPut: "optional" },
  });
  await using proxy = await startProxy({ upstream: server.url, record: folder });
  for (const accept of ["application/json", "application/xml"]) {
    await ask(proxy, meeting, { headers: { accept } });
    await ask(proxy, meeting, {
      method: "PUT",
      json: { subject: "x", leaders: ["sip:a@contoso.com"] },
      headers: { accept },
    });
    await ask(proxy, extensions, {
      method: "POST",
      json: { id: accept, seats: 1234, rooms: ["12A"] },
      headers: { accept },
    });
    await ask(proxy, meeting.slice(0, meeting.lastIndexOf("/")), { headers: { accept } });
    await ask(proxy, `${meeting}9`, { headers: { accept } });
    await ask(proxy, `${extensions}/onlineMeetingExtension`, { method: "DELETE" });
  }
  await proxy.close();
  expect(proxy.report()).toMatchObject({ violations: [], suggestions: [] });
  const [har = ""] = (await readdir(folder)).filter((name) => name.endsWith(".har"));
  const { code, error, report } = await drift(join(folder, har));
  expect([code, error]).toEqual([0, []]);
  expect(report).toMatchObject({ exchanges: 12, checked: 12, violations: [], suggestions: [] });
  expect(report.coverage).toEqual(proxy.report().coverage);
});

/** An exchange as the developer tools of a browser write it: without cookies and tokens, some bodies in base64, and members of their own. */
function browserEntry(status: number, body: string, more: { headers?: Record<string, string>; type?: string } = {}) {
  const { headers = {}, type = "application/json" } = more;
  const pairs = Object.entries({ "Content-Type": type, ETag: '"1"', "Content-Encoding": "gzip", ...headers });
  return {
    _initiator: { type: "script" },
    request: {
      method: "GET",
      url: `https://fe1.contoso.com${meeting}`,
      headers: [{ name: ":method", value: "GET" }],
      cookies: [],
    },
    response: {
      status,
      headers: pairs.map(([name, value]) => ({ name, value })),
      content: { size: body.length, mimeType: type, text: Buffer.from(body).toString("base64"), encoding: "base64" },
    },
  };
}

test("what the server has and the document does not is suggested: a member, a property, a header, a status", async () => {
  const meetingBody = { ...JSON.parse(page("json")), accessLevel: "Colleagues", lobbyMusic: ["a"], isLocked: true };
  meetingBody._embedded.onlineMeetingExtension[0].type = "RoamedTeamData";
  const xml = page("xml").replace(/<\/resource>\s*$/, '<property name="room">12A</property></resource>');
  const file = await writeHar(
    browserEntry(200, JSON.stringify(meetingBody), { headers: { "X-MS-Region": "EMEA", Server: "IIS" } }),
    browserEntry(200, JSON.stringify(meetingBody)),
    browserEntry(200, xml, { type: "application/xml; charset=utf-8" }),
    browserEntry(203, "{}"),
    { request: { method: "GET", url: "https://cdn.contoso.com/script.js" }, response: { status: 200 } },
  );
  const { code, report, out, html } = await drift(file, "--fail-on", "request,response,header,upstream,check");
  expect(code).toBe(0);
  expect(report).toMatchObject({ exchanges: 5, checked: 4, unchecked: 1, violations: [{ kind: "status" }] });
  const told = report.suggestions.map(({ kind, pointer, name, found, count }) => [kind, pointer, name, found, count]);
  expect(told).toEqual([
    ["header", "header x-ms-region", "x-ms-region", "", 1],
    ["member", "/accessLevel", "accessLevel", "Colleagues", 2],
    ["member", "/_embedded/onlineMeetingExtension/*/type", "type", "RoamedTeamData", 2],
    ["property", "/lobbyMusic", "lobbyMusic", "list of string", 2],
    ["property", "/isLocked", "isLocked", "boolean", 2],
    ["property", "/room", "room", "string", 1],
    ["status", "status", "203", "", 1],
  ]);
  expect(out).toContain('/accessLevel: the member "Colleagues" of the enumeration accessLevel, 2 times');
  expect(out).not.toContain("script.js");
  expect(html).toContain("the property isLocked, boolean");
});

test("what a tool left out is a warning, and no violation", async () => {
  const { request } = browserEntry(200, "");
  const without = {
    request,
    response: {
      status: 200,
      headers: [{ name: "etag", value: '"1"' }],
      content: { size: 900, mimeType: "application/json" },
    },
  };
  const broken = { request, response: { status: 0, headers: [], content: {} } };
  const put = { ...request, method: "PUT", postData: { mimeType: "application/json" }, bodySize: 10 };
  const { code, report } = await drift(
    await writeHar(without, broken, { ...browserEntry(200, page("json")), request: put }),
  );
  expect(code).toBe(0);
  const told = report.violations.map(({ severity, side, expected, actual }) => [severity, side, expected, actual]);
  expect(told).toEqual([
    ["warning", "response", "a recorded body", "none"],
    ["warning", "request", "a recorded response", "none"],
    ["warning", "request", "a recorded body", "none"],
  ]);
});

test("a mistake is one line that says where, and exit code 2", async () => {
  const file = join(root, "wrong.har");
  await writeFile(file, "<har/>");
  const empty = await mkdtemp(join(root, "empty-"));
  const mistakes: [string[], string | RegExp][] = [
    [[], "drift: expected HAR files or folders with them, got none. See ucwa-mock drift --help."],
    [[join(root, "none.har")], /^drift: expected a folder with HAR files, or a HAR file, got "\S+" \(ENOENT.*\)\.$/],
    [[file], `${file}: expected a HAR file, which is an object in JSON, got other text.`],
    [[empty], /^drift: expected a folder with HAR files, or a HAR file, got "\S+", where there is none\.$/],
    [["--fail-on", "all", file], /^--fail-on: expected request or response/],
  ];
  for (const [args, line] of mistakes) {
    const { code, error } = await drift(...args);
    expect([code, error]).toEqual([2, [typeof line === "string" ? line : expect.stringMatching(line)]]);
  }
  const entry = await writeHar(browserEntry(200, "{}"), { request: {} });
  expect((await drift(entry)).error).toEqual([
    `${entry}: /log/entries/1/request/method: expected a method, got nothing.`,
  ]);
  const nothing = await drift(await writeHar());
  expect([nothing.code, nothing.error]).toEqual([1, ["--min-exchanges: expected at least 1 checked exchange, got 0."]]);
});
