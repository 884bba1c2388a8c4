import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import chromium from "@sparticuz/chromium";
import { type BuildOptions, build } from "esbuild";
import { type Browser, chromium as playwright } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { browserFlags } from "../../tools/tasks/browser-flags.ts";
import { installPacked, type Project, tool } from "./packed.ts";

const run = promisify(execFile);
const packageOfMock = join(import.meta.dirname, "../../packages/mock");
const vitest = join(import.meta.dirname, "../../node_modules/vitest/vitest.mjs");
const suites = ["ways-in", "published-exchanges", "conditional-requests", "dialects"];
/** What a page has to be allowed where nothing may be made code of while it runs. */
const policy = "default-src 'self'; script-src 'self'; connect-src *";

describe.runIf(process.env.UCWA_LONG)("The packed mock answers in every runtime as it does over loopback", () => {
  let project: Project;
  let browser: Browser;

  beforeAll(async () => {
    project = installPacked();
    browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: browserFlags });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    project.remove();
  });

  /** Runs the suites of the mock's own tests on a way in, and gives how many tests there were and what failed. */
  const runSuites = async (name: string, url: string) => {
    const report = join(project.folder, `${name.replaceAll(" ", "-")}.json`);
    const files = suites.map((suite) => `test/${suite}.test.ts`);
    const config = join(import.meta.dirname, "ways-in.vitest.config.ts");
    const args = [vitest, "run", "--config", config, "--root", ".", `--outputFile=${report}`, ...files];
    // It ends with a failure where a test fails; the report says which.
    await run(process.execPath, args, {
      cwd: packageOfMock,
      env: { ...process.env, UCWA_WAY_IN: JSON.stringify({ name, url }) },
    }).catch(({ stderr }) => console.error(stderr));
    const { numPassedTests, testResults }: Report = JSON.parse(readFileSync(report, "utf8"));
    const failed = testResults.flatMap(({ assertionResults }) =>
      assertionResults.flatMap(({ status, fullName, failureMessages }) =>
        status === "failed" ? [`${fullName}: ${failureMessages?.join("\n")}`] : [],
      ),
    );
    return { numPassedTests, failed };
  };

  const expectAll = async (name: string, url: string) => {
    const { numPassedTests, failed } = await runSuites(name, url);
    expect(failed).toEqual([]);
    expect(numPassedTests).toBeGreaterThan(50);
  };

  it.each([
    ["Node 20.0", tool("node-20.0/bin/node"), ["mock-server.mjs"]],
    ["Node 22", tool("node-22/bin/node"), ["mock-server.mjs"]],
    ["Node 26", tool("node-26/bin/node"), ["mock-server.mjs"]],
    ["Node without eval", process.execPath, ["--disallow-code-generation-from-strings", "mock-server.mjs"]],
    ["Bun", tool(".bin/bun"), ["mock-server.mjs"]],
    ["Deno", tool(".bin/deno"), ["run", "--allow-net=127.0.0.1", "mock-server.mjs"]],
  ])("%s", { timeout: 120_000 }, async (name, command, args) => {
    await expectAll(name, await firstLine(startProgram(command, args, project.folder)));
  });

  it("Node, with MSW 2", { timeout: 120_000 }, async () => {
    await bundle("mock-msw-server.mjs", "mock-msw-server.cjs", {
      platform: "node",
      format: "cjs",
      nodePaths: [tool("")],
      alias: { msw: "msw-2" },
    });
    const program = startProgram(process.execPath, ["mock-msw-server.cjs"], project.folder);
    await expectAll("MSW 2 in Node", await firstLine(program));
  });

  it("workerd", { timeout: 120_000 }, async () => {
    await bundle("mock-worker.mjs", "mock-worker.bundle.mjs");
    const args = ["serve", "mock-worker.capnp", "--control-fd=1"];
    const { port } = JSON.parse(await firstLine(startProgram(tool(".bin/workerd"), args, project.folder)));
    await expectAll("workerd", `http://127.0.0.1:${port}`);
  });

  it("Chromium, on a page that may make no code of texts", { timeout: 120_000 }, async () => {
    await bundle("mock-page.mjs", "mock-page.js");
    const { page } = await openPage("/mock-page.js");
    await expectAll("Chromium page", await bridge((message) => page.evaluate(message)));
  });

  it("Chromium, in a service worker that may make no code of texts", { timeout: 120_000 }, async () => {
    await bundle("mock-service-worker.mjs", "mock-service-worker.js");
    await bundle("mock-controlled-page.mjs", "mock-controlled-page.js");
    const { page, server } = await openPage("/mock-controlled-page.js");
    expect(await page.evaluate("window.smoke()")).toEqual({
      subject: "Budget",
      refused: 400,
      reset: "TypeError: Failed to fetch",
      truncated: "TypeError",
      other: "from the network",
    });
    await expectAll("Chromium service worker", await bridge((message) => page.evaluate(message)));
    // What goes to the mock goes nowhere else.
    expect(server.paths.filter((path) => !path.endsWith(".js"))).toEqual(["/", "/elsewhere"]);
  });

  it.each([
    ["MSW 3", "msw"],
    ["MSW 2", "msw-2"],
  ])("Chromium, with %s", { timeout: 120_000 }, async (name, installedAs) => {
    await bundle("mock-msw-page.mjs", `${installedAs}-page.js`, {
      platform: "browser",
      nodePaths: [tool("")],
      alias: { msw: installedAs },
    });
    cpSync(tool(`${installedAs}/lib/mockServiceWorker.js`), join(project.folder, "mockServiceWorker.js"));
    const { page } = await openPage(`/${installedAs}-page.js`);
    await expectAll(`${name} in Chromium`, await bridge((message) => page.evaluate(message)));
  });

  it("The client validates on a page that may make no code of texts", { timeout: 60_000 }, async () => {
    await bundle("validate-page.mjs", "validate-page.js");
    const { page } = await openPage("/validate-page.js");
    expect(JSON.parse((await page.getAttribute("html", "data-results")) ?? "")).toEqual({
      eval: "EvalError",
      "application/json, right": "Budget",
      "application/json, wrong": "ValidationError at /subject",
      "application/xml, right": "Budget",
      "application/xml, wrong": "ValidationError at /subject",
    });
  });

  const bundle = (entry: string, outfile: string, options: BuildOptions = {}) =>
    build({
      absWorkingDir: project.folder,
      entryPoints: [entry],
      outfile: join(project.folder, outfile),
      bundle: true,
      format: "esm",
      platform: "neutral",
      target: "es2022",
      logLevel: "error",
      ...options,
    });

  /** Opens a page with one script, from a server that forbids to make code of texts. Its scripts are those of the project. */
  const openPage = async (script: string) => {
    const server = await serve((path) => {
      if (path.endsWith(".js"))
        return { type: "text/javascript", text: readFileSync(join(project.folder, path), "utf8") };
      if (path === "/elsewhere") return { type: "text/plain", text: "from the network" };
      return { type: "text/html", text: `<!doctype html><script type="module" src="${script}"></script>` };
    });
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    page.on("pageerror", (error) => console.error(error));
    await page.goto(server.url);
    // What waits for an expression would have the page evaluate a string.
    await page.waitForSelector("html[data-ready]", { state: "attached" });
    return { page, server };
  };
});

/** The part of vitest's report that counts. */
interface Report {
  numPassedTests: number;
  testResults: { assertionResults: { status: string; fullName: string; failureMessages?: string[] }[] }[];
}

/**
 * Starts a program, and ends it after the test with what it has started itself: what npm installs of Bun, Deno and workerd is a script that
 * starts them. vitest waits for all that have its standard error open.
 */
function startProgram(command: string, args: string[], cwd: string) {
  const program = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "inherit"], detached: true });
  onTestFinished(async () => {
    if (program.pid === undefined || program.exitCode !== null || program.signalCode !== null) return;
    const over = once(program, "exit");
    process.kill(-program.pid);
    await over;
  });
  return program;
}

/** Waits for the first line that a program prints. Where it ends before, that is its exit code. */
async function firstLine(program: ReturnType<typeof startProgram>): Promise<string> {
  const [text] = await Promise.race([once(program.stdout.setEncoding("utf8"), "data"), once(program, "exit")]);
  return String(text).split("\n")[0] ?? "";
}

/** Hands what comes over HTTP on to a page. Gives the address. */
async function bridge(evaluate: (expression: string) => Promise<unknown>): Promise<string> {
  const server = createServer(async (incoming, response) => {
    const message = (await incoming.setEncoding("utf8").toArray()).join("");
    const action = JSON.stringify(incoming.url?.slice(1));
    const answer = await evaluate(`window.perform(${action}, ${message})`).catch((error) => ({ error: String(error) }));
    response.end(JSON.stringify(answer));
  });
  return listen(server);
}

/** Serves files under the policy, and remembers for which paths it was asked. */
async function serve(fileOf: (path: string) => { type: string; text: string }) {
  const paths: string[] = [];
  const server = createServer(({ url: path = "" }, response) => {
    paths.push(path);
    const { type, text } = fileOf(path);
    response.setHeader("Content-Type", type).setHeader("Content-Security-Policy", policy).end(text);
  });
  return { url: await listen(server), paths };
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}
