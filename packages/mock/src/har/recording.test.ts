import { expect, test } from "vitest";
import { RecordingError } from "../errors.ts";
import { type Question, toQuestion } from "./question.ts";
import { createRecording } from "./recording.ts";

const meeting = "/applications/833/onlineMeetings/myOnlineMeetings/810";
const server = "https://fe1.contoso.com/ucwa/v1";
const entry = (status: number, url = `${server}${meeting}`, method = "GET") => ({
  request: { method, url },
  response: { status },
});
const har = (...entries: unknown[]) => ({ log: { entries } });
const get = toQuestion("GET", `/ucwa/v1${meeting}`, undefined);

test("a request is what it asks for: its method, path, query and representation", () => {
  expect(toQuestion("PUT", `/ucwa/oauth/v1${meeting}?b=2&a=1&a=0`, "application/json")).toEqual({
    method: "PUT",
    path: meeting,
    query: "a=1&a=0&b=2",
    representation: "json",
  });
});

test.each<[string | undefined, Question["representation"]]>([
  [undefined, "json"],
  ["*/*", "json"],
  ["application/json", "json"],
  ["application/vnd.microsoft.com.ucwa+json", "json"],
  ["application/xml", "xml"],
  ["application/vnd.microsoft.com.ucwa+xml", "xml"],
  ["application/xml, application/json;q=0.5", "xml"],
  ["text/html", "other"],
])("a request that accepts %s asks for %s", (accept, expected) => {
  expect(toQuestion("GET", meeting, accept).representation).toBe(expected);
});

test("the responses to a request come in their order, and after the last one that again", () => {
  const recording = createRecording({
    "a.har": har(entry(200), entry(404, `${server}/other`), entry(201)),
    "b.har": har(entry(202)),
  });
  const statuses = () => Array.from({ length: 5 }, () => recording.next(get)?.status);
  expect(statuses()).toEqual([200, 201, 202, 202, 202]);
  expect(recording.next({ ...get, path: "/other" })?.status).toBe(404);
  expect(recording.next({ ...get, method: "PUT" })).toBeUndefined();
  recording.reset();
  expect(statuses()).toEqual([200, 201, 202, 202, 202]);
});

test("what a server cannot send again is left out: no response, and another protocol", () => {
  const statuses = [0, 101, 199, 200, 599, 600];
  const recording = createRecording({ "a.har": har(...statuses.map((status) => entry(status))) });
  expect(Array.from({ length: 3 }, () => recording.next(get)?.status)).toEqual([200, 599, 599]);
});

test("what a page reads from no server is left out, as browsers record it", () => {
  const { hosts, nearest } = createRecording({
    "a.har": har(entry(200, "data:text/plain,hi"), entry(101, "wss://fe9.contoso.com/"), entry(200, "file:///a")),
  });
  expect([hosts, nearest(get)]).toEqual([[], undefined]);
  expect(createRecording({ "a.har": har(entry(200, "wss://fe9.contoso.com/")) }).hosts).toEqual([]);
  expect(createRecording({ "a.har": har(entry(200, "http://fe1.contoso.com/")) }).hosts).toEqual(["fe1.contoso.com"]);
});

test("the hosts of the servers are known, each once and without its port", () => {
  const urls = ["https://fe1.contoso.com/a", "https://fe1.contoso.com:4443/b", "http://[::1]:8080/c"];
  expect(createRecording({ "a.har": har(...urls.map((url) => entry(200, url))) }).hosts).toEqual([
    "fe1.contoso.com",
    "[::1]",
  ]);
});

test.each([[undefined], [[]], [{}], [{ log: [] }], [{ log: {} }], [{ log: { entries: {} } }]])(
  "%j is no HAR file",
  (file) => {
    expect(() => createRecording({ "a.har": file })).toThrow(
      new RecordingError("a.har: expected a HAR file with a list log.entries, got another value."),
    );
  },
);

test("an entry that is wrong is named with its file and its place", () => {
  expect(() => createRecording({ "a.har": har(entry(200)), "b.har": har(entry(200), 1) })).toThrow(
    new RecordingError("b.har: /log/entries/1: expected an object, got 1."),
  );
});

const ask = (path: string, question: Partial<Question> = {}): Question => ({ ...get, path, ...question });

/** Records requests in this order, and returns the one of them that is nearest. */
function findNearest(question: Question, ...recorded: Question[]): Question | undefined {
  const entries = recorded.map(({ method, path, query, representation }) => ({
    request: {
      method,
      url: `${server}${path}?${query}`,
      headers: [{ name: "accept", value: representation === "xml" ? "application/xml" : "application/json" }],
    },
    response: { status: 200 },
  }));
  return createRecording({ "a.har": har(...entries) }).nearest(question);
}

const everythingElse = { method: "PUT", query: "c=d", representation: "xml" } as const;

test.each<[string, Question, Question, Question]>([
  ["a path that differs in fewer segments", ask("/a/b/c"), ask("/a/b/x"), ask("/a/x/y")],
  ["a path that lacks one segment, rather than two", ask("/a/b/c"), ask("/a/b"), ask("/a")],
  ["a path that has one segment more, rather than two", ask("/a/b"), ask("/a/b/c"), ask("/a/b/c/d")],
  ["a path in which one segment is new, rather than two others", ask("/a/b/c"), ask("/x/a/b/c"), ask("/x/y/c")],
  ["a path in which one segment differs, rather than two are new", ask("/a"), ask("/b"), ask("/x/y/a")],
  ["a path that differs in case alone, rather than in a segment", ask("/a/b"), ask("/A/B"), ask("/a/c")],
  ["the same path, rather than the same of everything else", ask("/a"), ask("/a", everythingElse), ask("/b")],
  [
    "the same query, where both differ in their representation",
    ask("/a"),
    ask("/a", { representation: "xml" }),
    ask("/a", { representation: "xml", query: "c=d" }),
  ],
  [
    "the same representation, where both differ in their query",
    ask("/a"),
    ask("/a", { query: "c=d" }),
    ask("/a", { representation: "xml", query: "c=d" }),
  ],
  ["the same method, rather than the same query", ask("/a"), ask("/a", { query: "c=d" }), ask("/a", { method: "PUT" })],
  [
    "the same method, rather than the same representation",
    ask("/a"),
    ask("/a", { representation: "xml" }),
    ask("/a", { method: "PUT" }),
  ],
  [
    "the same method, rather than the same of both",
    ask("/a"),
    ask("/a", { ...everythingElse, method: "GET" }),
    ask("/a", { method: "PUT" }),
  ],
])("the nearest recorded request is the one with %s", (_, question, nearest, further) => {
  expect(findNearest(question, nearest, further)).toEqual(nearest);
  expect(findNearest(question, further, nearest)).toEqual(nearest);
});

test("of two requests that are as near, the one that was recorded first is the nearest", () => {
  expect(findNearest(ask("/a"), ask("/b"), ask("/c"))).toEqual(ask("/b"));
});

test("where nothing was recorded, nothing is near", () => {
  expect(createRecording({}).nearest(get)).toBeUndefined();
});
