import { expect, test } from "vitest";
import { httpOperations } from "../contract/operations.ts";
import { matchRoute } from "../contract/route.ts";
import { createDetachedMock } from "../state/memory-store.ts";
import { createBehaviours } from "./behaviours.ts";
import { runOperation } from "./run-operation.ts";

test("an operation that the document has and the mock does not know is an error of the mock", async () => {
  const operations = await httpOperations();
  const [first] = operations;
  if (!first) throw new Error("expected an operation, got none");
  const target = "/applications/833/onlineMeetings/myOnlineMeetings/810";
  const context = {
    request: { method: "GET", target, headers: {}, body: { kind: "none" } },
    route: matchRoute(target),
    base: "",
    prefer: {},
    state: { ...createBehaviours(operations, 1)({}), store: createDetachedMock() },
    started: 0,
    pause: async () => {},
    input: {},
    operation: { ...first, iid: "joinMyOnlineMeeting" },
  } as const;
  await expect(runOperation(context)).rejects.toMatchObject({
    status: 500,
    example: "ServiceFailure",
    message: "The mock does not know the operation joinMyOnlineMeeting.",
  });
});
