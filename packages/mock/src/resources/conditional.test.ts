import { expect, test } from "vitest";
import { chooseSwitches } from "../contract/dialect.ts";
import { checkIfMatch, isNotModified } from "./conditional.ts";
import { computeEtag } from "./etag.ts";

const switches = chooseSwitches("documented");
const entry = { key: "1/2", version: "3", properties: {} };
const etag = computeEtag(entry, switches);

test.each([
  [`"${etag}"`, true],
  [`W/"${etag}"`, true],
  [etag, true],
  ["*", true],
  ['"*"', false],
  [`"a", "${etag}"`, true],
  [`a,${etag}`, true],
  [`"a,${etag}"`, false],
  [`"${etag}`, true],
  ["", false],
])("If-None-Match: %s matches the current ETag: %s", (header, expected) => {
  expect(isNotModified(header, entry, switches)).toBe(expected);
});

const status = (header: string | undefined, isRequired: boolean, own = switches) => {
  try {
    checkIfMatch(header, entry, own, isRequired);
    return 200;
  } catch (error) {
    return error instanceof Error && "status" in error ? error.status : error;
  }
};

test.each([
  [undefined, false, 200],
  [undefined, true, 428],
  [`"${etag}"`, true, 200],
  [`W/"${etag}"`, true, 412],
  ['"a", "b"', true, 412],
  ["*", true, 200],
])("If-Match: %s, required: %s, is %i", (header, isRequired, expected) => {
  expect(status(header, isRequired)).toBe(expected);
});

test("a deployed server takes an If-Match without quotes for none", () => {
  expect(status(etag, true, { ...switches, unquotedIfMatch: "ignored" })).toBe(428);
});
