import type { Clock } from "../clock/clock.ts";
import type { Switches } from "../dialect/switches.ts";
import type { EngineResponse } from "../prism/engine.ts";
import type { Properties, Store } from "../store/store.ts";
import type { Ids } from "./keys.ts";

/** What the operations of one mock share. */
export interface World {
  store: Store;
  clock: Clock;
  switches: Switches;
  /** The names that a client can set on a meeting, from the document. */
  writable: string[];
  /** The property named by a GUID, from the document. */
  playBack: { name: string; value: string };
}

/** One request that routed, carried a ticket, and validated. */
export interface Call {
  world: World;
  ids: Ids;
  /** The prefix for links in the answer. */
  prefix: string;
  headers: Record<string, string>;
  input: Properties;
}

/** An operation of the document, carried out on the store. Throws `Refused` where it cannot be. */
export type Carry = (call: Call) => Promise<EngineResponse>;
