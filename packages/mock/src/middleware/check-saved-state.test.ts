import { expect, test } from "vitest";
import { SavedStateError } from "../errors.ts";
import { checkSavedState } from "./check-saved-state.ts";

const entry = (key: string, changes: object = {}) => ({ key, version: "1", properties: {}, ...changes });
const request = (changes: object = {}) => ({
  method: "GET",
  target: "/",
  headers: { accept: "a" },
  body: "",
  status: 200,
  milliseconds: 0.5,
  violations: ["a"],
  ...changes,
});
const saved = (changes: object = {}, store: object = {}) => ({
  store: {
    entries: [entry("833"), entry("833/810"), entry("833/810/1"), entry("834")],
    changes: 0,
    sequence: 7,
    ...store,
  },
  correlations: 1,
  requests: [request()],
  ...changes,
});

test("what a mock saved is what it was, and may be empty", () => {
  for (const state of [saved(), saved({ requests: [] }, { entries: [] }), saved({ other: 1 })]) {
    expect(checkSavedState(state)).toBe(state);
  }
});

test.each([
  ["null", null],
  ["a text", "saved"],
  ["a list", []],
  ["no store", { correlations: 0, requests: [] }],
  ["a store that is a list", saved({ store: [] })],
  ["less than no changes", saved({}, { changes: -1 })],
  ["a change and a half", saved({}, { changes: 1.5 })],
  ["changes as text", saved({}, { changes: "1" })],
  ["no sequence", saved({}, { sequence: undefined })],
  ["more than can be counted", saved({}, { sequence: 2 ** 53 })],
  ["no correlations", saved({ correlations: null })],
  ["requests that are no list", saved({ requests: {} })],
  ["a request that is none", saved({ requests: [null] })],
  ["a second request that is none", saved({ requests: [request(), request({ method: 1 })] })],
  ["a request without a target", saved({ requests: [request({ target: undefined })] })],
  ["a request whose body is no text", saved({ requests: [request({ body: null })] })],
  ["a request without a status", saved({ requests: [request({ status: "200" })] })],
  ["a request without a time", saved({ requests: [request({ milliseconds: null })] })],
  ["a request without headers", saved({ requests: [request({ headers: [] })] })],
  ["a request with a header that is no text", saved({ requests: [request({ headers: { a: "b", c: 1 } })] })],
  ["a request whose violations are no list", saved({ requests: [request({ violations: "a" })] })],
  ["a request with a violation that is no text", saved({ requests: [request({ violations: ["a", 1] })] })],
  ["entries that are no list", saved({}, { entries: {} })],
  ["an entry that is none", saved({}, { entries: [null] })],
  ["an entry whose key is no text", saved({}, { entries: [entry("833", { key: 833 })] })],
  ["an entry whose version is no text", saved({}, { entries: [entry("833", { version: 1 })] })],
  ["an entry without properties", saved({}, { entries: [entry("833", { properties: [] })] })],
  ["an entry that comes twice", saved({}, { entries: [entry("833"), entry("833")] })],
  ["an entry without a key", saved({}, { entries: [entry("")] })],
  ["an entry before its parent", saved({}, { entries: [entry("833/810"), entry("833")] })],
  ["an entry without its parent", saved({}, { entries: [entry("833"), entry("833/810/1")] })],
])("%s is no saved state", (_, state) => {
  expect(() => checkSavedState(state)).toThrow(
    new SavedStateError("saved state: expected what save() of a mock returned, got something else."),
  );
});
