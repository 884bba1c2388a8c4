import type { HttpOperation } from "../../src/contract/operations.ts";
import { matchRoute } from "../../src/contract/route.ts";
import { createBehaviours } from "../../src/resources/behaviours.ts";
import type { Context } from "../../src/resources/context.ts";
import { createDetachedMock } from "../../src/state/memory-store.ts";
import { meeting } from "./ask.ts";

/** The context of a request for the published meeting, in a mock that has nothing yet. */
export function createContext(operations: HttpOperation[], changes: Partial<Context> = {}): Context {
  return {
    request: { method: "GET", target: meeting, headers: {}, body: { kind: "none" } },
    route: matchRoute(meeting),
    base: "",
    findOrigin: () => "",
    prefer: {},
    state: { ...createBehaviours(operations, 1)({}), store: createDetachedMock() },
    started: 0,
    pause: async () => {},
    input: {},
    ...changes,
  };
}
