import type { Seed } from "../resources/seed.ts";
import type { StoreContent } from "../resources/store.ts";
import type { FaultOptions, FaultSetting } from "./fault-setting.ts";

/** The controls of a running mock, for tests. */
export interface MockControls {
  /** The last requests, oldest first, without tokens. */
  readonly requests: JournalEntry[];
  /** Restores the start: the seeds, the fault of the options, an empty journal. */
  reset(): Promise<void>;
  /** Adds resources. A resource with the same address is replaced. Throws `SeedError` for a wrong seed, and then adds none. */
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
  /** Injects a fault into the next requests, or into a share of them. Without a name, it ends the fault. Throws `UnknownFaultError`. */
  fault(name?: FaultSetting, options?: FaultOptions): void;
}

/** What a mock knows between two requests. Only `restore` has to understand it, and another version of the mock may refuse it. */
export interface SavedState {
  /** The resources, and how often they were changed. */
  store: StoreContent;
  /** How many correlation ids were given out. */
  correlations: number;
  /** The last requests, oldest first, without tokens. */
  requests: JournalEntry[];
}

/** A request and its result. Tokens are redacted in all properties. */
export interface JournalEntry {
  /** The method of the request. */
  method: string;
  /** The path and the query of the request. */
  target: string;
  /** The headers of the request, by their names in lower case. */
  headers: Record<string, string>;
  /** The body as text; empty if there was none. Long bodies are cut. */
  body: string;
  /** The operation of the document; absent if the request matches none. */
  operationId?: string;
  /** The status of the response; 0 if the mock reset the connection. */
  status: number;
  /** The messages of the violations in the request. */
  violations: string[];
  /** The fault that was injected. */
  fault?: string;
  /** How long the mock took to respond. */
  milliseconds: number;
}
