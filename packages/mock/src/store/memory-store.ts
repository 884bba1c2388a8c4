import type { Entry, Properties, Store } from "./store.ts";

/** A store in the memory of this process. Versions and numbers are the same for the same calls in the same order. */
export function createMemoryStore(): Store {
  const entries = new Map<string, Entry>();
  const children = new Map<string, Set<string>>();
  let changes = 0;
  let given = 0;

  const write = (key: string, properties: Properties): Entry => {
    changes += 1;
    const entry = { key, version: String(changes), properties };
    entries.set(key, entry);
    return entry;
  };
  const drop = (key: string): void => {
    for (const child of children.get(key) ?? []) drop(child);
    children.delete(key);
    children.get(parent(key))?.delete(key);
    entries.delete(key);
  };

  return {
    get: async (key) => entries.get(key),
    below: async (key) => [...(children.get(key) ?? [])].flatMap((child) => entries.get(child) ?? []),
    add: async (key, properties) => {
      if (entries.has(key)) return undefined;
      const siblings = children.get(parent(key)) ?? new Set();
      children.set(parent(key), siblings.add(key));
      return write(key, properties);
    },
    replace: async (key, version, properties) =>
      entries.get(key)?.version === version ? write(key, properties) : undefined,
    remove: async (key, version) => {
      if (entries.get(key)?.version !== version) return false;
      drop(key);
      return true;
    },
    next: async () => {
      given += 1;
      return given;
    },
  };
}

function parent(key: string): string {
  return key.slice(0, Math.max(key.lastIndexOf("/"), 0));
}
