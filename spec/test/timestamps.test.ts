import { expect, expectTypeOf, it } from "vitest";
import { timestamps } from "../dist/timestamps.js";

it("The properties with a point in time are known by value and by type", () => {
  expect(timestamps).toEqual({ myOnlineMeeting: ["expirationTime"], myAssignedOnlineMeeting: ["expirationTime"] });
  expectTypeOf(timestamps.myOnlineMeeting[0]).toEqualTypeOf<"expirationTime">();
  expectTypeOf(timestamps.myAssignedOnlineMeeting[0]).toEqualTypeOf<"expirationTime">();
});
