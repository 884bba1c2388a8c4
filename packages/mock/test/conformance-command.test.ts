import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../src/cli/run.ts";
import { startMock } from "../src/index.ts";
import { ask, meeting } from "./support/ask.ts";
import { runCommand, startCommand } from "./support/command.ts";

const timeout = 60_000;
const list = "/ucwa/oauth/v1/applications/833/onlineMeetings/myOnlineMeetings";
const bin = fileURLToPath(new URL("../src/cli/bin.ts", import.meta.url));

/** Runs a command that ends before it starts anything. */
async function refuse(...args: string[]): Promise<{ code: number | undefined; out: string; error: string }> {
  const lines: Record<"out" | "error", string[]> = { out: [], error: [] };
  const result = await run(args, { out: (line) => lines.out.push(line), error: (line) => lines.error.push(line) });
  return { code: "code" in result ? result.code : undefined, out: lines.out.join("\n"), error: lines.error.join("\n") };
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ucwa-conformance-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("A dialect that a run has learned is one that the mock takes", { timeout }, async () => {
  const switches = { etag: "guid", notModified: "200", meetingCreated: "201" } as const;
  await using server = await startMock({ dialect: "deployed", switches });
  const [json, html, dialect] = ["run.json", "run.html", "server.json"].map((name) => join(folder, name));
  const files = ["--json", `${json}`, "--html", `${html}`, "--as-dialect", `${dialect}`];
  const args = ["--allow-writes", "--token", "Bearer cwt=SECRET", "--max-cases", "20"];
  const { code, out, error } = await runCommand("conformance", server.url + list, ...args, ...files);
  expect([code, error]).toEqual([0, ""]);
  expect(out).toContain("; 0 findings; 0 more that the document does not have");
  expect(out).toContain("  notModified  ");
  expect(out).toContain("    refuted: the server has 200");
  const [report = "", page = "", learned = ""] = await Promise.all(
    [json, html, dialect].map((file) => readFile(`${file}`, "utf8")),
  );
  expect(JSON.parse(learned)).toMatchObject({ dialect: "deployed", switches: { ...switches, ifMatch: "required" } });
  expect(JSON.parse(report)).toMatchObject({ findings: [], dialect: "deployed", leftovers: 0 });
  expect(page).toContain("<h1>Conformance report</h1>");
  for (const text of [out, report, page, learned]) expect(text).not.toMatch(/SECRET|127\.0\.0\.1/);

  await using mock = await startCommand("--port", "0", "--dialect", `${dialect}`, "--switch", "charset=off");
  const answer = await ask(mock, meeting);
  expect(answer.headers.get("etag")).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(answer.json).toHaveProperty("etag");
});

test("A signal stops a run, and what it made is removed first", { timeout }, async () => {
  await using server = await startMock({ dialect: "deployed" });
  const before = (await ask(server, list)).text;
  const env = { ...process.env, UCWA_TOKEN: "cwt=x" };
  const child = spawn(process.execPath, [bin, "conformance", server.url + list, "--allow-writes"], { env });
  child.stdout.resume();
  child.stderr.resume();
  const ended = once(child, "exit");
  const isWriting = () => server.requests.some(({ method, status }) => method === "PUT" && status === 200);
  while (!isWriting() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill("SIGTERM");
  const [code] = await ended;
  expect(code).toBe(143);
  expect((await ask(server, list)).text).toBe(before);
});

test("A server that breaks the document is told with lines for curl, and the exit code is 1", { timeout }, async () => {
  await using server = await startMock({ fault: "html-500" });
  const { code, out } = await runCommand("conformance", server.url + list, "--token", "cwt=SECRET");
  expect(code).toBe(1);
  expect(out).toContain("  first list, 500  status: expected 200, got 500");
  expect(out).toContain(`"Authorization: Bearer $UCWA_TOKEN"`);
  expect(out).not.toContain("SECRET");
});

test("--help prints the flags of conformance", async () => {
  const { code, out } = await refuse("conformance", "--help");
  expect([code, out]).toEqual([0, expect.stringContaining("--allow-writes")]);
});

test.each([
  [[], "conformance: expected one address, got none"],
  [
    ["https://fe1.contoso.com/ucwa/v1", "--token", "x"],
    "conformance: expected the address of the list of meetings, such as https://",
  ],
  [
    ["https://user:password@fe1.contoso.com/ucwa/v1/applications/1/onlineMeetings/myOnlineMeetings", "--token", "x"],
    "conformance: expected the address",
  ],
  [[`https://fe1.contoso.com${list}`], "conformance: expected a token in UCWA_TOKEN or in --token, got none"],
  [[`https://fe1.contoso.com${list}`, "--token", "x", "--seed", "-1"], "--seed"],
  [
    [`https://fe1.contoso.com${list}`, "--token", "x", "--as-dialect", "/no/such/folder/x.json"],
    "--as-dialect: expected a file that can be written",
  ],
])("conformance %s is refused, and nothing is sent", async (args, message) => {
  const { code, out, error } = await refuse("conformance", ...args);
  expect([code, out, error]).toEqual([2, "", expect.stringContaining(message)]);
  expect(error.split("\n")).toHaveLength(1);
});

test.each([
  ["[]", "expected an object with dialect and switches, got something else."],
  ['{"dialect":"x"}', ' /dialect: expected documented or deployed, got "x".'],
  ['{"dialect":"deployed","switches":[]}', " /switches: expected an object, got []."],
  ['{"dialect":"deployed","switches":{"etag":"x"}}', ' /switches/etag: expected guid or decimal, got "x".'],
  ['{"dialect":"deployed","switches":{"etags":"x"}}', " /switches/etags: expected one of defaultPrefix, "],
  ['{"dialect":"deployed","more":1}', " /more: expected dialect and switches alone, got another member."],
  ["{", "expected a JSON file, got "],
])("a file with the dialect %s is refused, and the message says where", async (text, message) => {
  const file = join(folder, "wrong.json");
  await writeFile(file, text);
  const { code, error } = await refuse("--port", "0", "--dialect", file);
  expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  expect(error).toMatch(/^--dialect: /);
});

test("a dialect that is neither a name nor a file is refused", async () => {
  const { code, error } = await refuse("--port", "0", "--dialect", "deploid");
  expect([code, error]).toEqual([
    2,
    '--dialect: expected documented or deployed, or a file with a dialect, got "deploid".',
  ]);
});
