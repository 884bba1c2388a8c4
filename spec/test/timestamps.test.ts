import { expect, expectTypeOf, it } from "vitest";
import { timestamps } from "../dist/timestamps.js";

it("The properties with a point in time are known by value and by type", () => {
  expect(timestamps).toEqual({ myOnlineMeeting: ["expirationTime"] });
  expectTypeOf(timestamps.myOnlineMeeting[0]).toEqualTypeOf<"expirationTime">();
});
