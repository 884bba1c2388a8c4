import { createRequire } from "node:module";
import { createLogger } from "@stoplight/prism-core";
import { createInstance, getHttpOperationsFromSpec } from "@stoplight/prism-http";
import document from "@ucwa-meetings/spec/openapi.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { additions } from "../scripts/shims.ts";
import { mergeAlternatives } from "../src/contract/alternatives.ts";
import { type HttpOperation, httpOperations } from "../src/contract/operations.ts";
import { type OperationResult, validateRequest, validateResponse } from "../src/contract/prism.ts";
import type { Violation } from "../src/contract/violations.ts";

const operations = await httpOperations();
/** The same as Prism computes them, with all that the mock does not read. */
const plainOperations = await getHttpOperationsFromSpec(document);

interface SampleRequest {
  headers: Record<string, string>;
  query: Record<string, string>;
  body?: unknown;
}

/** What Prism says when it looks at all operations, without anything of ours but that alternatives are told once. */
async function plainPrism(operation: HttpOperation, sent: SampleRequest, { status, headers, body }: OperationResult) {
  const prism = createInstance(
    {
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      isProxy: true,
      upstream: new URL("http://localhost"),
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    {
      logger: createLogger("test", { level: "silent" }),
      forward: () => () => async () => ({ _tag: "Right", right: { statusCode: status, headers, body } }),
    },
  );
  const { query, ...rest } = sent;
  const outcome = await prism.request(
    { method: methodOf(operation), url: { path: pathOf(operation), query }, ...rest },
    plainOperations,
  )();
  if (outcome._tag === "Left") throw outcome.left;
  const { input, output } = outcome.right.validations;
  const plain = ({ path = [], message, code = "", severity }: (typeof input)[number]): Violation => ({
    path,
    message,
    code: String(code),
    severity: severity === 0 ? "error" : "warning",
  });
  return { request: mergeAlternatives(input.map(plain)), response: mergeAlternatives(output.map(plain)) };
}

function ours(operation: HttpOperation, sent: SampleRequest, response: OperationResult) {
  const request = { operation, method: operation.method, path: pathOf(operation), ...sent };
  return { request: validateRequest(request), response: validateResponse(operation, response) };
}

function methodOf({ method }: HttpOperation) {
  const known = (["get", "put", "post", "delete"] as const).find((one) => one === method);
  if (!known) throw new Error(`No request of this test has the method ${method}.`);
  return known;
}

const pathOf = ({ path }: HttpOperation) => path.replace(/\{\w+\}/g, "833");

const valid = { authorization: "Bearer cwt=x", "content-type": "application/json", "content-length": "1" };
const requests: Record<string, SampleRequest> = {
  "nothing at all": { headers: {}, query: {} },
  "another scheme": { headers: { authorization: "Basic x" }, query: {} },
  "a token": { headers: valid, query: {} },
  null: { headers: valid, query: {}, body: null },
  "an empty object": { headers: valid, query: {}, body: {} },
  "wrong types": { headers: valid, query: { a: "1" }, body: { subject: 7, attendees: "all", accessLevel: "Nobody" } },
  "too few properties": { headers: valid, query: {}, body: { type: "" } },
  "an odd header": {
    headers: { ...valid, "x-ms-requiresminresourceversion": "none", "if-match": "", "ms-client-session-id": "" },
    query: {},
    body: { subject: "Budget" },
  },
  "a body that is no object": { headers: valid, query: {}, body: [1] },
  "a content type that nobody reads": {
    headers: { ...valid, "content-type": "text/csv" },
    query: {},
    body: { id: "1" },
  },
};

/** Each documented answer as it should be and with mistakes, and two that the document does not have. */
function answersOf(operation: HttpOperation): Record<string, OperationResult> {
  const answers: Record<string, OperationResult> = {
    "299": { status: 299, headers: {}, body: {} },
    "599": { status: 599, headers: {}, body: {} },
  };
  for (const { code, contents = [] } of operation.responses) {
    const [example] = contents[0]?.examples ?? [];
    const body = example && "value" in example ? example.value : undefined;
    const headers = { "content-type": contents[0]?.mediaType ?? "application/json" };
    const status = Number(code);
    answers[`${code} as documented`] = { status, headers, body };
    answers[`${code} with another ETag`] = { status, headers: { ...headers, ETag: "" }, body };
    answers[`${code} with null`] = { status, headers, body: null };
    answers[`${code} with nothing`] = { status, headers, body: undefined };
    answers[`${code} as text`] = { status, headers: { "content-type": "text/plain" }, body: "text" };
    answers[`${code} without a type`] = { status, headers: {}, body };
    answers[`${code} with wrong types`] = { status, headers, body: { rel: 7, _links: [], code: 1, attendees: {} } };
  }
  return answers;
}

describe("the engine finds what plain Prism finds", () => {
  it.each(operations.map((operation) => [operation.iid, operation] as const))(
    "in requests and answers of %s",
    async (_, operation) => {
      const answers = Object.entries(answersOf(operation));
      const sent = Object.entries(requests);
      let found = 0;
      for (const [index, [name, response]] of answers.entries()) {
        for (const [what, request] of index === 0 ? sent : sent.slice(2, 3)) {
          const expected = await plainPrism(operation, request, response);
          const about = `${what}, answered with ${name}`;
          expect(ours(operation, request, response), about).toEqual(expected);
          expect(ours(operation, request, response), `${about}, once more`).toEqual(expected);
          found += expected.request.length + expected.response.length;
        }
      }
      expect(found).toBeGreaterThan(answers.length);
    },
  );
});

it("the engine finds the same in a message after many others", async () => {
  const operation = operations.find(({ iid }) => iid === "updateMyOnlineMeeting");
  if (!operation) throw new Error("There is no updateMyOnlineMeeting.");
  const send = (body: object) =>
    ours(operation, { headers: valid, query: {}, body }, { status: 204, headers: {}, body: undefined });
  const [right, wrong] = [send({ subject: "Budget" }), send({ subject: 7 })];
  expect([right.request.length, wrong.request.length]).toEqual([0, 1]);
  for (let turn = 0; turn < 250; turn += 1) send({ subject: turn % 2 === 0 ? `Budget of ${turn}` : turn });
  expect(send({ subject: "Budget" })).toEqual(right);
  expect(send({ subject: 7 })).toEqual(wrong);
  // A number that JSON can write but not say, and a list that is too deep to be written.
  expect(send({ subject: Number.POSITIVE_INFINITY }).request).toHaveLength(1);
  expect(send({ subject: null }).request).toEqual([]);
  const deep = JSON.parse("[".repeat(5000) + "]".repeat(5000));
  expect(send({ subject: "Budget", deep }).request).toEqual([]);
});

type Body = (...args: unknown[]) => unknown;
type Dual = (arity: number | ((args: ArrayLike<unknown>) => boolean), body: Body) => Body;

const withData = (waiting: unknown): unknown => (typeof waiting === "function" ? waiting("data") : "did not wait");

describe("what the bundle has in the place of a function of fp-ts", () => {
  const fromPrism = createRequire(createRequire(import.meta.url).resolve("@stoplight/prism-http"));
  const original: { dual: Dual } = fromPrism("fp-ts/lib/function.js");
  const ours = { ...original };
  new Function("exports", additions["fp-ts/lib/function.js"] ?? "")(ours);

  const body = function (this: unknown, ...args: unknown[]) {
    return [this, ...args];
  };
  const isDataFirst = (args: ArrayLike<unknown>) => Array.isArray(args[0]);

  it.each([
    ["all arguments", 2, [1, 2]],
    ["more than all", 2, [1, 2, 3]],
    ["data first", isDataFirst, [[1], 2]],
  ])("takes %s at once as the original does", (_, arity, args) => {
    const self = { name: "this" };
    const [expected, given] = [original, ours].map(({ dual }) => dual(arity, body).apply(self, args));
    expect(given).toEqual(expected);
    expect(given).toEqual([self, ...args]);
  });

  it.each([
    ["fewer than it needs", 3, [1, 2]],
    ["one of two", 2, [1]],
    ["none", 1, []],
    ["none of two", 2, []],
    ["data last", isDataFirst, [2]],
  ])("waits for the data when it gets %s, as the original does", (_, arity, args) => {
    const [expected, given] = [original, ours].map(({ dual }) => withData(dual(arity, body)(...args)));
    expect(given).toEqual(expected);
    expect(given).toEqual([undefined, "data", ...args]);
  });
});
