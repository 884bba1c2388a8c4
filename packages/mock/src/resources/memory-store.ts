import type { Entry, Properties, Store, StoreContent } from "./store.ts";

/** The largest size of all resources in a store, in characters of JSON, so that no client can fill the memory. */
export const maxCharacters = 8_000_000;

/** Creates a store in memory, with what another one had. The same calls in the same order give the same versions and numbers. */
export function createMemoryStore(content?: StoreContent): Store {
  const entries = new Map<string, Entry>();
  // By the key of the entry above: the keys in the order in which they were added, and the keys by id.
  const childKeys = new Map<string, Set<string>>();
  const ids = new Map<string, Map<string, string>>();
  const sizes = new Map<string, number>();
  let size = 0;
  let changes = content?.changes ?? 0;
  let lastSequence = content?.sequence ?? 0;

  const isTaken = (key: string, { id }: Properties): boolean => {
    const owner = typeof id === "string" ? ids.get(getParentKey(key))?.get(id) : undefined;
    return owner !== undefined && owner !== key;
  };
  const forgetId = (key: string): void => {
    const id = entries.get(key)?.properties.id;
    if (typeof id === "string") ids.get(getParentKey(key))?.delete(id);
  };
  const resize = (key: string, characters: number): void => {
    size += characters - (sizes.get(key) ?? 0);
    if (characters === 0) sizes.delete(key);
    else sizes.set(key, characters);
  };
  const write = (key: string, properties: Properties): Entry => {
    forgetId(key);
    changes += 1;
    return put({ key, version: String(changes), properties });
  };
  const put = (entry: Entry): Entry => {
    const { key, properties } = entry;
    entries.set(key, entry);
    resize(key, JSON.stringify(properties).length);
    if (typeof properties.id === "string") inner(ids, getParentKey(key), newMap).set(properties.id, key);
    return entry;
  };
  const deleteTree = (key: string): void => {
    for (const child of childKeys.get(key) ?? []) deleteTree(child);
    childKeys.delete(key);
    ids.delete(key);
    childKeys.get(getParentKey(key))?.delete(key);
    forgetId(key);
    resize(key, 0);
    entries.delete(key);
  };

  for (const entry of content?.entries ?? []) {
    inner(childKeys, getParentKey(entry.key), newSet).add(entry.key);
    put(entry);
  }

  return {
    get: async (key) => entries.get(key),
    children: async (key) => [...(childKeys.get(key) ?? [])].flatMap((child) => entries.get(child) ?? []),
    childWithId: async (key, id) => entries.get(ids.get(key)?.get(id) ?? ""),
    add: async (key, properties, limit = Number.POSITIVE_INFINITY) => {
      const parent = getParentKey(key);
      const isOrphan = parent !== "" && !entries.has(parent);
      if (entries.has(key) || isOrphan || isTaken(key, properties)) return undefined;
      const siblings = inner(childKeys, parent, newSet);
      if (siblings.size >= limit) return undefined;
      siblings.add(key);
      return write(key, properties);
    },
    replace: async (key, version, properties) =>
      entries.get(key)?.version === version && !isTaken(key, properties) ? write(key, properties) : undefined,
    remove: async (key, version) => {
      if (entries.get(key)?.version !== version) return false;
      deleteTree(key);
      return true;
    },
    hasRoom: async (characters) => size + characters <= maxCharacters,
    nextSequence: async () => {
      lastSequence += 1;
      return lastSequence;
    },
    save: async () => ({ entries: [...entries.values()], changes, sequence: lastSequence }),
  };
}

function getParentKey(key: string): string {
  return key.slice(0, Math.max(key.lastIndexOf("/"), 0));
}

const newMap = () => new Map<string, string>();
const newSet = () => new Set<string>();

function inner<Inner>(outer: Map<string, Inner>, key: string, create: () => Inner): Inner {
  const known = outer.get(key) ?? create();
  outer.set(key, known);
  return known;
}
