import { expect, test } from "vitest";
import { formatTimestamp, parseTimestamp } from "./timestamps.ts";

test.each([
  ["/Date(1360199838000)/", "2013-02-07T01:17:18.000Z"],
  ["/Date(1360199838000-0800)/", "2013-02-07T01:17:18.000Z"],
  ["/Date(-1)/", "1969-12-31T23:59:59.999Z"],
  ["2013-02-07T01:17:18.000Z", "2013-02-07T01:17:18.000Z"],
  ["2016-09-26T16:20:29.6249403-07:00", "2016-09-26T23:20:29.624Z"],
  ["2016-09-26T16:20:29-0700", "2016-09-26T23:20:29.000Z"],
  ["-000001-01-01T00:00:00Z", "-000001-01-01T00:00:00.000Z"],
])("%s is read as %s", (written, iso) => {
  expect(parseTimestamp(written).toISOString()).toBe(iso);
});

test.each([
  "2013-02-07T01:17:18",
  "2013-02-07",
  "2013-02-07T01:17:18Z or so",
  "Thu 2013-02-07T01:17:18Z",
  // The Date of Node reads these two.
  "7 Feb 2013 (2013-02-07T01:17:18Z",
  "-TZ 2013-02-07",
  "at /Date(0)/",
  "",
  "soon",
])("%j is read as an invalid date", (written) => {
  expect(parseTimestamp(written).getTime()).toBeNaN();
});

test("an invalid Date is refused by its name", () => {
  expect(() => formatTimestamp(new Date(Number.NaN), "expirationTime")).toThrow(
    'expirationTime: expected a valid Date, or a time with Z or an offset from UTC, got "Invalid Date"',
  );
});

test("a Date is written in ISO 8601, a string with an offset as it is", () => {
  expect(formatTimestamp(new Date(0), "expirationTime")).toBe("1970-01-01T00:00:00.000Z");
  expect(formatTimestamp("/Date(0)/", "expirationTime")).toBe("/Date(0)/");
  expect(formatTimestamp("2016-09-26T16:20:29.6249403-07:00", "expirationTime")).toBe(
    "2016-09-26T16:20:29.6249403-07:00",
  );
});
