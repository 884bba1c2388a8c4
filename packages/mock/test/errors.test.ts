import { operations } from "@ucwa-meetings/spec/operations";
import { decode } from "@ucwa-meetings/xml";
import { beforeEach, describe, expect, test } from "vitest";
import { createMock } from "../src/fetch.ts";
import { ask, meeting, type Question, type Server } from "./support/ask.ts";

let mock: Server;
beforeEach(async () => {
  mock = { url: "http://mock.test", fetch: (await createMock()).fetch };
});

/** Where the published samples have each resource, by the document's path. */
const ids: Record<string, string> = {
  applicationId: "833",
  onlineMeetingId: "810",
  onlineMeetingExtensionId: "917823",
};
const addressOf = (path: string) => `/ucwa/v1${path.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? "")}`;

function question(method: string, headers: Record<string, string>): Question {
  return { method, headers, ...(method === "PUT" || method === "POST" ? { json: {} } : {}) };
}

describe.each(operations.operations)("every documented error of $operationId is there on demand", (operation) => {
  const path = addressOf(operation.path);

  test.each(operation.errors)("$status $example, in JSON and in XML", async ({ status, code, subcode, example }) => {
    const prefer = `code=${status}, example=${example}`;
    const json = await ask(mock, path, question(operation.method, { prefer }));
    expect([json.status, json.json.code, json.json.subcode]).toEqual([status, code, subcode]);
    const xml = await ask(mock, path, question(operation.method, { prefer, accept: "application/xml" }));
    const reason = decode(xml.text);
    expect([xml.status, reason.code, reason.subcode]).toEqual([status, code, subcode]);
    expect(xml.headers.get("content-type")).toBe("application/xml");
  });
});

test("an error's name is enough", async () => {
  const { status, json } = await ask(mock, meeting, { headers: { prefer: "example=TooManyGroups" } });
  expect([status, json.subcode]).toEqual([409, "TooManyGroups"]);
});

test("the document's other examples can be asked for, too", async () => {
  const { json } = await ask(mock, meeting, { headers: { prefer: "example=MyOnlineMeetingDeployed" } });
  expect(json.onlineMeetingId).toBe("PYC58WSY");
});

test("an error that the document does not have is refused, and told which there are", async () => {
  const { status, json } = await ask(mock, meeting, { headers: { prefer: "code=409, example=TooManyOnlineMeetings" } });
  expect(status).toBe(400);
  expect(json.message).toBe(
    'Prefer: example: expected one of AlreadyExists, TooManyGroups, Conflict, TooManyApplications, got "TooManyOnlineMeetings".',
  );
  const other = await ask(mock, meeting, { headers: { prefer: "code=418" } });
  expect(other.json.message).toMatch(/^Prefer: code: expected one of 200, 304, 400, .*, got 418\.$/);
  const none = await ask(mock, meeting, { headers: { prefer: "code=304, example=Conflict" } });
  expect(none.json.message).toBe('Prefer: example: expected none, got "Conflict".');
});

test("an error on demand changes nothing", async () => {
  const before = (await ask(mock, meeting)).text;
  await ask(mock, meeting, { method: "PUT", json: { subject: "x" }, headers: { prefer: "code=500" } });
  await ask(mock, meeting, { method: "DELETE", headers: { prefer: "code=409" } });
  expect((await ask(mock, meeting)).text).toBe(before);
});
