import { expect, test } from "vitest";
import { chooseSwitches } from "./dialect.ts";
import { readLocalTimes } from "./local-time.ts";

const local = chooseSwitches("documented", { timeWithoutOffset: "local" });
const refused = chooseSwitches("documented");
const read = (expirationTime: unknown, resource = "myOnlineMeeting") =>
  readLocalTimes({ value: { subject: "2026-01-02T03:04:05", expirationTime } }, resource, local);

test.each(["2026-01-02T03:04", "2026-01-02T03:04:05", "2026-01-02T03:04:05.1", "2026-01-02T03:04:05.1234567"])(
  "%s is the server's local time, where a switch says so",
  (time) => {
    const value = { subject: "2026-01-02T03:04:05", expirationTime: `${time}-05:00` };
    expect(read(time)).toEqual({ value });
    // A new meeting is sent to the list of meetings.
    expect(read(time, "myOnlineMeetings")).toEqual({ value });
  },
);

test.each([
  "2026-01-02T03:04:05Z",
  "2026-01-02T03:04:05+01:00",
  "2026-01-02T03:04:05.12345678",
  "2026-01-02T03:04:05.",
  "2026-01-02 03:04:05",
  "x2026-01-02T03:04:05",
  "2026-01-02",
  "/Date(1)/",
  7,
  null,
  ["2026-01-02T03:04:05"],
])("%j stays as it is", (time) => {
  expect(read(time)).toEqual({ value: { subject: "2026-01-02T03:04:05", expirationTime: time } });
});

test("times stay as they are where the switch refuses them, and in what has none", () => {
  const body = { value: { expirationTime: "2026-01-02T03:04:05" } };
  expect(readLocalTimes(body, "myOnlineMeeting", refused)).toBe(body);
  for (const resource of ["onlineMeetingExtension", ""]) {
    expect(readLocalTimes(body, resource, local)).toEqual(body);
  }
  for (const other of [{}, { value: "2026-01-02T03:04:05" }, { value: ["2026-01-02T03:04:05"] }, { value: null }]) {
    expect(readLocalTimes(other, "myOnlineMeeting", local)).toBe(other);
  }
});

test("the body that was read is not changed", () => {
  const value = { expirationTime: "2026-01-02T03:04:05" };
  const body = { value, limit: "5 values" };
  expect(readLocalTimes(body, "myOnlineMeeting", local)).toEqual({
    value: { expirationTime: "2026-01-02T03:04:05-05:00" },
    limit: "5 values",
  });
  expect(value.expirationTime).toBe("2026-01-02T03:04:05");
});
