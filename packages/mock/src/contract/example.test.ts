import { expect, test } from "vitest";
import { chooseSwitches } from "./dialect.ts";
import { exampleResources, selectExample } from "./example.ts";
import { httpOperations } from "./operations.ts";
import type { Switches } from "./switches.ts";

const operations = await httpOperations();
const find = (id: string) => {
  const operation = operations.find(({ iid }) => iid === id);
  if (!operation) throw new Error(`There is no operation ${id}.`);
  return operation;
};
const select = (
  preferences: Parameters<typeof selectExample>[1],
  settings: Partial<Switches> = {},
  id = "getMyOnlineMeeting",
) => selectExample(find(id), preferences, chooseSwitches("documented", settings));

test("a request that prefers nothing gets no example", () => {
  expect(select({})).toBeUndefined();
  expect(select({ dynamic: false })).toBeUndefined();
  expect(select({ dynamic: true })).toEqual({ example: { dynamic: true } });
});

test("a status, a name, or both choose an example", () => {
  expect(select({ code: 404 })).toEqual({ example: { code: 404 } });
  expect(select({ example: "NotFound" })).toEqual({ example: { code: 404, exampleKey: "NotFound" } });
  expect(select({ code: 404, example: "ApplicationNotFound" })).toEqual({
    example: { code: 404, exampleKey: "ApplicationNotFound" },
  });
});

const messageOf = (selection: ReturnType<typeof select>) =>
  selection && "error" in selection
    ? [selection.error.status, selection.error.example, selection.error.message]
    : selection;

test("an example that there is not is a 400 that names those that there are", () => {
  expect(messageOf(select({ code: 418 }))).toEqual([
    400,
    "BadRequest",
    expect.stringMatching(/^Prefer: code: expected one of 200, 304, 400, .*504, got 418\.$/),
  ]);
  expect(messageOf(select({ code: 405, example: "NotFound" }))).toEqual([
    400,
    "BadRequest",
    'Prefer: example: expected one of MethodNotAllowed, got "NotFound".',
  ]);
  expect(messageOf(select({ code: 304, example: "NotFound" }))).toEqual([
    400,
    "BadRequest",
    'Prefer: example: expected none, got "NotFound".',
  ]);
  const names = String(messageOf(select({ example: "Nothing" })))
    .replace(/^.*one of /, "")
    .replace(/, got .*$/, "")
    .split(", ");
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  expect(names).toContain("MyOnlineMeetingRead");
});

test.each([
  ["InactiveApplicationExpired", "inactiveApplicationExpired", 404, "410"],
  ["TooManyApplications", "tooManyApplications", 409, "403"],
  ["ExchangeServiceFailure", "exchangeServiceFailure", 500, "504"],
] as const)("%s has the status of its switch", (example, name, status, other) => {
  expect(select({ example })).toEqual({ example: { code: status, exampleKey: example } });
  const moved = select({ example }, { [name]: other });
  expect(moved && "error" in moved && moved.error.status).toBe(Number(other));
});

test("an error that has another status has that one's code, unless its own says more", () => {
  const moved = (example: string, settings: Partial<Switches>) => {
    const selection = select({ example }, settings);
    return selection && "error" in selection ? selection.error : undefined;
  };
  const expired = moved("InactiveApplicationExpired", { inactiveApplicationExpired: "410" });
  expect(expired?.options).toEqual({ code: "Gone", subcode: "InactiveApplicationExpired" });
  expect(moved("TooManyApplications", { tooManyApplications: "403" })?.options).toEqual({
    code: "Forbidden",
    subcode: "TooManyApplications",
  });
  expect(moved("ExchangeServiceFailure", { exchangeServiceFailure: "504" })?.options).toStrictEqual({
    code: "ExchangeServiceFailure",
  });
  // The message is the document's.
  expect(expired?.message).not.toBe("");
  expect(moved("NotFound", { inactiveApplicationExpired: "410" })).toBeUndefined();
});

test("the resources of the document's examples are those that its GETs return, in JSON", () => {
  const resources = exampleResources(operations);
  const kinds = new Set(resources.map(({ rel }) => rel));
  expect([...kinds].toSorted()).toEqual([
    "myOnlineMeeting",
    "myOnlineMeetings",
    "onlineMeetingExtension",
    "onlineMeetingExtensions",
  ]);
  const reads = operations.filter(({ method }) => method === "get");
  const all = reads.flatMap(({ responses }) => responses.filter(({ code }) => code === "200"));
  expect(resources).toHaveLength(all.flatMap(({ contents = [] }) => contents[0]?.examples ?? []).length);
  expect(exampleResources(operations.filter(({ method }) => method !== "get"))).toEqual([]);
});
