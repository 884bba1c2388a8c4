import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../src/cli/run.ts";
import { switches } from "../src/index.ts";
import { ask, meeting } from "./support/ask.ts";
import { runCommand, startCommand } from "./support/command.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ucwa-mock-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The command in this process, up to the point where it would listen. */
async function runHere(...args: string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const outcome = await run(args, { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { code: "code" in outcome ? outcome.code : undefined, out, error };
}

describe("help", () => {
  test.each([[["--help"]], [["proxy", "--help"]], [["drift", "--help"]]])(
    "%s fits a screen of 24 lines by 120 columns",
    async (args) => {
      const { code, out } = await runHere(...args);
      const lines = out.join("\n").split("\n");
      expect(code).toBe(0);
      expect(lines.length).toBeLessThanOrEqual(25);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
    },
  );

  test("switches lists every switch with its values", async () => {
    const { out } = await runHere("switches");
    for (const [name, { values }] of Object.entries(switches))
      expect(out[0]).toContain(`${name}=${values.join("|")}\n`);
  });

  test("--version is the package's", async () => {
    const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
    expect((await runHere("--version")).out).toEqual([version]);
  });
});

test("several mistakes are a line each", async () => {
  const { code, error } = await runHere("--port", "http", "--dialect", "klingon", "--log", "loud");
  expect({ code, error }).toEqual({
    code: 2,
    error: [
      '--port: expected a whole number from 0 to 65535, got "http".',
      '--dialect: expected documented or deployed, or a file with a dialect, got "klingon".',
      '--log: expected line or json or none, got "loud".',
    ],
  });
});

describe("the store", () => {
  test("in a file has after a restart what was written before, and is let go when the command ends", async () => {
    const file = join(folder, "kept.sqlite");
    const start = async () => {
      const outcome = await run(["--port", "0", "--log", "none", "--store", `sqlite:${file}`], { out, error: out });
      if (!("close" in outcome)) throw new Error(`expected a mock, got ${lines.join(" ")}`);
      const url = String(lines.at(-1)?.split(" ").at(-1)) + meeting;
      return { url, close: outcome.close };
    };
    const lines: string[] = [];
    const out = (line: string) => void lines.push(line);
    const headers = { authorization: "Bearer cwt=anything", "content-type": "application/json" };
    const first = await start();
    await fetch(first.url, { method: "PUT", headers, body: '{"subject":"Kept"}' });
    expect(await first.close()).toBe(0);
    // SQLite removes its log when the last one closes the file.
    expect(await readdir(folder)).not.toContain("kept.sqlite-wal");
    const second = await start();
    expect(await (await fetch(second.url, { headers })).json()).toMatchObject({ subject: "Kept" });
    await second.close();
  });

  test("is not opened where another flag is wrong, and is closed where the mock does not start", async () => {
    const file = join(folder, "unused.sqlite");
    expect((await runHere("--store", `sqlite:${file}`, "--port", "http")).code).toBe(2);
    expect(await readdir(folder)).not.toContain("unused.sqlite");
    expect((await runHere("--store", `sqlite:${file}`, "--host", "192.0.2.1")).code).toBe(2);
    expect((await readdir(folder)).filter((name) => name.startsWith("unused"))).toEqual(["unused.sqlite"]);
  });

  test("on a server that is away is one line, without a password", async () => {
    const { code, error } = await runHere("--store", "valkey://lene:secret@127.0.0.1:1");
    expect([code, error]).toEqual([
      2,
      [
        expect.stringMatching(
          /^--store valkey:\/\/127\.0\.0\.1:1: expected a server that can be used, got ".*ECONNREFUSED/,
        ),
      ],
    ]);
  });
});

describe("a mistake is one line on the error stream and exit code 2", () => {
  const mistakes: [string, string[], string][] = [
    ["an unknown flag", ["--prot", "1"], "Unknown option '--prot'. See --help."],
    ["a flag without its value", ["--port"], "Option '--port <value>' argument missing. See --help."],
    ["a word too many", ["start"], "Unexpected argument 'start'. See --help."],
    ["no port", ["--port", "http"], '--port: expected a whole number from 0 to 65535, got "http".'],
    [
      "no dialect",
      ["--dialect", "klingon"],
      '--dialect: expected documented or deployed, or a file with a dialect, got "klingon".',
    ],
    ["no pair", ["--switch", "etag"], '--switch: expected name=value, got "etag".'],
    ["no switch's value", ["--switch", "etag=x"], '--switch etag: expected guid or decimal, got "x".'],
    ["no fault", ["--fault", "reset:1"], '--fault: expected reset, got "reset:1".'],
    ["no rate", ["--fault-rate", "2"], '--fault-rate: expected a number from 0 to 1, got "2".'],
    ["no time", ["--clock", "noon"], '--clock: expected "now" or a time such as 2026-01-31T12:00:00Z, got "noon".'],
    [
      "no origin of a page",
      ["--cors", "contoso.com"],
      '--cors: expected an origin such as https://app.contoso.com, or *, got "contoso.com".',
    ],
    [
      "no store",
      ["--store", "postgres://lene:secret@db"],
      '--store: expected memory, sqlite:FILE or valkey://HOST:PORT, got "postgres://…@db".',
    ],
    [
      "no file of a store",
      ["--store", "sqlite:/nowhere/state.sqlite"],
      '--store sqlite:/nowhere/state.sqlite: expected a file that SQLite can open, got "unable to open database file".',
    ],
    ["no log", ["--log", "loud"], '--log: expected line or json or none, got "loud".'],
    [
      "an address of another machine",
      ["--port", "0", "--host", "192.0.2.1"],
      'host: expected an address of this machine, got "192.0.2.1" (EADDRNOTAVAIL).',
    ],
    ["no upstream", ["proxy"], "proxy: expected one upstream, got none. See ucwa-mock proxy --help."],
    ["no origin", ["proxy", "contoso"], 'upstream: expected an origin such as https://fe1.contoso.com, got "contoso".'],
  ];

  test.each(mistakes)("%s", async (_, args, line) => {
    expect(await runHere(...args)).toEqual({ code: 2, out: [], error: [line] });
  });

  test("without a stack trace", async () => {
    expect(await runCommand("--port", "http")).toEqual({
      code: 2,
      out: "",
      error: expect.stringMatching(/^--port.*\n$/),
    });
  });

  test("a port in use", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, "127.0.0.1", () => resolve(Number(new URL(`http://${addressOf(server)}`).port))),
    );
    const { code, error } = await runHere("--port", String(port));
    expect([code, error]).toEqual([
      2,
      [`port: expected a free one on 127.0.0.1, got ${port}, which is in use. Choose another one with --port.`],
    ]);
    server.close();
  });

  test.each([
    [
      "that is not there",
      undefined,
      /^--seed: expected a file of resources in JSON, got "\S+" \(ENOENT: no such file.*\)\.$/,
    ],
    [
      "that is not JSON",
      "{",
      /^--seed: expected a file of resources in JSON, got "\S+" \(Expected property name.*\)\.$/,
    ],
    [
      "that is no resource",
      "[1]",
      /^--seed: expected a file of resources in JSON, got "\S+" \(seed: expected a resource as a GET returns it.*\)\.$/,
    ],
    ["that says not where it is", '{"rel":"myOnlineMeeting"}', /^seed: expected _links\.self\.href/],
  ])("a seed file %s", async (name, content, line) => {
    const file = join(folder, `${name.replaceAll(" ", "-")}.json`);
    if (content !== undefined) await writeFile(file, content);
    const { code, error } = await runHere("--port", "0", "--seed", file);
    expect([code, error]).toEqual([2, [expect.stringMatching(line)]]);
    expect(error[0]).not.toContain("\n");
  });
});

function addressOf(server: ReturnType<typeof createServer>): string {
  const address = server.address();
  return typeof address === "object" && address ? `127.0.0.1:${address.port}` : "";
}

describe("the command", () => {
  test("listens on this machine only, logs one line per request, and nothing else", async () => {
    await using mock = await startCommand("--port", "0");
    expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await ask(mock, meeting);
    await ask(mock, meeting, {
      method: "PUT",
      json: { accessLevel: "x" },
      headers: { authorization: "Bearer cwt=SECRET" },
    });
    await mock.stop();
    const [first, ...lines] = mock.output().trimEnd().split("\n");
    expect(first).toBe(`The mock listens on ${mock.url}`);
    expect(lines).toEqual([
      expect.stringMatching(/^GET \/ucwa\/v1\/applications\/833\S+ 200 \d+\.\d ms$/),
      expect.stringMatching(/^PUT \S+ 400 \d+\.\d ms {2}Request body property accessLevel must be equal/),
    ]);
    expect(mock.output()).not.toContain("SECRET");
  });

  test("--log json writes objects", async () => {
    await using mock = await startCommand("--port", "0", "--log", "json");
    await ask(mock, meeting);
    await mock.stop();
    const line = JSON.parse(mock.output().trimEnd().split("\n").at(-1) ?? "");
    expect(line).toMatchObject({ method: "GET", target: meeting, status: 200, operationId: "getMyOnlineMeeting" });
  });

  test.each(["SIGTERM", "SIGINT"] as const)("%s finishes what is in flight and exits with 0", async (signal) => {
    const mock = await startCommand("--port", "0", "--fault", "delay:60000", "--log", "none");
    // The first request of a process takes longest.
    await ask(mock, "/__mock/health");
    const answer = ask(mock, meeting);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await mock.stop(signal)).toBe(0);
    expect((await answer).status).toBe(200);
  });

  test("understands its flags", async () => {
    const file = join(folder, "seed.json");
    const href = "/ucwa/oauth/v1/applications/1/onlineMeetings/myOnlineMeetings/STANDUP1";
    await writeFile(file, JSON.stringify({ rel: "myOnlineMeeting", subject: "Stand-up", _links: { self: { href } } }));
    const flags = [
      "--dialect",
      "deployed",
      "--switch",
      "guidProperty=off",
      "--clock",
      "2026-03-01T12:00:00Z",
      "--seed",
      file,
    ];
    await using mock = await startCommand("--port", "0", "--body-limit", "1000", ...flags);
    const { json, headers } = await ask(mock, href);
    expect(json.subject).toBe("Stand-up");
    expect(headers.get("etag")).toMatch(/^"\d+"$/);
    expect(Object.keys(json).some((name) => name.startsWith("56de7bbf"))).toBe(false);
    expect((await ask(mock, href, { method: "PUT", json: { subject: "x".repeat(1000) } })).status).toBe(413);
  });

  test("--examples answers as Prism does, without memory", async () => {
    await using mock = await startCommand("--port", "0", "--examples");
    await ask(mock, meeting, { method: "DELETE" });
    expect((await ask(mock, meeting)).status).toBe(200);
  });
});
