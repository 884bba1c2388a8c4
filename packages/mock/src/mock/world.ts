import { type Clock, createClock } from "../clock/clock.ts";
import { chooseSwitches } from "../dialect/dialect.ts";
import type { Dialect } from "../dialect/switches.ts";
import { isObject } from "../guard.ts";
import type { HttpOperation } from "../prism/operations.ts";
import { earliestExpiration, exampleSeeds } from "../seed/seed.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import type { World } from "./call.ts";
import { isGuid } from "./own-properties.ts";

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
