import { expect, test } from "vitest";
import { UnknownFaultError } from "../errors.ts";
import { faults, readFault, readFaultOptions, toFault, toFaultState } from "./fault-setting.ts";

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

test("a fault that there is not is told those that there are", () => {
  const error = new UnknownFaultError(`fault: expected one of ${Object.keys(faults).join(", ")}, got "fire".`);
  expect(() => readFault("fire:1")).toThrow(error);
  expect(() => toFault("fire")).toThrow(error);
  expect(toFault("delay:250")).toBe("delay:250");
});

test.each([
  ["reset:1", 'fault: expected reset, got "reset:1".'],
  ["unavailable:x", 'fault: expected unavailable:5, got "unavailable:x".'],
  ["unavailable:12345678", 'fault: expected unavailable:5, got "unavailable:12345678".'],
  ["delay:300001", "fault: expected a delay of at most 300000 milliseconds, got 300001."],
])("%s is told as %s", (text, message) => {
  expect(() => readFault(text)).toThrow(new UnknownFaultError(message));
});

test("a number of seconds may be larger than a delay", () => {
  expect(readFault("unavailable:300001")).toEqual({ name: "unavailable", value: 300_001 });
});

test("a fault is for all requests unless somebody says otherwise", () => {
  expect(readFaultOptions({})).toEqual({ rate: 1, seed: 0, times: Number.POSITIVE_INFINITY });
  for (const options of [
    { rate: 0, seed: 0, times: 1 },
    { rate: 1, seed: Number.MAX_SAFE_INTEGER, times: Number.POSITIVE_INFINITY },
    { rate: 0.25, seed: 7, times: 3 },
  ]) {
    expect(readFaultOptions(options)).toEqual(options);
  }
});

test.each([
  [{ rate: -0.1 }, "fault rate: expected a number from 0 to 1, got -0.1."],
  [{ rate: 1.1 }, "fault rate: expected a number from 0 to 1, got 1.1."],
  [{ rate: Number.NaN }, "fault rate: expected a number from 0 to 1, got NaN."],
  [{ rate: "1" }, 'fault rate: expected a number from 0 to 1, got "1".'],
  [{ seed: -1 }, "fault seed: expected a whole number from 0, got -1."],
  [{ seed: 0.5 }, "fault seed: expected a whole number from 0, got 0.5."],
  [{ seed: Number.POSITIVE_INFINITY }, "fault seed: expected a whole number from 0, got Infinity."],
  [{ times: 0 }, "fault times: expected a whole number from 1, got 0."],
  [{ times: 1.5 }, "fault times: expected a whole number from 1, got 1.5."],
  [{ times: Number.NEGATIVE_INFINITY }, "fault times: expected a whole number from 1, got -Infinity."],
])("%j are no options of a fault", (options, message) => {
  expect(() => readFaultOptions(options)).toThrow(new UnknownFaultError(message));
});

test("a store keeps of a fault what it has, and no more", () => {
  expect(toFaultState("delay:250", { rate: 0.5, seed: 7, times: 3 })).toStrictEqual({
    name: "delay",
    value: 250,
    rate: 0.5,
    seed: 7,
    times: 3,
  });
  expect(toFaultState("reset")).toStrictEqual({ name: "reset", rate: 1, seed: 0 });
  expect(toFaultState(undefined)).toBeUndefined();
  expect(() => toFaultState(undefined, { rate: 2 })).toThrow("fault rate");
});
