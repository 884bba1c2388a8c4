import { describe, expect, it } from "vitest";
import { parseTimestamp, toJsonDate, toXmlDateTime } from "./timestamp.ts";

describe("A date and time in XML becomes /Date(ms)/", () => {
  it.each([
    // The trace of a deployed server pairs these two.
    ["2013-02-07T01:17:18.000Z", "/Date(1360199838000)/"],
    ["2013-02-07T01:17:18.0000000Z", "/Date(1360199838000)/"],
    ["2013-02-06T17:17:18-08:00", "/Date(1360199838000)/"],
    ["2013-02-07T06:47:18+05:30", "/Date(1360199838000)/"],
    ["1970-01-01T00:00Z", "/Date(0)/"],
    ["1969-12-31T23:59:59.9999999Z", "/Date(-1)/"],
    ["2016-02-29T00:00:00.5Z", "/Date(1456704000500)/"],
    ["0001-01-01T00:00:00Z", "/Date(-62135596800000)/"],
    ["9999-12-31T23:59:59.9999999Z", "/Date(253402300799999)/"],
    ["275760-09-13T00:00:00Z", "/Date(8640000000000000)/"],
    ["-271821-04-20T00:00:00Z", "/Date(-8640000000000000)/"],
  ])("%s is %s", (text, literal) => {
    expect(toJsonDate(text)).toBe(literal);
  });
});

describe("A text that names no point in time becomes nothing", () => {
  it.each([
    ["2015-07-14T20:54:08", "the offset is missing"],
    ["2015-02-30T00:00:00Z", "February has no 30th"],
    ["2015-13-01T00:00:00Z", "there is no 13th month"],
    ["2015-07-14T24:00:00Z", "there is no 24th hour"],
    ["2015-07-14T20:60:00Z", "there is no 60th minute"],
    ["2015-07-14T20:54:08+15:00", "no zone is 15 hours ahead"],
    ["2015-07-14T20:54:08+0530", "the offset has no colon"],
    ["2015-07-14T20:54:08.Z", "the fraction has no digit"],
    ["2015-07-14 20:54:08Z", "a space stands for the T"],
    ["02015-07-14T20:54:08Z", "the year has a zero too many"],
    ["+12015-07-14T20:54:08Z", "XML has no plus before a year"],
    ["-0000-01-01T00:00:00Z", "there is one year zero"],
    ["275760-09-13T00:00:00-01:00", "a Date does not reach that far"],
    ["99999999-01-01T00:00:00Z", "a Date does not reach that far"],
    ["/Date(0)/", "this is the form of JSON"],
    ["2015-07-14T20:54:08Z/", "something follows"],
    ["tomorrow", "this is a word"],
    ["", "there is nothing"],
  ])("%s: %s", (text) => {
    expect(toJsonDate(text)).toBeUndefined();
  });
});

describe("/Date(ms)/ becomes a date and time in UTC with seven fractional digits", () => {
  it.each([
    ["/Date(1360199838000)/", "2013-02-07T01:17:18.0000000Z"],
    ["/Date(-1)/", "1969-12-31T23:59:59.9990000Z"],
    ["/Date(1360199838000+0530)/", "2013-02-07T01:17:18.0000000Z"],
    ["/Date(253402300800000)/", "10000-01-01T00:00:00.0000000Z"],
    ["/Date(999999999999999)/", "33658-09-27T01:46:39.9990000Z"],
    ["/Date(-62167219200000)/", "0000-01-01T00:00:00.0000000Z"],
    ["/Date(-62167219200001)/", "-0001-12-31T23:59:59.9990000Z"],
    ["/Date(-999999999999999)/", "-29719-04-05T22:13:20.0010000Z"],
    ["/Date(-8640000000000000)/", "-271821-04-20T00:00:00.0000000Z"],
  ])("%s is %s", (literal, text) => {
    expect(toXmlDateTime(literal)).toBe(text);
  });

  it("A point in time beyond the reach of a Date becomes nothing", () => {
    expect(toXmlDateTime("/Date(8640000000000001)/")).toBeUndefined();
    expect(toXmlDateTime("/Date(99999999999999999999)/")).toBeUndefined();
  });
});

it("A text with /Date(ms)/ somewhere in it is no date", () => {
  expect(toXmlDateTime("at /Date(0)/")).toBeUndefined();
  expect(toXmlDateTime("/Date(0)/.")).toBeUndefined();
});

it("A date and time with an offset stays the text that it is", () => {
  expect(toXmlDateTime("2015-07-14T20:54:08.5148072-05:00")).toBe("2015-07-14T20:54:08.5148072-05:00");
  expect(toXmlDateTime("2015-07-14T20:54:08.5148072")).toBeUndefined();
});

describe("Either form of a time is read as milliseconds since 1970", () => {
  it.each([
    ["/Date(1360199838000)/", 1360199838000],
    ["/Date(1360199838000+0100)/", 1360199838000],
    ["/Date(-1)/", -1],
    ["2013-02-06T17:17:18-08:00", 1360199838000],
    ["2013-02-07T01:17:18.0000000Z", 1360199838000],
  ])("%s", (text, milliseconds) => {
    expect(parseTimestamp(text)).toBe(milliseconds);
  });

  it.each(["", "soon", "2013-02-07T01:17:18", "2013-02-30T00:00:00Z", "/Date()/", "/Date(99999999999999999999)/"])(
    "%j is none",
    (text) => {
      expect(parseTimestamp(text)).toBeUndefined();
    },
  );
});
