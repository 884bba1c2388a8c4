import { chooseSwitches } from "../contract/dialect.ts";
import { exampleSeeds } from "../contract/example.ts";
import type { HttpOperation } from "../contract/operations.ts";
import type { EngineResponse } from "../contract/prism.ts";
import type { Dialect, Switches } from "../contract/switches.ts";
import { isObject } from "../http/text.ts";
import { type Clock, createClock } from "./clock.ts";
import type { Ids } from "./keys.ts";
import { createMemoryStore } from "./memory-store.ts";
import { earliestExpiration } from "./seed.ts";
import { isGuid, type Properties, type Store } from "./store.ts";

/** What a world can be told. */
export interface WorldOptions {
  dialect?: Dialect;
  switches?: Partial<Record<string, string>>;
  clock?: string;
}

/** An empty world. Throws `UnknownSwitchError` and `ClockError`. */
export function createWorld(operations: HttpOperation[], options: WorldOptions): World {
  const examples = exampleSeeds(operations);
  const clock: Clock = createClock(options.clock, earliestExpiration(examples));
  return {
    store: createMemoryStore(),
    clock,
    switches: chooseSwitches(options.dialect ?? "documented", options.switches),
    writable: writableProperties(operations),
    playBack: playBackProperty(examples),
  };
}

function writableProperties(operations: HttpOperation[]): string[] {
  const update = operations.find(({ iid }) => iid === "updateMyOnlineMeeting");
  return Object.keys(update?.request?.body?.contents?.[0]?.schema?.properties ?? {});
}

function playBackProperty(examples: Record<string, unknown>[]): { name: string; value: string } {
  const [name, value] = examples
    .filter(isObject)
    .flatMap(Object.entries)
    .find(([key]) => isGuid(key)) ?? ["", ""];
  return { name, value: String(value) };
}

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
