import { expect, test } from "vitest";
import { ClockError } from "../errors.ts";
import { createClock, defaultLifetime, inRange, readTimestamp, writeTimestamp } from "./clock.ts";

const example = Date.UTC(2013, 5, 1, 20);

test("a clock that nobody sets stands still eight hours before the earliest example, and today counts as well", () => {
  const clock = createClock(undefined, example);
  expect([clock.now(), defaultLifetime]).toEqual([Date.UTC(2013, 5, 1, 12), 8 * 3_600_000]);
  const [today, ...others] = clock.extraReferenceTimes();
  expect(others).toEqual([]);
  expect(Math.abs(Number(today) - Date.now())).toBeLessThan(60_000);
  expect([inRange(example, clock), inRange(Date.now(), clock)]).toEqual([true, true]);
});

test("a clock that is set to a time stands still there, and no other time counts", () => {
  const clock = createClock("2026-01-31T12:00:00+01:00", example);
  expect([clock.now(), clock.extraReferenceTimes()]).toEqual([Date.UTC(2026, 0, 31, 11), []]);
});

test("a clock that is set to now goes", () => {
  const clock = createClock("now", example);
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60_000);
  expect(clock.extraReferenceTimes()).toEqual([]);
});

test.each(["", "yesterday", "2026-01-31T12:00:00", "2026-02-30T12:00:00Z", "NOW"])(
  "%j is no time for a clock",
  (text) => {
    expect(() => createClock(text, example)).toThrow(
      new ClockError(`clock: expected "now" or a time such as 2026-01-31T12:00:00Z, got ${JSON.stringify(text)}.`),
    );
  },
);

test("a time is in range from one year before to ten years after", () => {
  const clock = createClock("2024-02-29T12:00:00Z", example);
  const first = Date.UTC(2023, 2, 1, 12);
  const last = Date.UTC(2034, 2, 1, 12);
  expect([first - 1, first, last, last + 1].map((ms) => inRange(ms, clock))).toEqual([false, true, true, false]);
});

test("a time is read in both of its forms, and written in that of a server", () => {
  expect([readTimestamp("/Date(7)/"), readTimestamp("1970-01-01T00:00:00.007Z")]).toEqual([7, 7]);
  expect([readTimestamp(7), readTimestamp(undefined), readTimestamp("soon")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(readTimestamp(["/Date(7)/"])).toBeUndefined();
  expect(writeTimestamp(-7)).toBe("/Date(-7)/");
});
