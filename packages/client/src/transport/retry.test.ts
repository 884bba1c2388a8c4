import { expect, test } from "vitest";
import { retryDelay } from "./retry.ts";

const options = { limit: 2, initialDelay: 200, maxDelay: 10_000 };

test.each([0, 1, 1_023, 1_024, 100_000])("a delay of 0 stays 0 after %i retries", (retryCount) => {
  expect(retryDelay({ ...options, initialDelay: 0 }, retryCount, "")).toBe(0);
});

test.each([1_024, 100_000])("a delay that was doubled %i times is maxDelay", (retryCount) => {
  expect(retryDelay(options, retryCount, "")).toBe(10_000);
});

test("a wait without a limit is what the server asks for, as far as a timer goes", () => {
  const unlimited = { ...options, maxDelay: Number.POSITIVE_INFINITY };
  expect(retryDelay(unlimited, 0, "86400")).toBe(86_400_000);
  expect(retryDelay(unlimited, 0, "9".repeat(400))).toBe(2 ** 31 - 1);
  expect(retryDelay(unlimited, 100_000, "")).toBe(2 ** 31 - 1);
});
