import { expect, test } from "vitest";
import { readFault } from "./fault-setting.ts";

test.each([
  ["delay", { name: "delay", value: 1000 }],
  ["delay:0", { name: "delay", value: 0 }],
  ["delay:300000", { name: "delay", value: 300_000 }],
  ["reset", { name: "reset", value: undefined }],
  ["unavailable:7", { name: "unavailable", value: 7 }],
])("%s is a fault", (text, expected) => {
  expect(readFault(text)).toEqual(expected);
});

test.each([
  "",
  "Delay",
  "delay:",
  "delay:-1",
  "delay:1.5",
  "delay:1e3",
  "delay: 1",
  "delay:1:2",
  "delay:300001",
  "delay:99999999",
  "reset:1",
  "constructor",
])("%j is none", (text) => {
  expect(() => readFault(text)).toThrow(/^fault: expected .*, got /);
});
