import { expect, test } from "vitest";
import { createContext } from "../../test/support/context.ts";
import { httpOperations } from "../contract/operations.ts";
import { runOperation } from "./run-operation.ts";

test("an operation that the document has and the mock does not know is an error of the mock", async () => {
  const operations = await httpOperations();
  const [first] = operations;
  if (!first) throw new Error("expected an operation, got none");
  const context = createContext(operations, { operation: { ...first, iid: "joinMyOnlineMeeting" } });
  await expect(runOperation(context)).rejects.toMatchObject({
    status: 500,
    example: "ServiceFailure",
    message: "The mock does not know the operation joinMyOnlineMeeting.",
  });
});
