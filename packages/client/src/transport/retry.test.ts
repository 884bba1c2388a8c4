import { expect, test } from "vitest";
import { delayOf } from "./retry.ts";

const limits = { retries: 2, minDelay: 200, maxDelay: 10_000, deadline: 60_000 };

test.each([0, 1, 1_023, 1_024, 100_000])("no wait stays none after %i repetitions", (repetition) => {
  expect(delayOf({ ...limits, minDelay: 0 }, repetition, "")).toBe(0);
});

test.each([1_024, 100_000])("a wait that was doubled %i times is maxDelay", (repetition) => {
  expect(delayOf(limits, repetition, "")).toBe(10_000);
});

test("a wait without a limit is what the server asks for, as far as a timer goes", () => {
  const unlimited = { ...limits, maxDelay: Number.POSITIVE_INFINITY };
  expect(delayOf(unlimited, 0, "86400")).toBe(86_400_000);
  expect(delayOf(unlimited, 0, "9".repeat(400))).toBe(2 ** 31 - 1);
  expect(delayOf(unlimited, 100_000, "")).toBe(2 ** 31 - 1);
});
