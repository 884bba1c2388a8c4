import { expect, test } from "vitest";
import { dropAbsentHeaders, dropUnconstrainedParameters, narrowToStatus } from "./narrow-operation.ts";
import type { HttpOperation } from "./operations.ts";

/** The parts of an operation that are looked at. Prism has many more, which nobody reads here. */
function createOperation(parts: object): HttpOperation {
  const operation: unknown = { id: "1", method: "get", path: "/a/{b}", responses: [], ...parts };
  if (!isOperation(operation)) throw new Error("expected an operation");
  return operation;
}

function isOperation(value: unknown): value is HttpOperation {
  return typeof value === "object" && value !== null && "responses" in value;
}

const text = {
  type: "string",
  $schema: "http://json-schema.org/draft-07/schema#",
  description: "x",
  title: "y",
  examples: ["z"],
  "x-stoplight": {},
};
const responses = [{ code: "200" }, { code: "404", headers: [{ name: "a" }] }, { code: "4XX" }];

test("an operation has the response of one status, and all of them for a status that is not there", () => {
  const operation = createOperation({ responses });
  const narrow = narrowToStatus(operation, 404);
  expect(narrow).toEqual({ ...operation, responses: [responses[1]] });
  expect(narrowToStatus(operation, 500)).toBe(operation);
  // Prism compiles a schema once for each object.
  expect(narrowToStatus(operation, 404)).toBe(narrow);
  expect(narrowToStatus(operation, 200)).toEqual({ ...operation, responses: [responses[0]] });
  expect(narrowToStatus(createOperation({ responses: [responses[1]] }), 404)).not.toBe(narrow);
});

test.each([
  ["has no schema", undefined, true],
  ["is any text", text, false],
  ["is a text of a form", { ...text, pattern: "^a" }, true],
  ["is a number", { type: "number" }, true],
  ["has no type", { description: "x" }, true],
])("a header that %s is looked at: %s", (_, schema, isKept) => {
  const header = { name: "a", ...(schema && { schema }) };
  const operation = createOperation({
    request: { headers: [header], query: [] },
    responses: [{ code: "200", headers: [header, { ...header, required: true }] }],
  });
  const { request, responses } = dropUnconstrainedParameters(operation);
  expect(request).toEqual({ headers: isKept ? [header] : [] });
  expect(responses).toEqual([{ code: "200", headers: [...(isKept ? [header] : []), { ...header, required: true }] }]);
});

test.each([
  ["any text", text, false],
  ["any text that is not empty", { ...text, minLength: 1 }, false],
  ["a text of two characters", { ...text, minLength: 2 }, true],
  ["a number", { type: "integer" }, true],
  ["whatever it is", undefined, true],
])("a part of a path that is %s is looked at: %s", (_, schema, isKept) => {
  const path = [{ name: "b", ...(schema && { schema }) }];
  const { request } = dropUnconstrainedParameters(createOperation({ request: { path } }));
  expect(request).toEqual({ headers: [], ...(isKept && { path }) });
});

test("an operation without parameters has none, and it is always the same object", () => {
  const operation = createOperation({ responses: [{ code: "204" }] });
  const constrained = dropUnconstrainedParameters(operation);
  expect(constrained).toEqual({ ...operation, request: { headers: [] }, responses: [{ code: "204", headers: [] }] });
  expect(dropUnconstrainedParameters(operation)).toBe(constrained);
  expect(
    dropUnconstrainedParameters(
      createOperation({
        request: {
          path: [
            { name: "b", schema: text },
            { name: "c", schema: { type: "integer" } },
          ],
        },
      }),
    ).request?.path,
  ).toHaveLength(2);
});

test("the parameters of a query are all looked at", () => {
  const query = [{ name: "note", schema: text }];
  expect(dropUnconstrainedParameters(createOperation({ request: { query } })).request).toEqual({ headers: [], query });
});

test.each([
  ["has none of them", [{ name: "If-Match" }, { name: "Prefer" }], { host: "a" }, false],
  ["has one of them, in lower case", [{ name: "If-Match" }, { name: "Prefer" }], { prefer: "a" }, true],
  ["has none, and one is required", [{ name: "If-Match" }, { name: "Prefer", required: true }], {}, true],
  ["has one that is empty", [{ name: "Prefer" }], { prefer: "" }, true],
  ["has some, and the operation has none", undefined, { prefer: "a" }, false],
])("the headers of an operation are looked at where a request %s", (_, headers, present, areKept) => {
  const operation = createOperation({ request: { ...(headers && { headers }), path: [] } });
  const narrow = dropAbsentHeaders(operation, present);
  if (areKept) expect(narrow).toBe(operation);
  else expect(narrow).toEqual({ ...operation, request: { path: [] } });
  expect(dropAbsentHeaders(operation, present)).toBe(narrow);
});
