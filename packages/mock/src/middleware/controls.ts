import type { Seed } from "../resources/seed.ts";
import type { SavedState } from "../state/content.ts";
import type { JournalEntry } from "../state/journal-entry.ts";
import type { FaultState } from "../state/state-store.ts";
import type { FaultOptions, FaultSetting } from "./fault-setting.ts";

/** The controls of a running mock, for tests. */
export interface MockControls {
  /** The last requests, oldest first, without tokens. Throws `MockError` if the mock's store is not in this process. */
  readonly requests: JournalEntry[];
  /** Restores the start: the seeds, the fault of the options, an empty journal. */
  reset(): Promise<void>;
  /**
   * Adds resources. A resource with the same address is replaced. Throws `SeedError` for a wrong seed, for two that differ and have the same
   * address, and for an `id` that another extension of the meeting has, and then adds none.
   */
  seed(seeds: Seed[]): Promise<void>;
  /**
   * Returns what the mock knows: its resources with their ETags, and the last requests. It is plain data, which JSON can carry. A fault and the
   * options are no part of it.
   */
  save(): Promise<SavedState>;
  /**
   * Goes on from what `save` of a mock returned, also one of another dialect. Throws `SavedStateError` for anything else, and then changes
   * nothing.
   */
  restore(saved: SavedState): Promise<void>;
  /**
   * Injects a fault into the next requests, or into a share of them. Without a name, it ends the fault. Throws `UnknownFaultError`. Only for a mock
   * whose store is not in this process, you have to wait until the promise resolves.
   */
  fault(name?: FaultSetting, options?: FaultOptions): Promise<void>;
}

/** The controls of a mock, wherever its store is. */
export interface StoredControls extends Pick<MockControls, "reset" | "seed" | "save" | "restore"> {
  requests(): Promise<JournalEntry[]>;
  fault(fault: FaultState | undefined): Promise<void>;
}
