import { matchRoute } from "../contract/route.ts";
import type { Behaviour } from "../resources/behaviours.ts";
import type { Context } from "../resources/context.ts";
import { findSandbox, type SandboxAddress, sandboxPath } from "../sandboxes/sandbox-address.ts";
import { createDetachedMock } from "../state/memory-store.ts";
import type { StoredMock } from "../state/state-store.ts";
import type { Sandboxes } from "./sandboxes.ts";

/** What a request knows of the mock that it is for. */
export type FoundMock = Pick<Context, "route" | "base" | "state" | "failure">;

/** The mock that is there without a sandbox. */
export interface DefaultMock {
  behaviour: Behaviour;
  open(): Promise<StoredMock>;
  /** Opens it at once, where its store is in this process. */
  peek(): StoredMock | undefined;
}

/**
 * Creates what finds the mock for a request target, at once where it can. It does not throw: the reason why there is no mock has to become a response with all
 * that belongs to one.
 */
export function createFinder({ behaviour, open, peek }: DefaultMock, sandboxes: Sandboxes) {
  const wait = async (target: string, sandbox: SandboxAddress | undefined): Promise<FoundMock> => {
    const route = matchRoute(sandbox ? sandbox.rest : target);
    try {
      if (!sandbox) return { route, base: "", state: { ...behaviour, store: await open() } };
      const { store, behaviour: own } = await sandboxes.open(sandbox.id);
      return { route, base: sandboxPath(sandbox.id), state: { ...own, store } };
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      return { route, base: "", state: { ...behaviour, store: createDetachedMock() }, failure };
    }
  };
  return (target: string): FoundMock | Promise<FoundMock> => {
    const sandbox = findSandbox(target);
    const store = sandbox ? undefined : peek();
    return store ? { route: matchRoute(target), base: "", state: { ...behaviour, store } } : wait(target, sandbox);
  };
}
