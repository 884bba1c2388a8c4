import { describe, expect, it, test } from "vitest";
import * as parts from "../dist/generated/prism.js";
import { reachSchemas } from "../scripts/reach-schemas.ts";
import { slimOperations } from "../scripts/slim-operations.ts";
import { type HttpOperation, httpOperations } from "../src/contract/operations.ts";
import { compose } from "../src/http/handler.ts";
import { errorHandler } from "../src/middleware/error-handler.ts";
import { handleOperation } from "../src/middleware/handle-operation.ts";
import type { Context } from "../src/resources/context.ts";
import { meeting } from "./support/ask.ts";
import { createContext } from "./support/context.ts";

const operations = await httpOperations();

/** The operation that reads a meeting, with one more rule in the schemas of some of its responses. */
function withAnotherRule(...codes: string[]): HttpOperation {
  const operation = structuredClone(operations.find(({ iid }) => iid === "getMyOnlineMeeting"));
  if (!operation) throw new Error("There is no getMyOnlineMeeting.");
  for (const { code, contents = [] } of operation.responses) {
    if (codes.includes(code)) for (const { schema } of contents) if (schema) schema.maxProperties = 1;
  }
  return operation;
}

async function get(operation: HttpOperation, headers: Record<string, string>) {
  const context = createContext(operations, {
    request: { method: "GET", target: meeting, headers, body: { kind: "none" } },
    operation,
  });
  const { status, body } = await compose<Context>([errorHandler(operations), handleOperation({ isStateful: false })])(
    context,
  );
  return { status, text: Buffer.from(body).toString("utf8") };
}

describe("A schema without a compiled validator", () => {
  it("fails the build", () => {
    expect(() => reachSchemas(operations, parts)).not.toThrow();
    for (const code of ["200", "404"]) {
      expect(() => reachSchemas([...operations, withAnotherRule(code)], parts)).toThrow(/compiled at build, got \{/);
    }
  });

  it("is an error of the mock, in the document's form", async () => {
    const token = { authorization: "Bearer cwt=x" };
    expect((await get(withAnotherRule(), token)).status).toBe(200);
    const { status, text } = await get(withAnotherRule("200"), token);
    expect(status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({
      code: "ServiceFailure",
      message: expect.stringContaining(
        "The mock failed: body: expected a schema whose validator was compiled at build",
      ),
    });
    const asXml = await get(withAnotherRule("200"), { ...token, accept: "application/xml" });
    expect(asXml.status).toBe(500);
    expect(asXml.text).toContain("<reason ");
  });

  it("is an error of the mock also where the schema of errors has none", async () => {
    const { status, text } = await get(withAnotherRule("401", "500"), {});
    expect(status).toBe(500);
    expect(JSON.parse(text).message).toContain("expected a schema whose validator was compiled at build");
  });
});

test("A part of a response without an example fails the build, since the mock invents none", () => {
  const response = { code: "200", contents: [{ mediaType: "application/json", examples: [] }] };
  expect(() => slimOperations([{ responses: [response] }])).toThrow(
    "response 200, application/json: expected an example, got none; the mock does not invent any.",
  );
});
