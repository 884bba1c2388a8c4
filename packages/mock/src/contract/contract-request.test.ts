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
