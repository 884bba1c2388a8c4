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

test("a server that never says 304 does not, and a request that does not ask gets none", () => {
  expect(isNotModified(`"${etag}"`, entry, { ...switches, notModified: "200" })).toBe(false);
  expect(isNotModified(undefined, entry, switches)).toBe(false);
});

test.each([
  [undefined, 428, "PreconditionRequired", "If-Match: expected the ETag in double quotes, got none."],
  ["", 428, "PreconditionRequired", "If-Match: expected the ETag in double quotes, got ."],
  ['"a"', 412, "PreconditionFailed", `If-Match: expected the current ETag, "${etag}", got "a".`],
])("If-Match: %s is refused with what was expected", (header, code, example, message) => {
  expect(() => checkIfMatch(header, entry, switches, true)).toThrow(
    expect.objectContaining({ status: code, example, message }),
  );
});

test("a star is what the dialect says, and a star in quotes is an ETag like any other", () => {
  expect(status("*", true, { ...switches, ifMatchStar: "ignored" })).toBe(428);
  expect(status("*", false, { ...switches, ifMatchStar: "ignored" })).toBe(200);
  expect(status('"*"', true)).toBe(412);
  expect(status('"*"', true, { ...switches, ifMatchStar: "ignored" })).toBe(412);
  expect(status(`"a", "${etag}"`, true)).toBe(200);
  expect(status(etag, true)).toBe(200);
});
