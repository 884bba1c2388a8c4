import { expect, test } from "vitest";
import { findOperation, toContractRequest } from "./contract-request.ts";
import { httpOperations } from "./operations.ts";
import { matchRoute } from "./route.ts";

const target = "/applications/1/onlineMeetings/myOnlineMeetings/2";
const route = matchRoute(target);
const operation = findOperation(await httpOperations(), route, "GET");

test.each([
  ["bearer cwt=x", "Bearer cwt=x"],
  ["BEARER\tcwt=x", "Bearer\tcwt=x"],
  ["Bearer cwt=bearer x", "Bearer cwt=bearer x"],
  ["bearercwt=x", "bearercwt=x"],
  ["Basic bearer x", "Basic bearer x"],
])("Authorization: %s is %s to Prism, which takes one spelling of the scheme", (authorization, expected) => {
  if (!operation) throw new Error("There is no operation.");
  const request = { method: "GET", target, headers: { authorization, cookie: "x" }, body: { kind: "none" } } as const;
  const { headers } = toContractRequest(operation, request, route, {});
  expect(headers.authorization).toBe(expected);
  expect(headers.cookie).toBeUndefined();
});

test("a method has its operation in any case, and no other method has", async () => {
  const operations = await httpOperations();
  expect(findOperation(operations, route, "PUT")?.iid).toBe("updateMyOnlineMeeting");
  expect(findOperation(operations, route, "PATCH")).toBeUndefined();
});

test("a request is in JSON to Prism, with the headers that the document describes, and no others", () => {
  if (!operation) throw new Error("There is no operation.");
  const headers = { "if-none-match": "*", "content-type": "application/xml", "content-length": "99", cookie: "x" };
  const request = { method: "GET", target, headers, body: { kind: "none" } } as const;
  const given = matchRoute(`${target}?a=b`);
  expect(toContractRequest(operation, request, given, { value: { a: 1 } })).toStrictEqual({
    operation,
    method: "GET",
    path: target,
    query: { a: "b" },
    headers: { "content-type": "application/json", "content-length": "1", "if-none-match": "*" },
    body: { a: 1 },
  });
  const without = toContractRequest(operation, { ...request, headers: {} }, given, {});
  expect(without.headers).toStrictEqual({});
  expect(without).not.toHaveProperty("body");
});
