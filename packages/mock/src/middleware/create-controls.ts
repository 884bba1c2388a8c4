import type { HttpOperation } from "../contract/operations.ts";
import { checkSeeds } from "../resources/check-seeds.ts";
import { loadSeeds, planSeeds } from "../resources/seed.ts";
import type { SavedState, StoreContent } from "../state/content.ts";
import type { FaultState, StateLimits, StoredMock } from "../state/state-store.ts";
import { checkSavedState } from "./check-saved-state.ts";
import type { StoredControls } from "./controls.ts";

/** What the controls of a mock need. */
export interface ControlledMock {
  operations: HttpOperation[];
  /** Opens the mock. Throws if there is none. */
  open(): Promise<StoredMock>;
  /** The resources that a reset leads to, unless the mock has its own. */
  start: StoreContent;
  /** How much the mock may keep. */
  limits: StateLimits;
  /** The fault that a reset leads to. */
  fault?: FaultState;
  /** What else a reset does. */
  onReset?(): void;
}

/** Creates the controls of a mock. */
export function createControls({ operations, open, start, limits, fault, onReset }: ControlledMock): StoredControls {
  return {
    requests: async () => (await open()).journal(),
    async reset() {
      const mock = await open();
      await mock.replaceAll(toState((await mock.start()) ?? start), fault ?? null);
      onReset?.();
    },
    save: async () => structuredClone(await (await open()).save()),
    async restore(saved) {
      const state = checkSavedState(saved, limits);
      await (await open()).replaceAll(state);
    },
    async seed(seeds) {
      await checkSeeds(operations, seeds);
      await loadSeeds(await open(), planSeeds(seeds));
    },
    fault: async (setting) => (await open()).setFault(setting),
  };
}

/** The state of a mock that has resources, and has had no requests. */
export function toState(store: StoreContent): SavedState {
  return { store, correlations: 0, requests: [] };
}
