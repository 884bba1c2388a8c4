import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run as runHere } from "../src/cli/run.ts";
import { startMock } from "../src/index.ts";
import { ask, meeting } from "./support/ask.ts";
import { runCommand, startCommand } from "./support/command.ts";
import { deadServer, serve } from "./support/serve.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ucwa-proxy-"));
});
afterAll(() => rm(folder, { recursive: true }));

const node = (script: string) => [process.execPath, "--input-type=module", "-e", script];
const getMeeting = node(`
  const headers = { authorization: "Bearer cwt=SECRETSECRET" };
  await (await fetch(process.env.UCWA_MOCK_URL + "${meeting}?sig=HIDDEN", { headers, redirect: "manual" })).text();`);

/** Runs a command against the proxy, and reads the reports. */
async function run(url: string, command: string[], ...options: string[]) {
  const files = ["json", "junit", "html"].map((form) => join(folder, `${form}.txt`));
  const [json = "", junit = "", html = ""] = files;
  const reports = ["--json", json, "--junit", junit, "--html", html];
  const [out, error]: string[][] = [[], []];
  const streams = { out: (line: string) => out?.push(`${line}\n`), error: (line: string) => error?.push(`${line}\n`) };
  const outcome = await runHere(["proxy", url, "--port", "0", ...reports, ...options, "--", ...command], streams);
  const code = "code" in outcome ? outcome.code : undefined;
  const ran = { code, out: out?.join("") ?? "", error: error?.join("") ?? "" };
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  for (const text of [...texts, ran.out, ran.error]) expect(text).not.toMatch(/SECRET|HIDDEN/);
  return { ...ran, report: JSON.parse(texts[0] ?? ""), junit: texts[1] ?? "", html: texts[2] ?? "" };
}

test("runs a command against the proxy, writes its reports, and exits with 1 for a violation", async () => {
  await using mock = await startMock();
  const [json, junit, html] = ["report.json", "report.xml", "report.html"].map((name) => join(folder, name));
  const script = `
    const url = process.env.UCWA_MOCK_URL + ${JSON.stringify(meeting)};
    const headers = { authorization: "Bearer cwt=SECRET", "content-type": "application/json" };
    await fetch(url, { headers });
    await fetch(url, { headers, method: "PUT", body: '{"accessLevel":"<Sometimes>"}' });`;
  const files = ["--json", json ?? "", "--junit", junit ?? "", "--html", html ?? ""];
  const node = [process.execPath, "--input-type=module", "-e", script];
  const { code, out } = await runCommand("proxy", mock.url, "--port", "0", ...files, "--", ...node);
  expect(code).toBe(1);
  expect(out).toContain("/accessLevel: expected one of None");
  expect(out).toContain("2 exchanges, 2 checked, 0 with other resources; 1 violation, 0 warnings");
  expect(out).toMatch(/updateMyOnlineMeeting +1\/18 statuses {2}400 x1/);

  const texts = await Promise.all([json, junit, html].map((file) => readFile(file ?? "", "utf8")));
  for (const text of [...texts, out]) expect(text).not.toContain("SECRET");
  expect(JSON.parse(texts[0] ?? "").violations).toMatchObject([{ pointer: "/accessLevel", actual: '"<Sometimes>"' }]);
  expect(texts[1]).toContain('<testsuites name="ucwa-mock proxy" tests="2" failures="1">');
  expect(texts[1]).toContain("got &quot;&lt;Sometimes&gt;&quot;");
  expect(texts[2]).toContain("<code>&quot;&lt;Sometimes&gt;&quot;</code>");
  expect(texts[2]).not.toContain("<Sometimes>");
});

test("exits with 0 where nothing is wrong, and with the command's code where that fails, with a report", async () => {
  await using mock = await startMock();
  expect(await run(mock.url, getMeeting)).toMatchObject({ code: 0, error: "", report: { exchanges: 1, checked: 1 } });
  const failed = await run(mock.url, node(`${getMeeting.at(-1)} process.exit(7)`));
  expect(failed).toMatchObject({ code: 7, report: { exchanges: 1 } });
  expect(failed.out).toContain("1 exchange, 1 checked, 0 with other resources; 0 violations, 0 warnings");
});

test("a server that is down is reported everywhere, and fails the run", async () => {
  const url = await deadServer();
  const { code, out, error, report, junit, html } = await run(url, getMeeting);
  expect(code).toBe(1);
  const line =
    /error {2}response of getMyOnlineMeeting, 502 {2}upstream: expected a response, got connect ECONNREFUSED/;
  expect(out).toMatch(line);
  expect(error).toBe("--min-exchanges: expected at least 1 checked exchange, got 0.\n");
  expect(report).toMatchObject({ exchanges: 1, checked: 0, violations: [{ kind: "upstream", severity: "error" }] });
  expect(junit).toContain('tests="1" failures="1"');
  expect(junit).toContain("connect ECONNREFUSED");
  expect(html).toContain("<td>upstream</td>");
  expect((await run(url, getMeeting, "--fail-on", "none", "--min-exchanges", "0")).code).toBe(0);
});

test("a run in which nothing was checked fails, unless that is wanted", async () => {
  await using mock = await startMock();
  expect(await run(mock.url, node(""))).toMatchObject({
    code: 1,
    error: "--min-exchanges: expected at least 1 checked exchange, got 0.\n",
  });
  expect((await run(mock.url, node(""), "--min-exchanges", "0")).code).toBe(0);
  expect((await run(mock.url, getMeeting, "--min-exchanges", "2")).code).toBe(1);
});

test.each([418, 302])(
  "a status that the document does not have, such as %i, is a violation everywhere",
  async (status) => {
    const url = await serve((_, response) => response.writeHead(status, { location: "/x?sig=HIDDEN" }).end());
    const { code, out, report, junit, html } = await run(url, getMeeting);
    expect(code).toBe(1);
    expect(out).toContain(
      `error  response of getMyOnlineMeeting, ${status}  status: expected a status that the document has, got`,
    );
    expect(report.violations).toMatchObject([{ kind: "status", severity: "error", status }]);
    expect(junit).toContain('tests="1" failures="1"');
    expect(html).toContain("<td>status</td>");
    expect((await run(url, getMeeting, "--fail-on", "request,response,header,upstream,check")).code).toBe(0);
  },
);

test("a header that every server sends is missed: ETag with a meeting, WWW-Authenticate with 401", async () => {
  for (const [status, name] of [
    [200, "etag"],
    [401, "www-authenticate"],
  ] as const) {
    const body = '{"rel":"myOnlineMeeting","code":"x","_links":{"self":{"href":"/x"}}}';
    const url = await serve((_, response) => {
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
    const { code, out, report } = await run(url, getMeeting);
    expect(code).toBe(1);
    expect(report.violations).toMatchObject([{ kind: "header", pointer: `header ${name}`, actual: "nothing" }]);
    expect(out).toContain(`header ${name}: expected a value (for example `);
    expect((await run(url, getMeeting, "--fail-on", "status")).code).toBe(0);
  }
});

test("a command that does not exist is one line, and 127; one that cannot be run is 126", async () => {
  await using mock = await startMock();
  expect(await run(mock.url, ["no-such-command"])).toMatchObject({
    code: 127,
    error: expect.stringMatching(
      /^command: expected a program that can be run, got "no-such-command" \(.*ENOENT.*\)\.\n/,
    ),
  });
  expect((await run(mock.url, [folder])).code).toBe(126);
});

test("a report that cannot be written is one line, and 2", async () => {
  await using mock = await startMock();
  const file = join(folder, "no-such-folder", "report.json");
  expect(
    await runCommand("proxy", mock.url, "--port", "0", "--json", file, "--", process.execPath, "-e", ""),
  ).toMatchObject({
    code: 2,
    error: expect.stringMatching(/^--json: expected a file that can be written, got ".*" \(ENOENT.*\)\.\n$/),
  });
});

test("what makes the run fail is chosen among words that exist", async () => {
  const { code, error } = await runCommand("proxy", "http://127.0.0.1:1", "--fail-on", "status,weather");
  expect([code, error]).toEqual([
    2,
    '--fail-on: expected request or response or status or header or upstream or check, got "weather".\n',
  ]);
});

test("a pattern is printed as it is", async () => {
  await using mock = await startMock();
  const put = node(`
    const headers = { authorization: "Bearer cwt=SECRETSECRET", "content-type": "application/json" };
    const init = { method: "PUT", headers, body: JSON.stringify({ expirationTime: "soon" }) };
    await (await fetch(process.env.UCWA_MOCK_URL + "${meeting}", init)).text();`);
  const { report } = await run(mock.url, put);
  expect(report.violations).toMatchObject([
    { side: "request", pointer: "/expirationTime", expected: expect.stringMatching(/\{\d+,\d+\}/) },
  ]);
});

test("the coverage has as many statuses of an operation before it was seen as after", async () => {
  await using mock = await startMock();
  const before = (await run(mock.url, node(""), "--min-exchanges", "0")).report.coverage;
  const after = (await run(mock.url, getMeeting)).report.coverage;
  const statuses = (coverage: { statuses: { status: number }[] }[]) =>
    coverage.map((one) => one.statuses.map(({ status }) => status));
  expect(statuses(after)).toEqual(statuses(before));
});

test("what a terminal would obey is printed, and not obeyed", async () => {
  const url = await serve((_, response) => {
    const body = JSON.stringify({
      rel: "\u001b[2Jx\u009b\u202e",
      _links: { "\u001b]0;x\u0007": 1, self: { href: "/x" } },
    });
    response.writeHead(200, { "content-type": "application/json", etag: '"1"' }).end(body);
  });
  const { out, junit, html, report } = await run(url, getMeeting);
  expect(report.violations.length).toBeGreaterThan(0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
  for (const text of [out, junit, html]) expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test("ends when the command has ended, though the server never answers", async () => {
  const url = await serve(() => {});
  const { code, report } = await run(
    url,
    node(`
    fetch(process.env.UCWA_MOCK_URL + "${meeting}");
    setTimeout(() => process.exit(3), 300);`),
  );
  expect(code).toBe(3);
  expect(report).toMatchObject({
    exchanges: 1,
    checked: 0,
    violations: [{ severity: "warning", pointer: "connection" }],
  });
});

test("passes a signal to the command, reports, and ends in time", async () => {
  const silent = createSocketServer((socket) => socket.on("error", () => {}).resume());
  await once(silent.listen(0, "127.0.0.1"), "listening");
  const address = silent.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const script = `
    process.on("SIGTERM", () => process.exit(9));
    console.log("listens on " + process.env.UCWA_MOCK_URL);
    fetch(process.env.UCWA_MOCK_URL + "${meeting}");`;
  const connections = () => new Promise((resolve) => silent.getConnections((_, count) => resolve(count)));
  const proxy = await startCommand("proxy", url, "--port", "0", "--", ...node(script));
  await expect.poll(connections).toBe(1);
  expect(await proxy.stop("SIGTERM")).toBe(9);
  expect(proxy.output()).toContain("1 exchange, 0 checked");
  await expect.poll(connections).toBe(0);
  const alone = await startCommand("proxy", url, "--port", "0");
  const asked = ask(alone, meeting).catch(() => undefined);
  await expect.poll(connections).toBe(1);
  expect(await alone.stop("SIGTERM")).toBe(1);
  await asked;
  expect(alone.output()).toContain("expected a response before the proxy closed");
  silent.close();
});

test("without a command reports on SIGINT", async () => {
  await using mock = await startMock();
  const proxy = await startCommand("proxy", mock.url, "--port", "0");
  await ask(proxy, meeting, { headers: { accept: "application/xml" } });
  expect(await proxy.stop("SIGINT")).toBe(0);
  expect(proxy.output()).toContain("getMyOnlineMeeting");
  expect(proxy.output()).toContain("200 x1");
});
