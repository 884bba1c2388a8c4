import { describe, expect, test } from "vitest";
import { logger } from "../src/cli/log.ts";
import { chooseSwitches } from "../src/contract/dialect.ts";
import { decodeBody } from "../src/contract/read-body.ts";
import { matchRoute } from "../src/contract/route.ts";
import { chooseMediaType } from "../src/http/media-type.ts";
import { readPrefer } from "../src/http/prefer.ts";
import { escapeControlCharacters, type JournalEntry, startMock } from "../src/index.ts";
import { readTimestamp } from "../src/resources/clock.ts";
import { isNotModified } from "../src/resources/conditional.ts";
import { meeting } from "./support/ask.ts";
import { startCommand } from "./support/command.ts";
import { message, openRaw } from "./support/raw-socket.ts";

// Erases the screen, in two spellings; turns the direction of what follows; a line break that only some know; a bell.
const hostile = "\u001b[2J\u009b2J\u202egnp\u2028\u0007\u007f";
// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
const harmful = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

describe("what comes from outside does nothing to a terminal", () => {
  test.each(["line", "json"] as const)("in a log of the form %s", async (form) => {
    const lines: string[] = [];
    const write = logger(form, { out: (line) => lines.push(line) });
    await using mock = await startMock({ log: (entry: JournalEntry) => write?.(entry) });
    const path = `${meeting}/onlineMeetingExtensions?${encodeURIComponent(hostile)}`;
    const headers = { authorization: "Bearer cwt=anything", "content-type": "application/json" };
    await fetch(mock.url + path, { method: "POST", headers, body: JSON.stringify({ [`a${hostile}`]: {} }) });
    using raw = await openRaw(mock);
    raw.socket.write(Buffer.from(message("GET", `/\u009b2J`, "", { Connection: "close" }), "latin1"));
    await raw.closed();
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).not.toMatch(harmful);
    expect(lines[0]).toContain("\\u001b[2J\\u009b2J\\u202egnp");
    if (form === "json") expect(JSON.parse(lines[0] ?? "").violations[0]).toContain(hostile);
  });

  test("and the command prints none of it, whatever it prints", async () => {
    await using upstream = await startMock();
    await using proxy = await startCommand("proxy", upstream.url, "--port", "0");
    const headers = { authorization: "Bearer cwt=anything", "content-type": "application/json" };
    const path = `${meeting}/onlineMeetingExtensions`;
    await fetch(proxy.url + path, { method: "POST", headers, body: JSON.stringify({ [`a${hostile}`]: {} }) });
    await proxy.stop();
    expect(proxy.output()).toContain("POST /ucwa/v1");
    expect(proxy.output()).not.toMatch(harmful);
  });

  test("while other letters stay as they are", () => {
    expect(escapeControlCharacters("Besprechung über 日本 👍")).toBe("Besprechung über 日本 👍");
  });
});

describe("a text of 200,000 characters takes a mock no longer than it takes to read it", () => {
  const size = 200_000;
  const entry = { key: "a/b", version: "1", properties: {} };
  const switches = chooseSwitches("documented");
  const body = { kind: "bytes", bytes: Buffer.from("{}") } as const;
  const readers: [string, (text: string) => unknown][] = [
    ["Prefer", (text) => readPrefer(text)],
    ["If-None-Match", (text) => isNotModified(text, entry, switches)],
    ["Accept", (text) => chooseMediaType(text, ["application/json", "application/xml"])],
    [
      "Content-Type",
      (text) =>
        decodeBody({ method: "PUT", target: "/", headers: { "content-type": text }, body }, ["application/json"], ""),
    ],
    [
      "a charset",
      (text) =>
        decodeBody(
          { method: "PUT", target: "/", headers: { "content-type": `application/json;charset${text}` }, body },
          ["application/json"],
          "",
        ),
    ],
    ["a time", (text) => readTimestamp(text)],
    ["a time after its beginning", (text) => readTimestamp(`2026-01-01T${text}`)],
    ["a path", (text) => matchRoute(text)],
    ["a path after its beginning", (text) => matchRoute(`/applications/${text}`)],
  ];
  const units = [
    "a",
    "-",
    " ",
    "=",
    '"',
    ",",
    ";",
    "a=",
    "a =",
    '"a',
    "W/",
    "; ",
    "a/b;",
    "q=",
    "/",
    "1",
    ":",
    "&",
    "%41",
  ];

  test.each(readers)("%s", (_, read) => {
    const started = performance.now();
    for (const unit of units) {
      const text = unit.repeat(size / unit.length);
      for (const one of [text, `${text}\u0000`, `"${text}`, `a${text}`]) read(one);
    }
    // 76 texts. With an expression that is quadratic, one of them alone takes a minute.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

test("a Prefer header means what it meant, however it is written", () => {
  const all = { code: 409, example: "TooManyGroups", fault: "delay:250", dynamic: true };
  const spellings = [
    'code=409, example=TooManyGroups, ucwa-fault="delay:250", dynamic=true',
    'CODE = 409;example="TooManyGroups" ; ucwa-fault=delay:250,dynamic=true',
    'respond-async, code="409",example =TooManyGroups,,ucwa-fault= "delay:250";dynamic=true',
  ];
  for (const text of spellings) expect(readPrefer(text)).toEqual(all);
  expect(readPrefer('code=4090, example, x="a=b"')).toEqual({});
});
