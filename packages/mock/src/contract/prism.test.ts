import { expect, test } from "vitest";
import { httpOperations } from "./operations.ts";
import { type ContractRequest, pickExample, validateRequest, validateResponse } from "./prism.ts";

const operations = await httpOperations();
const find = (id: string) => {
  const operation = operations.find(({ iid }) => iid === id);
  if (!operation) throw new Error(`There is no operation ${id}.`);
  return operation;
};
const path = "/applications/833/onlineMeetings/myOnlineMeetings/810";
const get = (changes: Partial<ContractRequest> = {}): ContractRequest => ({
  operation: find("getMyOnlineMeeting"),
  method: "GET",
  path,
  query: {},
  headers: { authorization: "Bearer cwt=anything", "content-type": "application/json", "content-length": "0" },
  ...changes,
});

test("a request without a token has a violation, and one with a token has none", () => {
  expect(validateRequest(get())).toEqual([]);
  expect(validateRequest(get({ headers: {} }))).toMatchObject([{ code: "401", severity: "error" }]);
});

test("what is wrong with a body says where, in one violation for all alternatives", () => {
  const headers = { ...get().headers, "content-length": "1" };
  const put = get({ operation: find("updateMyOnlineMeeting"), method: "PUT", headers, body: { subject: 7 } });
  expect(validateRequest(put)).toEqual([
    {
      path: ["body", "subject"],
      message: expect.stringContaining("must be string,null"),
      code: "type",
      severity: "error",
    },
  ]);
  expect(validateRequest({ ...put, body: { subject: "Budget" } })).toEqual([]);
});

test("a response is validated by its status", () => {
  const operation = find("getMyOnlineMeeting");
  const result = { status: 404, headers: { "content-type": "application/json" }, body: { code: "NotFound" } };
  expect(validateResponse(operation, result)).toEqual([]);
  expect(validateResponse(operation, { ...result, body: { code: 7 } })).toMatchObject([
    { path: ["body", "code"], code: "type", severity: "error" },
  ]);
  expect(validateResponse(operation, { ...result, status: 299 })).toMatchObject([
    { code: "", severity: "error", message: expect.stringContaining("Unable to match the returned status code") },
  ]);
});

test("the document's example is chosen by its name, its status and its media type", async () => {
  const choice = { mediaType: "application/json", code: 404, exampleKey: "ApplicationNotFound" };
  const result = await pickExample(get(), choice);
  expect(result).toMatchObject({ status: 404, body: { subcode: "ApplicationNotFound" } });
  expect(result.headers).toMatchObject({ "Content-type": "application/json" });
  expect((await pickExample(get(), { mediaType: "application/xml" })).body).toMatch(/^<\?xml|^<resource/);
  expect((await pickExample(get(), { mediaType: "application/json" })).status).toBe(200);
});

test("an example that the document does not have is Prism's error", async () => {
  const choice = { mediaType: "application/json", code: 404, exampleKey: "Nothing" };
  await expect(pickExample(get(), choice)).rejects.toThrow("NOT_FOUND");
});

test("a method is one of HTTP's, in any case", () => {
  for (const method of ["GET", "put", "Post", "DELETE", "options", "head", "patch", "trace"]) {
    expect(validateRequest(get({ method }))).toEqual([]);
  }
  expect(() => validateRequest(get({ method: "PURGE" }))).toThrow(
    "The method: expected one of an operation, got PURGE.",
  );
});
