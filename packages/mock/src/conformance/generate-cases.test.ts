import { expect, test } from "vitest";
import { httpOperations } from "../contract/operations.ts";
import { breaksContract } from "./breaks-contract.ts";
import { listConstraints } from "./constraints.ts";
import { generateCases } from "./generate-cases.ts";

const operations = await httpOperations();
const cases = generateCases(operations, { seed: 1, year: 2026 });

const operationOf = (operationId: string) => {
  const found = operations.find(({ iid }) => iid === operationId);
  if (!found) throw new Error(`${operationId}: expected an operation, got none.`);
  return found;
};

test("each case has a name of its own, and statuses that are right", () => {
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  expect(cases.filter(({ expected }) => expected.statuses.length === 0)).toEqual([]);
});

test("what is to be refused breaks the document, and what is to be accepted does not", () => {
  const wrong = cases.filter(({ operationId, representation, properties, kind }) => {
    if (!properties) return false;
    return breaksContract(operationOf(operationId), representation, properties) !== (kind !== "accepted");
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test.each([
  "createMyOnlineMeeting",
  "updateMyOnlineMeeting",
  "createOnlineMeetingExtension",
  "updateOnlineMeetingExtension",
])("%s: each property of the document is broken in its type and accepted at its boundary", (operationId) => {
  const { request } = operationOf(operationId);
  const schema = request?.body?.contents?.find(({ mediaType }) => mediaType === "application/json")?.schema;
  const names = Object.keys(Object(schema?.properties));
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) {
    const own = cases.filter(
      (one) => one.operationId === operationId && one.representation === "json" && one.pointer === `/${name}`,
    );
    expect([name, own.some(({ kind }) => kind === "type"), own.some(({ kind }) => kind === "accepted")]).toEqual([
      name,
      true,
      true,
    ]);
  }
});

test.each(["json", "xml"])("in %s, each kind of constraint that the document has is broken", (representation) => {
  const kinds = new Set(cases.filter((one) => one.representation === representation).map(({ kind }) => kind));
  for (const kind of ["type", "enumeration", "format", "media type", "token", "body", "header", "accepted"])
    expect(kinds).toContain(kind);
});

test("each operation is asked without a token, and each path with methods that it does not have", () => {
  for (const { iid } of operations)
    expect(
      cases.some(
        ({ operationId, kind, headers }) =>
          operationId === iid && kind === "token" && headers.authorization === undefined,
      ),
    ).toBe(true);
  const methods = cases.filter(({ kind }) => kind === "method").map(({ resource, method }) => `${method} ${resource}`);
  expect(methods.sort()).toEqual([
    ...["DELETE myOnlineMeetings", "DELETE onlineMeetingExtensions"],
    ...["myOnlineMeeting", "myOnlineMeetings", "onlineMeetingExtension", "onlineMeetingExtensions"].map(
      (name) => `HEAD ${name}`,
    ),
    ...["myOnlineMeeting", "myOnlineMeetings", "onlineMeetingExtension", "onlineMeetingExtensions"].map(
      (name) => `PATCH ${name}`,
    ),
    ...["POST myOnlineMeeting", "POST onlineMeetingExtension", "PUT myOnlineMeetings", "PUT onlineMeetingExtensions"],
  ]);
});

test("the same seed makes the same cases in the same order, and another one others", () => {
  expect(generateCases(operations, { seed: 1, year: 2026 })).toEqual(cases);
  const other = generateCases(operations, { seed: 2, year: 2026 });
  expect(other.map(({ id }) => id)).not.toEqual(cases.map(({ id }) => id));
  const values = (some: typeof cases) => new Set(some.map(({ id, properties }) => JSON.stringify([id, properties])));
  expect([...values(other)].filter((one) => !values(cases).has(one)).length).toBeGreaterThan(0);
});

test("what the document has only elsewhere is broken as well: ranges, and what is required", () => {
  const schema = {
    required: ["name"],
    properties: {
      name: { type: "string", minLength: 2, maxLength: 3 },
      count: { type: "integer", minimum: 1, maximum: 9 },
      list: { type: "array", minItems: 1, maxItems: 2 },
    },
  };
  const found = listConstraints(schema, []).map(({ property, keyword, broken, accepted }) => [
    property,
    keyword,
    broken,
    accepted,
  ]);
  expect(found).toEqual(
    expect.arrayContaining([
      ["name", "required", [undefined], []],
      ["name", "minLength", ["x"], ["xx"]],
      ["name", "maxLength", ["xxxx"], ["xxx"]],
      ["count", "minimum", [0], [1]],
      ["count", "maximum", [10], [9]],
      ["list", "minItems", [[]], [["0"]]],
      ["list", "maxItems", [["0", "1", "2"]], [["0", "1"]]],
    ]),
  );
});
