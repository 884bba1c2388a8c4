import { expect, test } from "vitest";
import { isStored } from "./is-stored.ts";

/** Whether a meeting that was as `before` and got a PUT of `sent` can have become what is there `now`. */
const stored = (sent: object, before: object, now: object) =>
  isStored("myOnlineMeeting", { ...sent }, { ...before }, { ...now });

test("a point in time is the same in every spelling", () => {
  const now = { expirationTime: new Date(1360199838000) };
  for (const expirationTime of ["/Date(1360199838000)/", "2013-02-07T01:17:18.0000000Z", "2013-02-06T17:17:18-08:00"]) {
    expect(stored({ expirationTime }, {}, now)).toBe(true);
  }
  expect(stored({ expirationTime: "/Date(1360199838001)/" }, {}, now)).toBe(false);
});

test("XML's text is the same as the number or boolean that was sent, and one value as a list of one", () => {
  expect(stored({ a: 3, b: true, c: [1, 2], d: "x" }, {}, { a: "3", b: "true", c: ["1", "2"], d: ["x"] })).toBe(true);
  expect(stored({ a: 3 }, {}, { a: "4" })).toBe(false);
  expect(stored({ a: 3, b: 4 }, {}, { a: "3", b: "5" })).toBe(false);
  expect(stored({ a: 0 }, {}, {})).toBe(false);
  expect(stored({ a: false }, {}, { a: "" })).toBe(false);
  expect(stored({ a: ["1,2"] }, {}, { a: ["1", "2"] })).toBe(false);
  expect(stored({ a: { b: 1 } }, {}, { a: { b: 2 } })).toBe(false);
});

test("what was left out has to be absent or empty, whatever it was before", () => {
  for (const description of [undefined, null, "", []]) {
    expect(stored({}, { description: "Numbers" }, { description })).toBe(true);
    expect(stored({}, { description: "" }, { description })).toBe(true);
  }
  expect(stored({}, { description: "Numbers" }, { description: "Numbers" })).toBe(false);
  expect(stored({}, { description: "Numbers" }, { description: "Anna's" })).toBe(false);
});

test("what a representation adds to the properties, and what others have added, does not matter", () => {
  const sent = { rel: "myOnlineMeeting", etag: "1", _links: { self: { href: "/m" } }, _embedded: {}, subject: "Q3" };
  expect(stored(sent, { rel: "myOnlineMeeting", etag: "1" }, { etag: "2", subject: "Q3", room: "4" })).toBe(true);
  expect(stored({ ...sent, subject: "Q4" }, {}, { subject: "Q3" })).toBe(false);
});
