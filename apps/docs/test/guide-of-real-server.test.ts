import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startMock } from "@ucwa-meetings/mock";
import { expect, test } from "vitest";

const guide = await readFile(new URL("../src/site/content/guides/real-server.md", import.meta.url), "utf8");
const bin = fileURLToPath(new URL("dist/bin.js", import.meta.resolve("@ucwa-meetings/mock/package.json")));
const shown = [...guide.matchAll(/^npx @ucwa-meetings\/mock (.*)$/gm)].map(([, rest = ""]) => rest.split(" "));
/** The command of the guide that has a word. */
const shownWith = (word: string) => shown.find((args) => args.includes(word)) ?? [];

/** Stands for the program of a reader. */
const program = `
  const url = process.env.UCWA_MOCK_URL + "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
  for (const accept of ["application/json", "application/xml"]) {
    const response = await fetch(url, { headers: { authorization: "Bearer cwt=SECRETSECRET", accept } });
    await response.text();
  }`;

/** Runs a command of the guide with another server in place of the reader's, until it ends or says where it listens. */
async function run(cwd: string, args: string[], server: string) {
  const command = args.map((word) => word.replace("https://fe1.contoso.com", server));
  const at = command.indexOf("--");
  if (at >= 0)
    command.splice(at, command.length, "--port", "0", "--", process.execPath, "--input-type=module", "-e", program);
  else if (!command.includes("drift") && !command.includes("conformance")) command.push("--port", "0");
  // What the guide has the reader export.
  const env = { ...process.env, UCWA_TOKEN: "cwt=SECRETSECRET" };
  const child = spawn(process.execPath, [bin, ...command], { cwd, env });
  let output = "";
  const ended = once(child, "close");
  const listens = new Promise<string | undefined>((resolve) => {
    child.stderr.setEncoding("utf8").on("data", (text) => (output += text));
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
      const url = at < 0 ? /listens on (http:\S+)/.exec(output)?.[1] : undefined;
      if (url) resolve(url);
    });
    ended.then(() => resolve(undefined));
  });
  const url = await listens;
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { url, output: () => output, code: () => child.exitCode, stop };
}

test("Commands lead from nothing to a recording, a report and a mock that responds like the server", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ucwa-guide-"));
  await using server = await startMock({ dialect: "deployed" });
  expect(shown.map(([first]) => first)).toEqual(["conformance", "proxy", "--dialect", "--replay", "drift"]);
  const [record, drift, replay] = [shownWith("proxy"), shownWith("drift"), shownWith("--replay")];
  try {
    const recorded = await run(folder, record, server.url);
    expect(recorded.output()).toContain(
      "2 exchanges recorded in recording/recording-0001.har; 2 resources in recording/seeds.json",
    );
    expect(recorded.code()).toBe(0);
    expect(await readdir(join(folder, "recording"))).toEqual(["recording-0001.har", "seeds.json"]);

    const compared = await run(folder, drift, server.url);
    expect(compared.output()).toContain("2 exchanges, 2 checked, 0 with other resources; 0 violations, 0 warnings");
    expect(compared.code()).toBe(0);
    expect(await readFile(join(folder, "drift.html"), "utf8")).toContain("Contract report");

    const har = await readFile(join(folder, "recording/recording-0001.har"), "utf8");
    expect(har).not.toMatch(/SECRET|contoso|bmauldin|Quarterly/);
    const [{ request, response }] = JSON.parse(har).log.entries;
    const mock = await run(folder, replay, server.url);
    const { pathname } = new URL(request.url);
    const again = await fetch(mock.url + pathname, { headers: { accept: "application/json" } });
    expect([again.status, await again.text()]).toEqual([200, response.content.text]);
    await mock.stop();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("A command learns a dialect that the mock then has, together with the resources that were recorded", {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "ucwa-guide-"));
  // Unlike the dialect in one thing, so that something is to be learned.
  await using server = await startMock({ dialect: "deployed", switches: { notModified: "200" } });
  try {
    // The whole takes some 750 requests, and the mock's own tests send them.
    const learned = await run(folder, [...shownWith("conformance"), "--max-cases", "20"], server.url);
    expect([learned.code(), learned.output()]).toEqual([0, expect.stringContaining("; 0 findings; 0 more")]);
    expect(await readdir(folder)).toEqual(["learned.html", "learned.json", "server.json"]);
    for (const file of ["learned.html", "learned.json", "server.json"])
      expect(await readFile(join(folder, file), "utf8")).not.toMatch(/SECRET|127\.0\.0\.1|bmauldin|103985322388/);
    await run(folder, shownWith("proxy"), server.url);

    const mock = await run(folder, shownWith("--dialect"), server.url);
    const headers = { authorization: "Bearer cwt=x" };
    const [recorded] = JSON.parse(await readFile(join(folder, "recording/seeds.json"), "utf8"));
    const url = mock.url + recorded._links.self.href;
    const first = await fetch(url, { headers });
    const etag = first.headers.get("etag") ?? "";
    expect([first.status, etag]).toEqual([200, expect.stringMatching(/^"\d+"$/)]);
    expect((await fetch(url, { headers: { ...headers, "if-none-match": etag } })).status).toBe(200);
    await mock.stop();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("The rows that the guide shows are taken", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ucwa-guide-"));
  await using server = await startMock();
  const [, rows = ""] = /^```json\n(.*?)^```$/ms.exec(guide) ?? [];
  await writeFile(join(folder, "more.json"), rows);
  const proxy = await run(folder, ["proxy", server.url, "--record", "recording", "--redact", "more.json"], server.url);
  expect(proxy.url).toMatch(/^http:/);
  await proxy.stop();
  await rm(folder, { recursive: true });
});
