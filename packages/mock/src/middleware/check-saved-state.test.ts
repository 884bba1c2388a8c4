import { expect, test } from "vitest";
import { SavedStateError } from "../errors.ts";
import { checkSavedState } from "./check-saved-state.ts";

const entry = (key: string, version: string, changes: object = {}) => ({ key, version, properties: {}, ...changes });
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
const entries = [entry("833", "1"), entry("833/810", "4"), entry("833/810/1", "2"), entry("834", "3")];
const saved = (changes: object = {}, store: object = {}) => ({
  store: { entries, changes: 4, sequence: 7, ...store },
  correlations: 1,
  requests: [request()],
  ...changes,
});
const withEntries = (...list: unknown[]) => saved({}, { entries: list });
const withRequests = (...requests: unknown[]) => saved({ requests });

const limits = { characters: 100, entries: 4, journalEntries: 2, journalCharacters: 100 };

test("what a mock saved is what it was, and may be empty", () => {
  const full = request({ operationId: "getMyOnlineMeeting", fault: "delay", dialect: "deployed" });
  const states = [
    saved(),
    saved({ requests: [] }, { entries: [] }),
    saved({ requests: [full] }, { changes: 5 }),
    { store: { entries: [], changes: 0, sequence: 0 }, correlations: 0, requests: [] },
  ];
  for (const state of states) {
    expect(checkSavedState(state, limits)).toEqual(state);
    expect(checkSavedState(state, limits)).not.toBe(state);
  }
});

test("what is no part of a state is left out, and the rest is what JSON makes of it", () => {
  const properties = { subject: undefined, since: new Date(0) };
  const state = { ...withEntries({ ...entry("833", "1", { properties }), more: 1 }), more: 1 };
  const { store, ...others } = checkSavedState(state, limits);
  expect(store.entries).toEqual([entry("833", "1", { properties: { since: "1970-01-01T00:00:00.000Z" } })]);
  expect(Object.keys({ ...store, ...others })).toEqual(["entries", "changes", "sequence", "correlations", "requests"]);
});

const cycle = { list: [{}] };
cycle.list.push(cycle);

test.each<[string, unknown, string]>([
  ["nothing", undefined, "expected an object, got nothing"],
  ["null", null, "expected an object, got null"],
  ["a text", "saved", 'expected an object, got "saved"'],
  ["a list", [], "expected an object, got []"],
  ["no store", { correlations: 0, requests: [] }, "/store: expected an object, got nothing"],
  ["a store that is a list", saved({ store: [] }), "/store: expected an object, got []"],
  ["less than no changes", saved({}, { changes: -1 }), "/store/changes: expected a whole number from 0, got -1"],
  ["a change and a half", saved({}, { changes: 1.5 }), "/store/changes: expected a whole number from 0, got 1.5"],
  ["changes as text", saved({}, { changes: "1" }), '/store/changes: expected a whole number from 0, got "1"'],
  [
    "changes that are no number",
    saved({}, { changes: NaN }),
    "/store/changes: expected a whole number from 0, got null",
  ],
  ["no sequence", saved({}, { sequence: undefined }), "/store/sequence: expected a whole number from 0, got nothing"],
  [
    "more than can be counted",
    saved({}, { sequence: 2 ** 53 }),
    "/store/sequence: expected a whole number from 0, got 9007199254740992",
  ],
  ["no correlations", saved({ correlations: null }), "/correlations: expected a whole number from 0, got null"],
  [
    "fewer changes than versions",
    saved({}, { changes: 3 }),
    "/store/changes: expected at least 4, the newest version, got 3",
  ],
  [
    "two entries with one version",
    withEntries(entry("833", "1"), entry("834", "1")),
    '/store/entries/1/version: expected another one than the entries before, got "1"',
  ],
  ...["0", "01", "-1", "1.5", "1e3", "", "a", "9007199254740993"].map((version): [string, unknown, string] => [
    `the version ${JSON.stringify(version)}`,
    withEntries(entry("833", version)),
    `/store/entries/0/version: expected a whole number from 1 as text, got "${version}"`,
  ]),
  [
    "a version that is no text",
    withEntries(entry("833", "1", { version: 1 })),
    "/store/entries/0/version: expected a whole number from 1 as text, got 1",
  ],
  ["entries that are no list", saved({}, { entries: {} }), "/store/entries: expected a list, got {}"],
  ["an entry that is none", withEntries(null), "/store/entries/0: expected an object, got null"],
  [
    "an entry without properties",
    withEntries(entry("833", "1"), entry("834", "2", { properties: [] })),
    "/store/entries/1/properties: expected an object, got []",
  ],
  ...["", "/", "833/", "/810", "833//1", "833/%zz", "833/%C3", "833/a b", "833/%41", "833/.", "833/810/1/2", 833].map(
    (key): [string, unknown, string] => [
      `the key ${JSON.stringify(key)}`,
      withEntries(entry("833", "1"), entry("833/810", "2"), entry("833/810/1", "3"), entry("", "4", { key })),
      `/store/entries/3/key: expected one to three encoded ids, got ${JSON.stringify(key)}`,
    ],
  ),
  [
    "an entry that comes twice",
    withEntries(entry("833", "1"), entry("833", "2")),
    '/store/entries/1/key: expected another one than the entries before, got "833"',
  ],
  [
    "an entry before its parent",
    withEntries(entry("833/810", "1"), entry("833", "2")),
    '/store/entries/0/key: expected its parent before it, got "833/810"',
  ],
  [
    "an entry without its parent",
    withEntries(entry("833", "1"), entry("833/810/1", "2")),
    '/store/entries/1/key: expected its parent before it, got "833/810/1"',
  ],
  [
    "two extensions of a meeting with one id",
    withEntries(
      ...entries.slice(0, 2),
      ...["b", "a"].map((id, at) => entry(`833/810/${at}`, `${at + 2}`, { properties: { id: "x", id2: id } })),
    ),
    '/store/entries/3/properties/id: expected another one than those beside it, got "x"',
  ],
  ["requests that are no list", saved({ requests: {} }), "/requests: expected a list, got {}"],
  ["a request that is none", withRequests(null), "/requests/0: expected a request of the journal, got something else"],
  ...[
    { method: 1 },
    { target: undefined },
    { body: null },
    { status: "200" },
    { status: Number.NaN },
    { milliseconds: null },
    { headers: [] },
    { headers: { a: "b", c: 1 } },
    { violations: "a" },
    { violations: ["a", 1] },
    { operationId: 1 },
    { fault: null },
    { dialect: {} },
  ].map((wrong): [string, unknown, string] => [
    `a request with ${JSON.stringify(wrong)}`,
    withRequests(request(), request(wrong)),
    "/requests/1: expected a request of the journal, got something else",
  ]),
  [
    "a BigInt",
    saved({ more: 1n }),
    "expected what JSON can carry, got another value (Do not know how to serialize a BigInt)",
  ],
  ["a function", saved({ more: () => 1 }), "expected what JSON can carry, got another value (a function)"],
  ["a symbol", saved({ more: [Symbol("a")] }), "expected what JSON can carry, got another value (a symbol)"],
  [
    "a cycle",
    saved({ more: cycle }),
    "expected what JSON can carry, got another value (Converting circular structure to JSON).",
  ],
  [
    "more resources than a mock may have",
    withEntries(...["1", "2", "3", "4", "5"].map((key) => entry(key, key))),
    "/store/entries: expected at most 4 resources, got 5",
  ],
  [
    "more characters than a mock may have",
    withEntries(
      entry("1", "1", { properties: { a: "x".repeat(80) } }),
      entry("2", "2", { properties: { a: "xxxxx" } }),
    ),
    "/store/entries: expected at most 100 characters, got 101",
  ],
  [
    "more requests than a journal may have",
    withRequests(request(), request(), request()),
    "/requests: expected at most 2 requests, got 3",
  ],
  [
    "larger requests than a journal may have",
    withRequests(request({ body: "x".repeat(42) }), request({ body: "x".repeat(42) })),
    "/requests: expected at most 100 characters, got 102",
  ],
])("%s is refused, and the place is told", (_, state, message) => {
  expect(() => checkSavedState(state, limits)).toThrow(SavedStateError);
  expect(() => checkSavedState(state, limits)).toThrow(`saved state: ${message}`);
});

test("a mock may be full, and have one id below two entries, and ids that are no text", () => {
  const properties = (id: unknown) => ({ properties: { id } });
  const states = [
    withEntries(entry("1", "1", { properties: { a: "x".repeat(92) } })),
    withRequests(request({ body: "x".repeat(41) }), request({ body: "x".repeat(41) })),
    withEntries(
      entry("833", "1"),
      entry("834", "2"),
      entry("833/1", "3", properties("x")),
      entry("834/1", "4", properties("x")),
    ),
    withEntries(
      entry("1", "1", properties(1)),
      entry("2", "2", properties(1)),
      entry("3", "3", properties("1")),
      entry("4", "4"),
    ),
  ];
  for (const state of states) expect(checkSavedState(state, limits)).toEqual(state);
});

test("what made a state no JSON is kept, and a message ends with a full stop", () => {
  const errorOf = (state: unknown) => {
    try {
      return checkSavedState(state, limits);
    } catch (error) {
      return error;
    }
  };
  expect(errorOf(saved({ more: 1n }))).toMatchObject({
    cause: expect.any(TypeError),
    message: expect.stringMatching(/\)\.$/),
  });
  expect(errorOf(saved({ more: () => 1 }))).toMatchObject({ message: expect.stringMatching(/\)\.$/) });
  expect(errorOf(null)).toEqual(new SavedStateError("saved state: expected an object, got null."));
  expect(errorOf(saved({ store: 1 }))).toEqual(new SavedStateError("saved state: /store: expected an object, got 1."));
  expect(errorOf(withRequests(1))).toEqual(
    new SavedStateError("saved state: /requests/0: expected a request of the journal, got something else."),
  );
});
