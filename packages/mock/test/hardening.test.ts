import { Agent, type IncomingMessage, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { ask, meeting } from "./support/ask.ts";
import { type GeneratedRequest, generateRequests } from "./support/generate-requests.ts";

const isLong = process.env.UCWA_LONG === "1";
const total = isLong ? 100_000 : 5_000;
const seed = Number(process.env.UCWA_TEST_SEED ?? 1);
const atOnce = 16;

interface Result {
  status: number;
  text: string;
  headers: IncomingMessage["headers"];
  /** The processor time of this process, the mock and its client, until the whole answer was there. What else the machine does is not in it. */
  milliseconds: number;
}

/** Undefined where the client went away. */
function send(
  url: string,
  agent: Agent,
  { method, path, headers, body, manner }: GeneratedRequest,
): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const started = process.cpuUsage();
    const length = manner === "slow" ? {} : { "content-length": String(body.length) };
    const sent = request({ agent, hostname, port, method, path: path || "/", headers: { ...headers, ...length } });
    sent.on("response", async (response) => {
      const chunks = await response.toArray().catch(reject);
      const text = Buffer.concat(chunks ?? []).toString("utf8");
      const { user, system } = process.cpuUsage(started);
      resolve({
        status: response.statusCode ?? 0,
        text,
        headers: response.headers,
        milliseconds: (user + system) / 1000,
      });
    });
    sent.on("error", (error) =>
      manner === "abort"
        ? resolve(undefined)
        : reject(new Error(`${method} ${path}: ${error.message}`, { cause: error })),
    );
    sendBody(sent, body, manner);
  });
}

async function sendBody(sent: ReturnType<typeof request>, body: Buffer, manner: GeneratedRequest["manner"]) {
  const half = Math.floor(body.length / 2);
  if (manner === "whole") return sent.end(body);
  sent.write(body.subarray(0, half));
  await wait(manner === "slow" ? 100 : 5);
  return manner === "slow" ? sent.end(body.subarray(half)) : sent.destroy();
}

/** What is wrong with an answer; empty where nothing is. */
function faultsOf(
  { method, wanted, headers: { prefer } }: GeneratedRequest,
  { status, text, headers, milliseconds }: Result,
): string[] {
  const faults: string[] = [];
  if (milliseconds > 1000) faults.push(`took ${milliseconds} ms of processor time`);
  if (status >= 500 && status !== wanted) faults.push(`unintended ${status}`);
  // The document has some errors in HTML, too, for those that accept it.
  const isHtml = [401, 403, 500, 503].includes(status) && text.includes("<html>");
  const isOwn = isHtml || /"code"|<code>|"message"/.test(text);
  if (status >= 400 && method !== "HEAD" && !isOwn) faults.push("an error that is not the document's");
  // What Prism invents for dynamic examples is Prism's.
  const isInvented = prefer === "dynamic=true";
  if (!isInvented && String(headers["sl-violations"]).includes('"location":["response"'))
    faults.push("an answer that breaks the contract");
  return faults;
}

test(
  `${total} generated requests: no hang, no crash, no unintended 5xx, no second of work for any`,
  async () => {
    await using mock = await startMock({ bodyLimit: 50_000 });
    // The generator of values is loaded when it is first needed, and the requests that run meanwhile wait for it.
    await ask(mock, meeting, { headers: { prefer: "dynamic=true" } });
    const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
    const next = generateRequests(seed);
    const wrong: unknown[] = [];
    const seen = new Map<number, number>();
    let left = total;

    const worker = async () => {
      while (left > 0) {
        left -= 1;
        const generated = next();
        const result = await send(mock.url, agent, generated);
        if (!result) continue;
        seen.set(result.status, (seen.get(result.status) ?? 0) + 1);
        const faults = faultsOf(generated, result);
        if (faults.length > 0)
          wrong.push({ faults, ...generated, body: generated.body.toString().slice(0, 300), answer: result.text });
        // A meeting that was deleted would make 404 of all that follows.
        if (generated.method === "DELETE" && result.status === 204) await mock.reset();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    agent.destroy();

    expect(wrong.slice(0, 5)).toEqual([]);
    await mock.reset();
    expect((await ask(mock, meeting)).status).toBe(200);
    // The generator is worth something only if it reaches all of these.
    for (const status of [200, 201, 400, 401, 404, 405, 406, 409, 412, 413, 415])
      expect([...seen.keys()]).toContain(status);
  },
  isLong ? 600_000 : 60_000,
);
