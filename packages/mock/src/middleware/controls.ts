import type { Seed } from "../resources/seed.ts";
import type { FaultOptions, FaultSetting } from "./fault-setting.ts";

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

/** A request that was answered. Tickets are redacted everywhere. */
export interface JournalEntry {
  method: string;
  target: string;
  headers: Record<string, string>;
  /** As it came, as text; empty where there was none. */
  body: string;
  /** The document's operation; absent where the request had none. */
  operationId?: string;
  /** 0 where the connection was reset. */
  status: number;
  /** What Prism had against the request. */
  violations: string[];
  /** The fault that befell it. */
  fault?: string;
  milliseconds: number;
}
