import { expect, test } from "vitest";
import { chooseSwitches } from "../contract/dialect.ts";
import { checkPreconditions, isNotModified } from "./conditional.ts";
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
  [`, "a",, "${etag}",`, true],
  [` "${etag}" `, true],
  [`"${etag}`, false],
  [`w/"${etag}"`, false],
  [`W/ "${etag}"`, false],
  [`"a" "${etag}"`, false],
  [`a ${etag}`, false],
  [`${etag}"`, false],
  [`"a"${etag}`, false],
  [`"${etag}"a`, false],
  [`"a, ${etag}, b"`, false],
  ["", false],
])("If-None-Match: %s matches the current ETag: %s", (header, expected) => {
  expect(isNotModified(header, entry, switches)).toBe(expected);
});

const status = (header: string | undefined, isRequired: boolean, own = switches) => {
  try {
    checkPreconditions(header === undefined ? {} : { "if-match": header }, entry, own, isRequired);
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
  [`w/"${etag}"`, true, 412],
  [`W/ "${etag}"`, true, 412],
  [`"a" "${etag}"`, true, 412],
  [`"${etag}`, true, 412],
  [" , ", true, 428],
  ["*", true, 200],
])("If-Match: %s, required: %s, is %i", (header, isRequired, expected) => {
  expect(status(header, isRequired)).toBe(expected);
});

test("what is no entity tag is not taken for none by any server", () => {
  for (const header of [`w/"${etag}"`, `"${etag}`])
    expect(status(header, true, { ...switches, unquotedIfMatch: "ignored" })).toBe(412);
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
  expect(() => checkPreconditions(header === undefined ? {} : { "if-match": header }, entry, switches, true)).toThrow(
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

test("a change is refused if If-None-Match has the current ETag, after what If-Match says", () => {
  const check =
    (headers: Record<string, string>, own = switches) =>
    () =>
      checkPreconditions(headers, entry, own, false);
  const message = (actual: string) => `If-None-Match: expected another ETag, got ${actual}.`;
  for (const header of ["*", `"${etag}"`, `"a", W/"${etag}"`]) {
    expect(check({ "if-none-match": header })).toThrow(
      expect.objectContaining({ status: 412, example: "PreconditionFailed", message: message(header) }),
    );
    expect(check({ "if-match": `"${etag}"`, "if-none-match": header })).toThrow(message(header));
    expect(check({ "if-match": '"a"', "if-none-match": header })).toThrow("If-Match: expected");
    expect(check({ "if-none-match": header }, { ...switches, notModified: "200" })).not.toThrow();
  }
  expect(check({ "if-none-match": '"a"' })).not.toThrow();
});
