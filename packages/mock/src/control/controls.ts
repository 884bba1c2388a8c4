import type { FaultOptions, FaultSetting } from "../fault/faults.ts";
import type { JournalEntry } from "../journal/journal-entry.ts";
import type { Seed } from "../seed/seed-type.ts";

/** What a test can do to a mock that runs. */
export interface Controls {
  /** The last requests, the oldest first, tickets redacted. */
  readonly requests: JournalEntry[];
  /** Back to how it started: the seeds, no faults, no requests. */
  reset(): Promise<void>;
  /** Adds resources, in the place of those that have the same address. Throws `SeedError`. */
  seed(seeds: Seed[]): Promise<void>;
  /** Has a fault befall the coming requests, or a share of them; none without a name. Throws `UnknownFaultError`. */
  fault(name?: FaultSetting, options?: FaultOptions): void;
}
