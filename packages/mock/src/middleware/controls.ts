import type { Seed } from "../resources/seed.ts";
import type { FaultOptions, FaultSetting } from "./fault-setting.ts";

/** What a test can do to a mock that runs. */
export interface MockControls {
  /** The last requests, the oldest first, tokens redacted. */
  readonly requests: JournalEntry[];
  /** Back to how it started: the seeds, no faults, no requests. */
  reset(): Promise<void>;
  /** Adds resources, in the place of those that have the same address. Throws `SeedError`. */
  seed(seeds: Seed[]): Promise<void>;
  /** Injects a fault into the coming requests, or a share of them; none without a name. Throws `UnknownFaultError`. */
  fault(name?: FaultSetting, options?: FaultOptions): void;
}

/** A request, and how it ended. Tokens are redacted everywhere. */
export interface JournalEntry {
  method: string;
  target: string;
  headers: Record<string, string>;
  /** As it was sent, as text; empty where there was none. */
  body: string;
  /** The document's operation; absent where the request had none. */
  operationId?: string;
  /** 0 where the connection was reset. */
  status: number;
  /** What Prism had against the request. */
  violations: string[];
  /** The fault that was injected. */
  fault?: string;
  milliseconds: number;
}
