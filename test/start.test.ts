import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { exchanges } from "../spec/dist/exchanges.js";

const script = fileURLToPath(new URL("../tools/tasks/servers.ts", import.meta.url));
/** A body without what is only layout: JSON as it is parsed, XML without the white space between its tags. */
const flat = (body: string) =>
  body.startsWith("{") ? JSON.parse(body) : body.replaceAll(/>\s+</g, "><").replaceAll(" />", "/>");

const meeting = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";

/** `start` without its build, which is done when this test runs. */
describe("start", () => {
  let child: ChildProcess;

  afterEach(() => {
    child.kill("SIGKILL");
  });

  const serve = (...flags: string[]) => run(process.execPath, script, ...flags);
  const run = (command: string, ...args: string[]) => {
    child = spawn(command, args, { stdio: "pipe" });
    let output = "";
    const note = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout?.on("data", note);
    child.stderr?.on("data", note);
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    const prints = async (text: RegExp) => {
      while (!text.test(output) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
      return text.exec(output)?.[1] ?? output;
    };
    return { ended, prints, output: () => output };
  };

  it("prints both addresses and a curl command that works", async () => {
    const { prints } = serve("--mock-port", "0", "--docs-port", "0");
    const curl = await prints(/Try {3}(curl .*)\n/);
    expect(curl).toMatch(/^curl -H "Authorization: Bearer cwt=\w+" http:\/\/127\.0\.0\.1:\d+\S+$/);
    const [, authorization = "", url = ""] = /-H "Authorization: (.*)" (\S+)/.exec(curl) ?? [];
    const response = await fetch(url, { headers: { authorization } });
    expect(await response.json()).toMatchObject({ rel: "myOnlineMeeting", onlineMeetingId: "IB88RLLY" });

    const docs = await fetch(await prints(/Docs {2}(\S+)/));
    expect(docs.headers.get("content-type")).toContain("text/html");
  });

  it("serves an error of the document to somebody without a token", async () => {
    const { prints } = serve("--mock-port", "0", "--docs-port", "0");
    const response = await fetch((await prints(/Mock {2}(\S+)/)) + meeting);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: "Unauthorized" });
  });

  it("answers with the published samples and remembers nothing with --examples", async () => {
    const { prints } = serve("--mock-port", "0", "--docs-port", "0", "--examples");
    const mock = await prints(/Mock {2}(\S+)/);
    for (const { request, response } of exchanges) {
      const { pathname } = new URL(request.url);
      const { host, ...headers } = request.headers;
      const answer = await fetch(mock + pathname, { method: request.method, headers, body: request.body || null });
      expect([answer.status, flat(await answer.text())]).toEqual([response.status, flat(response.body)]);
    }
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends both servers on %s", async (signal) => {
    const { ended, prints } = serve("--mock-port", "0", "--docs-port", "0");
    const mock = await prints(/Mock {2}(\S+)/);
    const docs = await prints(/Docs {2}(\S+)/);
    await prints(/(Ctrl-C)/);
    child.kill(signal);
    expect(await ended).toBe(0);
    for (const url of [mock, docs]) await expect(fetch(url)).rejects.toThrow();
  });

  it.each(["SIGTERM", "SIGKILL"] as const)(
    "ends both servers when %s ends only the pnpm that started it",
    async (signal) => {
      const folder = mkdtempSync(join(tmpdir(), "ucwa-outer-"));
      // As pnpm does: a process of its own, a shell below it, and the script below that. Neither passes anything on.
      writeFileSync(
        join(folder, "pnpm.mjs"),
        `import { spawn } from "node:child_process";
       process.on("SIGTERM", () => process.exit());
       spawn("sh", ["-c", \`"\${process.argv[2]}" "\${process.argv[3]}" --mock-port 0 --docs-port 0; true\`], { stdio: "inherit" });`,
      );
      const { prints } = run(process.execPath, join(folder, "pnpm.mjs"), process.execPath, script);
      const [mock, docs] = [await prints(/Mock {2}(\S+)/), await prints(/Docs {2}(\S+)/)];
      expect((await fetch(docs)).status).toBe(200);
      child.kill(signal);
      for (const url of [mock, docs]) {
        await expect
          .poll(
            () =>
              fetch(url).then(
                () => "answers",
                () => "is gone",
              ),
            { timeout: 10_000 },
          )
          .toBe("is gone");
      }
      rmSync(folder, { recursive: true });
    },
  );

  it("prints one line for each request, without tokens and queries", async () => {
    const { output, prints } = serve("--mock-port", "0", "--docs-port", "0");
    const [mock, docs] = [await prints(/Mock {2}(\S+)/), await prints(/Docs {2}(\S+)/)];
    await prints(/(Ctrl-C)/);
    const before = output().length;
    const headers = { Authorization: "Bearer cwt=canary-of-the-start" };
    for (const url of [mock + meeting, `${mock}${meeting}?t=canary`, `${docs}/start/?t=canary`, `${docs}/none%1b[2J`]) {
      await (await fetch(url, { headers })).text();
    }
    await prints(/(none)/);
    expect(
      output()
        .slice(before)
        .trim()
        .split("\n")
        .map((line) => line.replace(/ [\d.]+ ms$/, " … ms")),
    ).toEqual([
      `mock  GET ${meeting} 200 … ms`,
      `mock  GET ${meeting} 200 … ms`,
      "docs  GET /start/ 200 … ms",
      "docs  GET /none%1b[2J 404 … ms",
    ]);
  });

  it.each(["--mock-port", "--docs-port"])("says which port is in use and that %s chooses another", async (flag) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const free = flag === "--mock-port" ? "--docs-port" : "--mock-port";
    const { ended, output } = serve(flag, port, free, "0");
    expect(await ended).toBe(2);
    expect(output().trim().split("\n")).toEqual([expect.stringMatching(new RegExp(`${port}.*${flag}`))]);
    await new Promise((resolve) => other.close(resolve));
  });

  it.each([
    [["--mock-port", "http"], '--mock-port: expected a port from 0 to 65535, got "http".'],
    [["--docs-port", "70000"], '--docs-port: expected a port from 0 to 65535, got "70000".'],
    [["--port", "4010"], "Unknown option '--port'"],
  ])("refuses %s with a clear line", async (flags, message) => {
    const { ended, output } = serve(...flags);
    expect(await ended).toBe(2);
    expect(output()).toContain(message);
    expect(output()).not.toContain("    at ");
  });
});
