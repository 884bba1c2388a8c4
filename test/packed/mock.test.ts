import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { probes, score } from "../../packages/mock/test/support/probes.ts";
import { installPacked, nodes, type Project } from "./packed.ts";

const meeting = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";

describe("The packed mock, installed into an empty project", () => {
  let project: Project;

  beforeAll(() => {
    project = installPacked();
  }, 120_000);
  afterAll(() => project.remove());

  /** Starts the command on a Node, and gives its address and what ends it. */
  const start = async (node: string, ...args: string[]) => {
    const command = join(project.folder, "node_modules/@ucwa-meetings/mock/dist/bin.js");
    const child = spawn(node, [command, ...args, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await Promise.race([once(child.stdout.setEncoding("utf8"), "data"), once(child, "exit")]);
    const [url] = /http:\S+/.exec(String(line)) ?? [];
    if (url === undefined) throw new Error(`The command did not say where it listens, but: ${line}`);
    const stop = async () => {
      if (child.kill()) await once(child, "exit");
    };
    return { url, stop };
  };

  it.each(nodes())("does on Node %s all that it does, also behind its proxy", { timeout: 60_000 }, async (_, node) => {
    const mock = await start(node);
    const proxy = await start(node, "proxy", mock.url);
    try {
      for (const url of [mock.url, proxy.url]) {
        await fetch(`${mock.url}/__mock/reset`, { method: "POST" });
        expect(await score({ url })).toEqual(probes.map(() => "yes"));
      }
      // The library that invents values is in a file of its own, loaded when it is asked for.
      const headers = { authorization: "Bearer cwt=anything", prefer: "dynamic=true" };
      const invented = await fetch(mock.url + meeting, { headers });
      expect(await invented.json()).toMatchObject({ rel: expect.stringMatching(/^my(?:Assigned)?OnlineMeeting$/) });
    } finally {
      await proxy.stop();
      await mock.stop();
    }
  });

  it.each(nodes())("keeps its state in a file on Node %s, or says which Node that needs", async (version, node) => {
    const file = join(project.folder, `${version}.db`);
    const { stdout } = await promisify(execFile)(node, ["--no-warnings", "store.mjs", `sqlite:${file}`], {
      cwd: project.folder,
    });
    expect(stdout).toBe(
      version.startsWith("20.")
        ? `store sqlite:${file}: expected Node 22.13 or newer, got v${version}. Without it, use store=memory.\n`
        : "It has kept the state.\n",
    );
  });

  it("says what to install where a store needs more than the package brings", async () => {
    const url = "valkey://lene:secret@127.0.0.1:1";
    const { stdout } = await promisify(execFile)(process.execPath, ["store.mjs", url], { cwd: project.folder });
    expect(stdout).toBe(
      "store valkey://127.0.0.1:1: expected the package iovalkey, got none. Install it: npm install iovalkey\n",
    );
  });

  /** The samples of the five-minute start with what they print, in the order of the page. */
  const docs = new URL("../../apps/docs/", import.meta.url);
  const page = readFileSync(new URL("src/site/content/start.md", docs), "utf8");
  const samples = [...page.matchAll(/^<!-- sample: (\S+) -->$/gm)].map(([, name = ""]) => {
    const text = readFileSync(new URL(`samples/${name}`, docs), "utf8");
    const output = new URL(`samples/${name}.out`, docs);
    return { name, text, printed: existsSync(output) ? readFileSync(output, "utf8") : "" };
  });
  // Without types of its own, a sample is JavaScript; the page says so to readers with an older Node.
  const ending = (node: string) => (Number(node.split(".")[0]) < 22 ? ".mjs" : ".ts");
  const isOneOf = ([version]: [version: string, path: string]) =>
    process.env.UCWA_LONG !== undefined || /^(?:20\.0\.0|22\..*)$/.test(version);

  it.each(nodes().filter(isOneOf))(
    "runs the five-minute start in a folder of its own on Node %s",
    { timeout: 60_000 },
    async (version, node) => {
      const mock = await start(node);
      const flat = (text: string) => text.replace(/\s+/g, "");
      try {
        for (const { name, text, printed } of samples) {
          const file = join(project.folder, name.replace(/\.ts$/, ending(version)));
          writeFileSync(file, text.replaceAll("http://127.0.0.1:4010", mock.url));
          const command = name.endsWith(".sh") ? "sh" : node;
          const { stdout } = await promisify(execFile)(command, [file], { cwd: project.folder });
          expect(flat(stdout.replaceAll(mock.url, "http://127.0.0.1:4010")), name).toBe(flat(printed));
        }
      } finally {
        await mock.stop();
      }
      expect(samples.length).toBeGreaterThan(5);
    },
  );
});
