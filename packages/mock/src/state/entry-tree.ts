import { StoreFullError } from "../errors.ts";
import { type Entry, type Properties, parentOf, type StoreContent } from "./content.ts";
import { findRefused } from "./refused-entry.ts";
import type { Batch, StateLimits } from "./state-store.ts";

/** An entry, and its size in characters. */
interface Node {
  readonly entry: Entry;
  readonly size: number;
}

/** The entries of one generation in memory, with what finds them. The same calls in the same order give the same versions. */
export class EntryTree {
  readonly #nodes = new Map<string, Node>();
  // By the key of the entry above: the keys in the order in which they were added, and the keys by id.
  readonly #childKeys = new Map<string, Set<string>>();
  readonly #ids = new Map<string, Map<string, string>>();
  #size = 0;
  #changes: number;

  constructor({ entries, changes }: Pick<StoreContent, "entries" | "changes">) {
    this.#changes = changes;
    for (const entry of entries) this.#put({ entry, size: sizeOf(entry.properties) });
  }

  /** Another tree with the same entries. */
  clone(): EntryTree {
    const tree = new EntryTree({ entries: [], changes: this.#changes });
    for (const node of this.#nodes.values()) tree.#put(node);
    return tree;
  }

  get(key: string): Entry | undefined {
    return this.#nodes.get(key)?.entry;
  }

  children(key: string): Entry[] {
    return [...(this.#childKeys.get(key) ?? [])].flatMap((child) => this.get(child) ?? []);
  }

  childWithId(key: string, id: string): Entry | undefined {
    return this.get(this.#ids.get(key)?.get(id) ?? "");
  }

  add(key: string, properties: Properties, limits: StateLimits, limit = Number.POSITIVE_INFINITY): Entry | undefined {
    if (!this.#canAdd(key, properties)) return undefined;
    if ((this.#childKeys.get(parentOf(key))?.size ?? 0) >= limit) return undefined;
    const size = sizeOf(properties);
    this.#requireRoom(size, 1, limits);
    return this.#write(key, properties, size);
  }

  replace(key: string, version: string, properties: Properties, limits: StateLimits): Entry | undefined {
    const node = this.#nodes.get(key);
    if (node?.entry.version !== version || this.#isTaken(key, properties)) return undefined;
    const size = sizeOf(properties);
    this.#requireRoom(size - node.size, 0, limits);
    return this.#write(key, properties, size);
  }

  remove(key: string, version: string): boolean {
    if (this.get(key)?.version !== version) return false;
    this.#delete(key);
    return true;
  }

  /** Makes the changes of a batch. Returns the key for which it changes nothing, if there is one. Throws `StoreFullError`, and then changes nothing. */
  apply({ needs, removes, empties, adds }: Batch, limits: StateLimits): string | undefined {
    const gone = new Set<string>();
    for (const key of removes) this.#collect(key, gone);
    for (const key of empties) for (const child of this.#childKeys.get(key) ?? []) this.#collect(child, gone);
    const has = (key: string) => this.#nodes.has(key) && !gone.has(key);
    const hasId = (parent: string, id: string) => has(this.#ids.get(parent)?.get(id) ?? "");
    const added = adds.filter(({ key }) => !has(key));
    const refused = needs.find((key) => !has(key)) ?? findRefused(added, { has, hasId });
    if (refused !== undefined) return refused;
    let characters = added.reduce((sum, { properties }) => sum + sizeOf(properties), 0);
    for (const key of gone) characters -= this.#nodes.get(key)?.size ?? 0;
    this.#requireRoom(characters, added.length - gone.size, limits);
    for (const key of gone) this.#delete(key);
    for (const { key, properties } of added) this.#write(key, properties, sizeOf(properties));
    return undefined;
  }

  content(): Pick<StoreContent, "entries" | "changes"> {
    return { entries: [...this.#nodes.values()].map(({ entry }) => entry), changes: this.#changes };
  }

  #canAdd(key: string, properties: Properties): boolean {
    const parent = parentOf(key);
    const isOrphan = parent !== "" && !this.#nodes.has(parent);
    return !this.#nodes.has(key) && !isOrphan && !this.#isTaken(key, properties);
  }

  #isTaken(key: string, { id }: Properties): boolean {
    const owner = typeof id === "string" ? this.#ids.get(parentOf(key))?.get(id) : undefined;
    return owner !== undefined && owner !== key;
  }

  /** Throws `StoreFullError` if there is no room for so many more characters and entries. What gets smaller always has room. */
  #requireRoom(characters: number, entries: number, limits: StateLimits): void {
    const { size } = this.#nodes;
    if (entries > 0 && size + entries > limits.entries) throw new StoreFullError("entries", limits.entries);
    if (characters > 0 && this.#size + characters > limits.characters)
      throw new StoreFullError("characters", limits.characters);
  }

  /** Adds to a set the key of an entry, and those of all entries below it. */
  #collect(key: string, keys: Set<string>): void {
    if (this.#nodes.has(key)) keys.add(key);
    for (const child of this.#childKeys.get(key) ?? []) this.#collect(child, keys);
  }

  #write(key: string, properties: Properties, size: number): Entry {
    this.#changes += 1;
    return this.#put({ entry: { key, version: String(this.#changes), properties }, size });
  }

  #put(node: Node): Entry {
    const { entry, size } = node;
    const { key, properties } = entry;
    const parent = parentOf(key);
    this.#forgetId(key);
    this.#size += size - (this.#nodes.get(key)?.size ?? 0);
    this.#nodes.set(key, node);
    inner(this.#childKeys, parent, newSet).add(key);
    if (typeof properties.id === "string") inner(this.#ids, parent, newMap).set(properties.id, key);
    return entry;
  }

  #delete(key: string): void {
    for (const child of this.#childKeys.get(key) ?? []) this.#delete(child);
    const parent = parentOf(key);
    this.#childKeys.delete(key);
    this.#ids.delete(key);
    this.#childKeys.get(parent)?.delete(key);
    this.#forgetId(key);
    this.#size -= this.#nodes.get(key)?.size ?? 0;
    this.#nodes.delete(key);
  }

  #forgetId(key: string): void {
    const id = this.get(key)?.properties.id;
    if (typeof id === "string") this.#ids.get(parentOf(key))?.delete(id);
  }
}

function sizeOf(properties: Properties): number {
  return JSON.stringify(properties).length;
}

const newMap = () => new Map<string, string>();
const newSet = () => new Set<string>();

function inner<Inner>(outer: Map<string, Inner>, key: string, create: () => Inner): Inner {
  const known = outer.get(key) ?? create();
  outer.set(key, known);
  return known;
}
