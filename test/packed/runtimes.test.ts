import { execFile, spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import chromium from "@sparticuz/chromium";
import { type Mock, startMock } from "@ucwa-meetings/mock";
import { build } from "esbuild";
import { chromium as playwright } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserFlags } from "../../tools/tasks/browser-flags.ts";
import { installPacked, type Project, tool } from "./packed.ts";

const run = promisify(execFile);
const steps = [
  "read a meeting",
  "update it",
  "see a conflict",
  "attach an extension",
  "read by path",
  "be refused",
  "call it off",
  "send with another fetch",
];
const everything = ["JSON", "XML"].flatMap((representation) => steps.map((step) => `${representation}: ${step}`));

describe("The packed client, installed into an empty project", () => {
  let project: Project;
  let mock: Mock;

  beforeAll(() => {
    project = installPacked();
  }, 120_000);
  afterAll(() => project.remove());

  beforeEach(async () => {
    mock = await startMock({ port: 0 });
  });
  afterEach(() => mock.close());

  it.each([
    ["Node 20.0.0, the oldest", tool("node-20.0/bin/node"), ["run.mjs"]],
    ["Node 20.8.1, which drops headers", tool("node-20.8/bin/node"), ["run.mjs"]],
    ["Node 20.9.0, which drops headers", tool("node-20.9/bin/node"), ["run.mjs"]],
    ["Node 20", tool("node-20/bin/node"), ["run.mjs"]],
    ["Node 22", tool("node-22/bin/node"), ["run.mjs"]],
    ["Node 24", process.execPath, ["run.mjs"]],
    ["Node 26", tool("node-26/bin/node"), ["run.mjs"]],
    ["Bun", tool(".bin/bun"), ["run.mjs"]],
    ["Deno", tool(".bin/deno"), ["run", "--allow-net=127.0.0.1", "run.mjs"]],
  ])("works on %s", { timeout: 60_000 }, async (_, command, args) => {
    const { stdout } = await run(command, [...args, mock.url], { cwd: project.folder });
    expect(stdout.trim().split("\n")).toEqual(everything);
  });

  it.each([
    ["Node 20", tool("node-20/bin/node")],
    ["Node 22", tool("node-22/bin/node")],
    ["Node 24", process.execPath],
    ["Node 26", tool("node-26/bin/node")],
  ])("can be required on %s", async (_, command) => {
    const { stdout } = await run(command, ["require.cjs"], { cwd: project.folder });
    expect(stdout.trim()).toBe("function function");
  });

  it("works on workerd", { timeout: 60_000 }, async () => {
    await bundle("worker.mjs", "worker.bundle.mjs");
    const workerd = spawn(tool(".bin/workerd"), ["serve", "worker.capnp", "--control-fd=1"], {
      cwd: project.folder,
      // A group of its own, since what npm installs is a script that starts workerd.
      detached: true,
    });
    try {
      const port = await new Promise<number>((resolve, reject) => {
        workerd.stdout.on("data", (line) => {
          const { event, port: found } = JSON.parse(String(line).split("\n")[0] ?? "{}");
          if (event === "listen") resolve(found);
        });
        workerd.on("exit", (code) => reject(new Error(`workerd ended with ${code}`)));
      });
      const response = await fetch(`http://127.0.0.1:${port}/?origin=${encodeURIComponent(mock.url)}`);
      expect((await response.text()).split("\n")).toEqual(everything);
    } finally {
      if (workerd.pid !== undefined && workerd.exitCode === null) process.kill(-workerd.pid);
    }
  });

  it("works in Chromium, on a page of another origin than the mock's", { timeout: 60_000 }, async () => {
    await bundle("page.mjs", "page.bundle.mjs");
    const site = await servePage(join(project.folder, "page.bundle.mjs"));
    const browser = await playwright.launch({
      executablePath: await chromium.executablePath(),
      // Not those of the package, which let every page read everything.
      args: browserFlags,
    });
    try {
      const page = await browser.newPage();
      await page.goto(site.url);
      const lines = await page.evaluate(`window.smoke(${JSON.stringify(mock.url)})`);
      expect(lines).toEqual(everything);
    } finally {
      await browser.close();
      await site.close();
    }
  });

  const bundle = (entry: string, outfile: string) =>
    build({
      absWorkingDir: project.folder,
      entryPoints: [entry],
      outfile: join(project.folder, outfile),
      bundle: true,
      format: "esm",
      platform: "neutral",
      target: "es2022",
      logLevel: "error",
    });
});

/** A page with the script. */
async function servePage(script: string) {
  const server = createServer((incoming, response) => {
    if (incoming.url === "/page.mjs") {
      createReadStream(script).pipe(response.setHeader("Content-Type", "text/javascript"));
    } else {
      response
        .setHeader("Content-Type", "text/html")
        .end('<!doctype html><script type="module" src="/page.mjs"></script>');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
