import { expect, test } from "vitest";
import { describeViolation, escapeMarkup, plural } from "./report-text.ts";

test.each([
  [`<a href="x">'&'</a>`, "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;"],
  ["a\tb\nc ü 日本 👍", "a\tb\nc ü 日本 👍"],
  ["\u0000\u001b\u0085\u202e\ud83d\uffff", "??????"],
])("%j in a page or in JUnit's XML is %j", (text, expected) => {
  expect(escapeMarkup(text)).toBe(expected);
});

test("a violation is one line, whatever is in it", () => {
  const line = describeViolation({
    kind: "request",
    side: "request",
    severity: "error",
    operationId: "updateMyOnlineMeeting",
    method: "PUT",
    target: "/",
    status: 400,
    representation: "json",
    pointer: "/a\n\u001b",
    expected: "string",
    actual: "7",
    example: '"x"',
    count: 2,
  });
  expect(line).toBe(
    'error  request of updateMyOnlineMeeting, 400  /a\\u000a\\u001b: expected string (for example "x"), got 7 (2 times)',
  );
});

test("a number has its noun", () => {
  expect([plural(0, "violation"), plural(1, "violation"), plural(2, "violation")]).toEqual([
    "0 violations",
    "1 violation",
    "2 violations",
  ]);
});
