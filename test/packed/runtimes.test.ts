import { execFile, spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import chromium from "@sparticuz/chromium";
import { type Mock, startMock } from "@ucwa-meetings/mock";
import { build } from "esbuild";
import { type Browser, chromium as playwright } from "playwright-core";
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
  let browser: Browser;

  beforeAll(async () => {
    project = installPacked();
    // Not the flags of the package, which let every page read everything.
    browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: browserFlags });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    project.remove();
  });

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
    await bundle("page.mjs", "page.js");
    await using site = await servePage(project.folder, "page.js");
    const page = await browser.newPage();
    await page.goto(site.url);
    const lines = await page.evaluate(`window.smoke(${JSON.stringify(mock.url)})`);
    expect(lines).toEqual(everything);
    await page.close();
  });

  it("works in Chromium in a sandbox that a page makes through a service worker, and the rest of the mock stays as it was", {
    timeout: 60_000,
  }, async () => {
    await bundle("mock-service-worker.mjs", "mock-service-worker.js");
    await bundle("sandbox-page.mjs", "sandbox-page.js");
    await using site = await servePage(project.folder, "sandbox-page.js");
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.waitForSelector("html[data-ready]", { state: "attached" });
    expect(await page.evaluate("window.smoke()")).toEqual({
      status: 201,
      isHere: true,
      hasLinks: true,
      leadOut: [],
      // In the sandbox, in another one, and outside.
      subjects: ["Inside", "Quarterly sales numbers", "Quarterly sales numbers"],
      meetings: [2, 1, 1],
      requests: ["GET 200", "PUT 200", "POST 201", "POST 201"],
      gone: "NotFoundError",
    });
    // What goes to the mock goes nowhere else.
    expect(site.paths.filter((path) => !path.endsWith(".js"))).toEqual(["/"]);
    await page.close();
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

/** Serves a page with one of the scripts in a folder, and remembers for which paths it was asked. */
async function servePage(folder: string, script: string) {
  const paths: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    paths.push(url);
    if (url.endsWith(".js")) {
      createReadStream(join(folder, url)).pipe(response.setHeader("Content-Type", "text/javascript"));
    } else {
      const text = `<!doctype html><script type="module" src="/${script}"></script>`;
      response.setHeader("Content-Type", "text/html").end(text);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`,
    paths,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
