import { expect, test } from "vitest";
import type { JournalEntry } from "./journal-entry.ts";
import { MemoryJournal } from "./memory-journal.ts";
import { defaultLimits } from "./memory-store.ts";

const entry = (changes: Partial<JournalEntry> = {}): JournalEntry => ({
  method: "GET",
  target: "/",
  headers: {},
  body: "",
  status: 200,
  violations: [],
  milliseconds: 1,
  ...changes,
});

test("a journal has the last thousand requests, the oldest first", () => {
  const journal = new MemoryJournal(defaultLimits);
  const all = Array.from({ length: 1002 }, (_, index) => entry({ target: `/${index}` }));
  for (const one of all.slice(0, 1000)) journal.add(one);
  expect(journal.entries()).toEqual(all.slice(0, 1000));
  for (const one of all.slice(1000)) journal.add(one);
  expect(journal.entries()).toEqual(all.slice(2));
});

const million = "x".repeat(1_000_000);

test.each([
  ["targets", { target: million }],
  ["bodies", { target: "", body: million }],
  ["violations", { target: "", violations: ["x".repeat(999_999), "x"] }],
  ["the names of headers", { target: "", headers: { [million]: "" } }],
  ["the values of headers", { target: "", headers: { a: "x".repeat(999_998), b: "" } }],
])("a journal has no more than eight million characters of %s", (_, changes) => {
  const journal = new MemoryJournal(defaultLimits);
  for (let count = 0; count < 8; count += 1) journal.add(entry(changes));
  expect(journal.entries()).toHaveLength(8);
  journal.add(entry({ target: "x" }));
  expect(journal.entries()).toHaveLength(8);
  // There is room again for what the oldest one took.
  journal.add(entry({ target: "x".repeat(999_998) }));
  expect(journal.entries()).toHaveLength(9);
});
