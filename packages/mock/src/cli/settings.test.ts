import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mockSettings } from "./mock-settings.ts";
import { readEnvironment } from "./read-environment.ts";
import { sandboxSettings } from "./sandbox-settings.ts";
import { readSettings } from "./settings.ts";

test("every mistake is named at once, by the name that the user wrote", async () => {
  const { values, mistakes } = await readSettings(mockSettings, {
    args: ["--port", "http", "--prot", "1", "--cors", "contoso", "--cors", "http://a.test,b", "word", "--examples=yes"],
    environment: { UCWA_CLOCK: "noon", UCWA_FAULT: "fire", UCWA_SWITCHES: "etag=x,charset=off,xml", UCWA_DIALECT: "" },
  });
  expect(mistakes).toEqual([
    "Unknown option '--prot'. See --help.",
    "Unexpected argument 'word'. See --help.",
    "Option '--examples' does not take an argument. See --help.",
    '--port: expected a whole number from 0 to 65535, got "http".',
    'UCWA_SWITCHES etag: expected guid or decimal, got "x".',
    'UCWA_SWITCHES: expected name=value, got "xml".',
    'UCWA_CLOCK: expected "now" or a time such as 2026-01-31T12:00:00Z, got "noon".',
    '--cors: expected an origin such as https://app.contoso.com, or *, got "contoso".',
    '--cors: expected an origin such as https://app.contoso.com, or *, got "b".',
    expect.stringMatching(/^UCWA_FAULT: expected one of delay, .* got "fire"\.$/),
  ]);
  expect(values).toEqual({});
});

test("a flag counts before the variable, and the last one of several counts unless they are a list", async () => {
  const { values, mistakes } = await readSettings(mockSettings, {
    args: ["--port", "1", "--port=2", "--allow-host", "a.test", "--allow-host", "b.test", "--examples"],
    environment: { PORT: "3", HOST: "::1", UCWA_STATE: "on", UCWA_CORS: "none", UCWA_SEED: "" },
  });
  expect(mistakes).toEqual([]);
  expect(values).toEqual({ port: 2, host: "::1", allowHosts: ["a.test", "b.test"], state: false, cors: [] });
});

test("settings that set parts of one option set all of them", async () => {
  const { values, mistakes } = await readSettings(sandboxSettings, {
    args: ["--sandbox-limit", "5", "--sandbox-max-ttl", "90"],
    environment: { UCWA_SANDBOX_LIMIT: "6", UCWA_SANDBOX_TTL: "60", UCWA_SANDBOX_JOURNAL: "0" },
  });
  expect(mistakes).toEqual([]);
  expect(values).toEqual({ sandboxes: { limit: 5, ttl: 60, maxTtl: 90, journal: 0 } });
});

test("a public URL is read, or named as a mistake", async () => {
  const read = (environment: Record<string, string>) => readSettings(sandboxSettings, { environment });
  expect((await read({ UCWA_PUBLIC_URL: "https://mock.contoso.com" })).values).toEqual({
    publicUrl: "https://mock.contoso.com",
  });
  expect((await read({ UCWA_PUBLIC_URL: "mock.contoso.com" })).mistakes).toEqual([
    'UCWA_PUBLIC_URL: expected a URL without a path, such as https://mock.contoso.com, got "mock.contoso.com".',
  ]);
});

test("a switch counts before that of a dialect in a file, and the file's others stay", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ucwa-dialect-"));
  const file = join(folder, "dialect.json");
  await writeFile(file, '{"dialect":"deployed","switches":{"etag":"decimal","charset":"off"}}');
  const { values, mistakes } = await readSettings(mockSettings, { args: ["--switch", "etag=guid", "--dialect", file] });
  await rm(folder, { recursive: true });
  expect(mistakes).toEqual([]);
  expect(values).toEqual({ dialect: "deployed", switches: { etag: "guid", charset: "off" } });
});

test("a flag in the place of a value is a value that is missing", async () => {
  const { mistakes } = await readSettings(mockSettings, { args: ["--seed", "--clock"] });
  expect(mistakes).toContain("Option '--seed <value>' argument missing. See --help.");
});

test("readEnvironment throws one error with a line for each wrong variable", async () => {
  await expect(readEnvironment({ PORT: "x", HOST: "::1", UCWA_BODY_LIMIT: "-1" })).rejects.toThrow(
    /^PORT: expected .*\.\nUCWA_BODY_LIMIT: expected .*\.$/,
  );
  expect(await readEnvironment({})).toEqual({ port: 4010 });
});
