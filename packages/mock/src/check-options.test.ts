import { expect, test } from "vitest";
import { checkMockOptions } from "./check-options.ts";
import { MockError } from "./errors.ts";
import { createMemoryStore } from "./state/memory-store.ts";

/** What a program without types may give. */
const check = (options: object) => checkMockOptions(options);

test("all options can be absent, undefined, or as they are described", () => {
  const names = ["port", "host", "seed", "dialect", "store", "sandboxes", "adminToken", "log", "faultRate"];
  check({});
  check(Object.fromEntries(names.map((name) => [name, undefined])));
  check({
    ...{ port: 0, host: "127.0.0.1", allowHosts: ["mock.contoso.com"], publicUrl: "https://mock.contoso.com" },
    ...{ state: false, seed: [], dialect: "deployed", switches: { etag: "guid" }, clock: "now", cors: [] },
    ...{ meetingLimit: 0, bodyLimit: 0, requestTimeout: 0, maxConnections: 1, closeTimeout: 0, fault: "reset" },
    ...{ store: createMemoryStore(), adminToken: "!~", log: () => {}, logControls: true, middleware: () => {} },
    sandboxes: { limit: 0, ttl: 1, maxTtl: 1, resources: 0, characters: 0, journal: 0 },
  });
  check({
    port: 65_535,
    bodyLimit: 1_073_741_824,
    closeTimeout: 2_147_483_647,
    replay: { "a.har": {} },
    dialect: "documented",
  });
});

const count = "a whole number from 0 to 2147483647";

test.each([
  ["port", 65_536, "a whole number from 0 to 65535", "65536"],
  ["port", "4010", "a whole number from 0 to 65535", '"4010"'],
  ["port", -1, "a whole number from 0 to 65535", "-1"],
  ["host", 5, "a string", "5"],
  ["allowHosts", "mock.contoso.com", "a list of strings", '"mock.contoso.com"'],
  ["allowHosts", ["a", 5], "a list of strings", '["a",5]'],
  ["publicUrl", {}, "a string", "{}"],
  ["state", "off", "true or false", '"off"'],
  ["seed", { rel: "myOnlineMeeting" }, "a list of resources", '{"rel":"myOnlineMeeting"}'],
  ["replay", [], "parsed HAR files by their names", "[]"],
  ["replay", 5, "parsed HAR files by their names", "5"],
  ["dialect", "real", "documented or deployed", '"real"'],
  ["switches", null, "an object", "null"],
  ["clock", 0, "a string", "0"],
  ["meetingLimit", 1.5, count, "1.5"],
  ["bodyLimit", Number.NaN, "a whole number from 0 to 1073741824", "NaN"],
  ["bodyLimit", 1_073_741_825, "a whole number from 0 to 1073741824", "1073741825"],
  ["requestTimeout", -1, count, "-1"],
  ["maxConnections", 0, "a whole number from 1 to 2147483647", "0"],
  ["closeTimeout", Number.POSITIVE_INFINITY, count, "Infinity"],
  ["closeTimeout", 2_147_483_648, count, "2147483648"],
  ["cors", "*", "a list of strings", '"*"'],
  ["fault", 500, "a string", "500"],
  ["store", "sqlite:state.db", "a store, such as one of openStore", '"sqlite:state.db"'],
  ["store", { open: true }, "a store, such as one of openStore", '{"open":true}'],
  ["sandboxes", 5, "an object", "5"],
  ["log", "console", "a function", '"console"'],
  ["logControls", 1, "true or false", "1"],
  ["middleware", [], "a function", "[]"],
])("the option %s cannot be %j", (name, value, expected, actual) => {
  expect(() => check({ [name]: value })).toThrow(new MockError(`${name}: expected ${expected}, got ${actual}.`));
});

test.each(["", "s3cret token", "s3crét", 5])(
  "an admin token that no header can have, %j, is not shown",
  (adminToken) => {
    expect(() => check({ adminToken })).toThrow(
      new MockError("adminToken: expected visible ASCII characters, got something else."),
    );
  },
);

test.each([
  ["limit", -1, 0],
  ["ttl", 0, 1],
  ["maxTtl", 0, 1],
  ["resources", -1, 0],
  ["characters", -1, 0],
  ["journal", -1, 0],
])("the option %s of sandboxes cannot be %d", (name, value, least) => {
  const message = `sandboxes.${name}: expected a whole number from ${least} to 2147483647, got ${value}.`;
  expect(() => check({ sandboxes: { [name]: value } })).toThrow(new MockError(message));
});

test("sandboxes cannot stay longer by default than anybody may ask for", () => {
  const message = (least: number, ttl: number) =>
    new MockError(`sandboxes.ttl: expected at most sandboxes.maxTtl (${least}), got ${ttl}.`);
  expect(() => check({ sandboxes: { ttl: 61, maxTtl: 60 } })).toThrow(message(60, 61));
  expect(() => check({ sandboxes: { ttl: 86_401 } })).toThrow(message(86_400, 86_401));
  check({ sandboxes: { ttl: 60, maxTtl: 60 } });
  check({ sandboxes: { maxTtl: 60 } });
});
