import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, meeting } from "./support/ask.ts";
import { listProbes, probes } from "./support/probes.ts";
import { expectPublishedResponse } from "./support/replay.ts";

/** The built command, in a Node that makes no code of strings, as in a worker or on a page with a content security policy. */
async function startWithoutEval(...args: string[]) {
  const bin = fileURLToPath(new URL("../dist/bin.js", import.meta.url));
  const child = spawn(process.execPath, ["--disallow-code-generation-from-strings", bin, "--port", "0", ...args]);
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaints += text;
  });
  const [line] = await once(child.stdout.setEncoding("utf8"), "data");
  const stop = async () => {
    const ended = once(child, "exit");
    child.kill();
    await ended;
  };
  return { url: /http:\S+/.exec(line)?.[0] ?? "", complaints: () => complaints, stop };
}

type Started = Awaited<ReturnType<typeof startWithoutEval>>;

describe("Where eval is forbidden", () => {
  let stateful: Started;
  let stateless: Started;
  beforeAll(async () => {
    [stateful, stateless] = await Promise.all([startWithoutEval(), startWithoutEval("--examples")]);
  });
  afterAll(() => Promise.all([stateful.stop(), stateless.stop()]));

  it("no code is made of strings, so that this file tests something", async () => {
    const child = spawn(process.execPath, ["--disallow-code-generation-from-strings", "-e", "new Function('')"]);
    expect(await once(child, "exit")).toEqual([1, null]);
  });

  it.each([
    ["JSON", { json: { accessLevel: "Sometimes" } }],
    [
      "XML",
      {
        xml: '<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><property name="accessLevel">Sometimes</property></input>',
      },
    ],
  ])("a PUT that breaks the document is 400 and changes nothing, in %s", async (_, body) => {
    const before = await ask(stateful, meeting);
    const { status, text } = await ask(stateful, meeting, { method: "PUT", ...body });
    expect([status, text]).toEqual([400, expect.stringContaining("accessLevel")]);
    expect((await ask(stateful, meeting)).text).toBe(before.text);
  });

  it("headers are validated, too", async () => {
    const headers = { "x-ms-requiresminresourceversion": "none" };
    expect((await ask(stateful, meeting, { headers })).status).toBe(400);
  });

  it.each([...probes, ...listProbes])("the mock passes the probe $name", async ({ run }) => {
    expect(await run(stateful)).toBe(true);
  });

  it.each(exchanges)("the published response is given to $name", (exchange) =>
    expectPublishedResponse(stateless, exchange),
  );

  it("nothing tries to", () => {
    expect(stateful.complaints() + stateless.complaints()).toBe("");
  });
});
