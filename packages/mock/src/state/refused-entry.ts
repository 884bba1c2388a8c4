import { parentOf } from "./content.ts";
import type { Batch } from "./state-store.ts";

/** What stays in a store when a batch has removed what it removes. */
export interface Remaining {
  /** Whether there is an entry with a key. */
  has(key: string): boolean;
  /** Whether an entry directly below a key has an `id`. */
  hasId(parent: string, id: string): boolean;
}

/** Returns the key of the first entry that `add` would refuse, after it has added those before. */
export function findRefused(adds: Batch["adds"], remaining: Remaining): string | undefined {
  const keys = new Set<string>();
  const ids = new Set<string>();
  const isRefused = ({ key, properties: { id } }: Batch["adds"][number]): boolean => {
    const parent = parentOf(key);
    const isOrphan = parent !== "" && !keys.has(parent) && !remaining.has(parent);
    if (keys.has(key) || isOrphan) return true;
    keys.add(key);
    if (typeof id !== "string") return false;
    const isTaken = ids.has(`${parent} ${id}`) || remaining.hasId(parent, id);
    ids.add(`${parent} ${id}`);
    return isTaken;
  };
  return adds.find(isRefused)?.key;
}
