import { expect, test } from "vitest";
import { MockError } from "../errors.ts";
import { readSandboxSettings } from "./sandbox-request.ts";

test("a sandbox has the settings that its creator gives, and those of the server for what is left out", () => {
  expect(readSandboxSettings(undefined, 60)).toEqual({});
  expect(readSandboxSettings({}, 60)).toEqual({});
  const seed = { rel: "myOnlineMeeting" };
  const settings = { seed: [seed], dialect: "deployed", switches: { etag: "decimal" }, clock: "now", ttl: 60 };
  expect(readSandboxSettings(settings, 60)).toEqual(settings);
  expect(readSandboxSettings({ seed }, 60)).toEqual({ seed: [seed] });
  expect(readSandboxSettings({ ttl: 1 }, 60)).toEqual({ ttl: 1 });
});

test.each([
  [null, "The body: expected an object, got null."],
  ["a", 'The body: expected an object, got "a".'],
  [{ tt: 1 }, 'The body: expected no members but seed, dialect, switches, clock, ttl, got "tt".'],
  [{ dialect: null }, "/dialect: expected documented or deployed, got null."],
  [{ switches: "etag" }, '/switches: expected an object, got "etag".'],
  [{ switches: { etag: null } }, "/switches/etag: expected a string, got null."],
  [{ switches: { ["x".repeat(101)]: 1 } }, `/switches/${"x".repeat(100)}…: expected a string, got 1.`],
  [{ clock: 0 }, '/clock: expected "now" or a time such as 2026-01-31T12:00:00Z, got 0.'],
  [{ ttl: 0 }, "/ttl: expected a whole number of seconds from 1 to 60, got 0."],
  [{ ttl: 61 }, "/ttl: expected a whole number of seconds from 1 to 60, got 61."],
  [{ ttl: 1.5 }, "/ttl: expected a whole number of seconds from 1 to 60, got 1.5."],
  [{ ttl: "60" }, '/ttl: expected a whole number of seconds from 1 to 60, got "60".'],
])("%j is told what is wrong with it", (body, message) => {
  expect(() => readSandboxSettings(body, 60)).toThrow(new MockError(message));
});

test("values of settings that there are not are told by what knows them", () => {
  expect(() => readSandboxSettings({ seed: 1 }, 60)).toThrow("seed: expected a resource as a GET returns it in JSON");
  expect(() => readSandboxSettings({ switches: { etag: "x" } }, 60)).toThrow("switch etag: expected guid or decimal");
});
