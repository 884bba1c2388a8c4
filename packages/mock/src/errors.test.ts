import { expect, test } from "vitest";
import * as errors from "./errors.ts";

test("each error is told by its name, and is one of this package's", () => {
  const { PortInUseError, StoreFullError, ...others } = errors;
  const named = Object.entries(others).map(([name, Class]) => [name, new Class("No.")] as const);
  const special = [
    ["PortInUseError", new PortInUseError(1, "h", undefined)],
    ["StoreFullError", new StoreFullError("entries", 1)],
  ] as const;
  for (const [name, error] of [...named, ...special]) {
    expect(error.name).toBe(name);
    expect(error).toBeInstanceOf(errors.MockError);
  }
});

test("a port that is in use is told with its address and with what the system says", () => {
  const cause = new Error("EADDRINUSE");
  const error = new errors.PortInUseError(4010, "127.0.0.1", cause);
  expect([error.port, error.cause]).toEqual([4010, cause]);
  expect(error.message).toBe("port: expected a free one on 127.0.0.1, got 4010, which is in use.");
});
