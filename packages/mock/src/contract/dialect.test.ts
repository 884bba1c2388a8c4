import { expect, test } from "vitest";
import { UnknownSwitchError } from "../errors.ts";
import { chooseSwitches, toSwitches } from "./dialect.ts";
import { switches } from "./switches.ts";

test("each switch has the value of its dialect", () => {
  const documented = Object.entries(switches).map(([name, row]) => [name, row.documented]);
  const deployed = Object.entries(switches).map(([name, row]) => [name, row.deployed]);
  expect(chooseSwitches("documented")).toEqual(Object.fromEntries(documented));
  expect(chooseSwitches("deployed")).toEqual(Object.fromEntries(deployed));
});

test("a switch that is set differs from its dialect, and the others do not", () => {
  const { etag, ...others } = chooseSwitches("documented", { etag: "decimal", hrefs: undefined });
  const { etag: own, ...rest } = chooseSwitches("documented");
  expect([own, etag]).toEqual(["guid", "decimal"]);
  expect(others).toEqual(rest);
});

test("a switch that there is not is an error that names those that there are", () => {
  const names = Object.keys(switches).join(", ");
  const error = new UnknownSwitchError(`switch: expected one of ${names}, got "colour".`);
  expect(() => chooseSwitches("documented", { colour: "red" })).toThrow(error);
  expect(() => toSwitches({ colour: "red" })).toThrow(error);
});

test("a value that a switch does not take is an error that names those that it takes", () => {
  const error = new UnknownSwitchError('switch etag: expected guid or decimal, got "none".');
  expect(() => toSwitches({ hrefs: "absolute", etag: "none" })).toThrow(error);
  expect(toSwitches({ hrefs: "absolute" })).toEqual({ hrefs: "absolute" });
});
