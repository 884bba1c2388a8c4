import { expect, test } from "vitest";
import { createContext } from "../../test/support/context.ts";
import { notFound } from "../contract/http-error.ts";
import { httpOperations } from "../contract/operations.ts";
import { StoreFullError, StoreUnavailableError } from "../errors.ts";
import type { Context } from "../resources/context.ts";
import { errorHandler } from "./error-handler.ts";

const operations = await httpOperations();

/** What becomes of an error, for a request to an operation. */
async function respondTo(error: Error, context: Partial<Context> = {}) {
  const response = await errorHandler(operations)(createContext(operations, context), () => Promise.reject(error));
  return { ...response, json: JSON.parse(new TextDecoder().decode(response.body)) };
}

test("an error that the mock cannot validate is a 500 that says so, and never left out", async () => {
  const [operation] = operations;
  if (!operation) throw new Error("expected an operation, got none");
  // The build compiled no validator for it.
  const schema = { type: "string", maxLength: 3 } as const;
  const responses = operation.responses.map((response) => ({
    ...response,
    contents: response.contents?.map((content) => ({ ...content, schema })) ?? [],
  }));
  const context = { operation: { ...operation, responses }, violations: { request: [], response: [] } };
  const { status, json } = await respondTo(notFound("There is no meeting."), context);
  expect([status, json.code]).toEqual([500, "ServiceFailure"]);
  expect(json.message).toMatch(/^The mock failed: .*expected a schema whose validator was compiled at build/);
});

test("a mock that is full, or whose store is away, says that it may be better later", async () => {
  const full = await respondTo(new StoreFullError("entries", 7));
  expect([full.status, full.json.message]).toEqual([
    503,
    "The mock has no room for more than 7 resources. A reset makes room.",
  ]);
  const away = await respondTo(new StoreUnavailableError("The store is away."));
  expect([away.status, away.json.message, away.headers["retry-after"]]).toEqual([503, "The store is away.", "1"]);
});
