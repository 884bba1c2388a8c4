import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { namedInComments } from "../scripts/packages-inside.ts";
import * as fetchSource from "../src/fetch.ts";
import * as source from "../src/index.ts";
import { ask, meeting } from "./support/ask.ts";
import { listProbes, probes } from "./support/probes.ts";

/** These tests look at what is installed: the files that `build` made. */
const dist = new URL("../dist/", import.meta.url);

test("the package exports these names and no others", async () => {
  const packed = await import(new URL("index.js", dist).href);
  expect(Object.keys(packed).sort()).toEqual(Object.keys(source).sort());
  expect(Object.keys(packed).sort()).toEqual([
    "ClockError",
    "MockError",
    "PortInUseError",
    "RecordingError",
    "SandboxError",
    "SavedStateError",
    "SeedError",
    "StoreFullError",
    "StoreUnavailableError",
    "UnknownFaultError",
    "UnknownSwitchError",
    "UsageError",
    "createMemoryStore",
    "createSandbox",
    "describeViolation",
    "dialects",
    "escapeControlCharacters",
    "faults",
    "isLoopback",
    "mockSettings",
    "openStore",
    "readEnvironment",
    "readInteger",
    "readSettings",
    "sandboxSettings",
    "startMock",
    "startProxy",
    "storeSetting",
    "switches",
    "toFault",
    "toSeeds",
    "toSwitches",
  ]);
});

test("the other ways in export these names and no others", async () => {
  const names = async (file: string) => Object.keys(await import(new URL(file, dist).href)).sort();
  expect(await names("fetch.js")).toEqual(Object.keys(fetchSource).sort());
  expect(await names("fetch.js")).toEqual([
    "ClockError",
    "MockError",
    "RecordingError",
    "SandboxError",
    "SavedStateError",
    "SeedError",
    "StoreFullError",
    "StoreUnavailableError",
    "UnknownFaultError",
    "UnknownSwitchError",
    "createMemoryStore",
    "createMock",
    "createSandbox",
    "dialects",
    "faults",
    "switches",
    "toFault",
    "toSwitches",
  ]);
  expect(await names("msw.js")).toEqual(["handlers"]);
  expect(await names("service-worker.js")).toEqual(["fire", "handle"]);
});

test("what a store needs is loaded where a setting asks for it, and not before", () => {
  const loaded = new Set<string>();
  const load = (file: string) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    const code = readFileSync(new URL(file, dist), "utf8");
    for (const [, imported = ""] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) load(imported);
  };
  for (const file of ["index.js", "bin.js", "fetch.js"]) load(file);
  const uses = (file: string) => /"(?:node:sqlite|iovalkey)"/.test(readFileSync(new URL(file, dist), "utf8"));
  expect([...loaded].filter(uses)).toEqual([]);
  expect(globSync("*.js", { cwd: dist }).filter(uses)).toHaveLength(2);
});

test("the bundled command does all 17 probes and those of the list, and loads what it left out where it is asked for", async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL("bin.js", dist)), "--port", "0"]);
  const [line] = await once(child.stdout.setEncoding("utf8"), "data");
  const url = /http:\S+/.exec(line)?.[0] ?? "";
  try {
    for (const { name, run } of [...probes, ...listProbes])
      expect({ name, does: await run({ url }) }).toEqual({ name, does: true });
    const { status, json } = await ask({ url }, meeting, { headers: { prefer: "dynamic=true" } });
    expect([status, json.rel]).toEqual([200, expect.stringMatching(/^my(Assigned)?OnlineMeeting$/)]);
  } finally {
    child.kill();
    await once(child, "exit");
  }
});

test.each(["index", "fetch", "msw", "service-worker"])(
  "the types of %s need nothing but themselves, and MSW where it is used",
  (entry) => {
    const seen = new Set<string>();
    const visit = (url: URL) => {
      if (seen.has(url.href)) return;
      seen.add(url.href);
      for (const [, name = ""] of readFileSync(url, "utf8").matchAll(/from "(.+?)"/g)) {
        if (entry === "msw" && name === "msw") continue;
        expect(name).toMatch(/^\.\.?\//);
        visit(new URL(name.replace(/\.ts$/, ".d.ts").replace(/\.js$/, ".d.ts"), url));
      }
    };
    visit(new URL(`${entry}.d.ts`, dist));
    expect(seen.size).toBeGreaterThan(5);
  },
);

test("the package brings nothing along, and the licences of what it carries", () => {
  const { dependencies = {} } = JSON.parse(readFileSync(new URL("../package.json", dist), "utf8"));
  expect(dependencies).toEqual({});
  const text = readFileSync(new URL("THIRD-PARTY-NOTICES.txt", dist), "utf8");
  for (const name of ["@stoplight/prism-http 5", "fp-ts 2", "ajv 8", "@faker-js/faker 10", "negotiator 1"]) {
    expect(text).toContain(name);
  }
});

test("the notices have the whole licence of each package, also of those that are inside a file of another", () => {
  const text = readFileSync(new URL("THIRD-PARTY-NOTICES.txt", dist), "utf8");
  const [, ...sections] = text.split(`\n\n${"-".repeat(80)}\n\n`);
  const heads = sections.map((section) => section.slice(0, section.indexOf("\n")));
  const short = sections.filter((section) => section.length < 500 || !/copyright|©/i.test(section));
  expect(short).toEqual([]);
  for (const name of ["drange", "randexp", "ret", "yaml"]) {
    expect(heads).toContainEqual(expect.stringMatching(new RegExp(`^${name}, inside json-schema-faker \\d`)));
  }
  // It leaves no comment that says so; that its dependency is imported nowhere tells of it.
  expect(heads).toContainEqual(expect.stringMatching(/^jsep, inside jsonpath-plus \d/));
  const yaml = sections.find((section) => section.startsWith("yaml, "));
  expect(yaml).toContain("Copyright 2018 Eemeli Aro");
  expect(yaml).toContain("Permission to use, copy, modify, and/or distribute this software");
});

test("a package inside another is known by the comment of its bundler, also where it is scoped or far away", () => {
  const code = `// src/index.js\nvar a;\n// node_modules/ret/lib/index.js\n  // ../../node_modules/.pnpm/@one+two@1.0.0/node_modules/@one/two/main.js\n`;
  expect(namedInComments(code)).toEqual(["ret", "@one/two"]);
});
