import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A proxy that lets nothing through and notes what was asked for stands between the tools and the world. */
describe("Telemetry", () => {
  let proxy: Server;
  let home: string;
  let asked: Set<string>;

  beforeEach(async () => {
    asked = new Set();
    proxy = createServer((request, response) => {
      asked.add(request.url ?? "");
      response.writeHead(502).end();
    });
    proxy.on("connect", (request, socket) => {
      asked.add(request.url ?? "");
      // A tool may end before it has read the answer.
      socket.on("error", () => {});
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    home = mkdtempSync(join(tmpdir(), "ucwa-home-"));
  });

  afterEach(async () => {
    await new Promise((resolve) => proxy.close(resolve));
    rmSync(home, { recursive: true });
  });

  const run = (command: string, ...args: string[]) => {
    const address = proxy.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const { TURBO_TELEMETRY_DISABLED, REDOCLY_TELEMETRY, DO_NOT_TRACK, ...inherited } = process.env;
    const env = { ...inherited, HOME: home, HTTPS_PROXY: url, HTTP_PROXY: url, https_proxy: url, http_proxy: url };
    const child = spawn(command, args, { cwd: root, env, stdio: "ignore" });
    return new Promise<number | null>((resolve) => child.on("exit", resolve));
  };

  it("would be noticed here: turbo on its own does report home", { timeout: 60_000 }, async () => {
    await run("node_modules/.bin/turbo", "run", "bundle", "--filter=@ucwa-meetings/spec");
    expect([...asked]).toEqual([expect.stringContaining("telemetry")]);
  });

  it("is off in every script of this repository", { timeout: 60_000 }, async () => {
    const code = await run(
      process.execPath,
      "tools/tasks/turbo.ts",
      "run",
      "lint",
      "bundle",
      "--filter=@ucwa-meetings/spec",
      "--force",
    );
    expect(code).toBe(0);
    expect([...asked]).toEqual([]);
  });

  it("is off in Redocly CLI also when somebody starts it by hand", { timeout: 60_000 }, async () => {
    const cli = "spec/node_modules/@redocly/cli/bin/cli.js";
    expect(await run(process.execPath, cli, "lint", "ucwa-meetings")).toBe(0);
    expect([...asked]).toEqual([]);
  });
});
