import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
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
});
