import { operations } from "@ucwa-meetings/spec/operations";
import { matchRoute } from "../contract/route.ts";
import { SeedError } from "../errors.ts";
import { isObject, shorten } from "../http/text.ts";
import { readTimestamp, writeTimestamp } from "./clock.ts";
import { applicationKey, entryKey, extensionKey, maxIdLength, meetingKey } from "./keys.ts";
import { type Properties, type Store, stripHypermedia } from "./store.ts";

/** Returns the earliest `expirationTime` of the seeds, in milliseconds since 1970. */
export function earliestExpiration(seeds: Seed[]): number {
  return Math.min(...seeds.flatMap(({ expirationTime }) => readTimestamp(expirationTime) ?? []));
}

/** The entries to add to a store for some seeds, in this order. */
export interface SeedPlan {
  /** The resources, with the ones that they are below before them. */
  entries: { key: string; properties: Properties }[];
  /** The meetings that have to be there already, with the path of a seed that belongs to each. */
  needed: Map<string, string>;
}

/**
 * Converts seeds to entries of a store. A seed is a list of meetings, a meeting with what it embeds, a set of extensions, or an extension. With a `template`, a
 * set or an extension whose meeting is not among the seeds gets a copy of it as its meeting. Throws `SeedError` for anything else, before it changes anything.
 */
export function planSeeds(seeds: Seed[], template?: Seed): SeedPlan {
  const lists = seeds.filter(isListSeed);
  const meetings = [...seeds.filter(isMeetingSeed), ...lists.flatMap(embeddedMeetings)];
  const others = seeds.filter((seed) => !isMeetingSeed(seed) && !isListSeed(seed));
  const entries = new Map<string, Properties>();
  const needed = new Map<string, string>();
  // What was there first stays.
  const add = (key: string, properties: Properties) => entries.has(key) || entries.set(key, properties);
  for (const list of lists) add(entryKey(requireShortIds(list).ids.applicationId ?? ""), {});
  for (const seed of [...meetings, ...others]) {
    const { ids, path } = requireShortIds(seed);
    const meeting = meetingKey(ids);
    const own = isMeetingSeed(seed) ? seed : template;
    if (own) {
      add(entryKey(ids.applicationId ?? ""), {});
      add(meeting, meetingProperties(own));
    } else if (!entries.has(meeting)) needed.set(meeting, path);
    if (findResource(seed) === "onlineMeetingExtension") add(extensionKey(ids), stripHypermedia(seed));
    for (const extension of embeddedExtensions(seed))
      add(extensionKey(requireShortIds(extension).ids), stripHypermedia(extension));
  }
  return { entries: [...entries].map(([key, properties]) => ({ key, properties })), needed };
}

/** Whether the mock keeps a resource: the list of meetings, a meeting, or what is below one. The document's examples may have others. */
export function isStored(seed: Seed): boolean {
  return isListSeed(seed) || "onlineMeetingId" in resolveSeedPath(seed).ids;
}

function requireShortIds(seed: Seed) {
  const location = resolveSeedPath(seed);
  const ids = Object.values(location.ids).map((id) => decodeURIComponent(id));
  if (typeof seed.id === "string") ids.push(seed.id);
  if (ids.every(({ length }) => length <= maxIdLength)) return location;
  throw new SeedError(
    `seed ${shorten(location.path, maxIdLength)}: expected ids of at most ${maxIdLength} characters, got a longer one.`,
  );
}

/** Adds the planned entries to a store. An entry that exists stays as it is. Throws `SeedError` if a meeting is missing. */
export async function loadSeeds(store: Store, { entries, needed }: SeedPlan, seeds: Seed[] = []): Promise<void> {
  for (const [meeting, path] of needed) {
    if (!(await store.get(meeting))) {
      throw new SeedError(`seed ${path}: expected its meeting among the seeds or in the mock, got none.`);
    }
  }
  const characters = entries.reduce((sum, { properties }) => sum + JSON.stringify(properties).length, 0);
  if (!(await store.hasRoom(characters)))
    throw new SeedError("seed: expected resources that the mock has room for, got more.");
  await removeSeeds(store, seeds);
  for (const { key, properties } of entries) await store.add(key, properties);
}

/** Removes the entries at the paths of seeds, so that the seeds can replace them. */
async function removeSeeds(store: Store, seeds: Seed[]): Promise<void> {
  for (const seed of seeds) {
    const { ids } = resolveSeedPath(seed);
    const resource = findResource(seed);
    const key = resource === "onlineMeetingExtension" ? extensionKey(ids) : meetingKey(ids);
    const parent = isListSeed(seed) ? applicationKey(ids) : resource === "onlineMeetingExtensions" ? key : undefined;
    const existing = parent === undefined ? [await store.get(key)] : await store.children(parent);
    for (const entry of existing) if (entry) await store.remove(entry.key, entry.version);
  }
}

function isMeetingSeed(seed: Seed): boolean {
  return findResource(seed) === "myOnlineMeeting";
}

function isListSeed(seed: Seed): boolean {
  return findResource(seed) === "myOnlineMeetings";
}

function meetingProperties(seed: Seed): Properties {
  const { rel } = seed;
  const properties: Properties = { ...(rel === "myAssignedOnlineMeeting" && { rel }), ...stripHypermedia(seed) };
  const expires = readTimestamp(properties.expirationTime);
  return expires === undefined ? properties : { ...properties, expirationTime: writeTimestamp(expires) };
}

function embeddedExtensions(seed: Seed): Seed[] {
  return embeddedIn(seed, "onlineMeetingExtension");
}

function embeddedMeetings(seed: Seed): Seed[] {
  return [...embeddedIn(seed, "myOnlineMeeting"), ...embeddedIn(seed, "myAssignedOnlineMeeting")];
}

function embeddedIn({ _embedded }: Seed, rel: string): Seed[] {
  return isObject(_embedded) ? [_embedded[rel]].flat().filter(isObject) : [];
}

function findResource(seed: Seed): string {
  const { template } = resolveSeedPath(seed);
  return operations.operations.find(({ path }) => path === template)?.resource ?? "";
}

/** Finds the place of a seed by its self link. Throws `SeedError` if that does not lead to a resource of the document. */
export function resolveSeedPath(seed: Seed): { template: string; path: string; ids: Record<string, string> } {
  const href = isObject(seed._links) && isObject(seed._links.self) ? seed._links.self.href : undefined;
  const { template, path, ids, malformed } = matchRoute(typeof href === "string" ? href : "");
  if (template !== undefined && malformed === undefined) return { template, path, ids };
  const actual = typeof href === "string" ? JSON.stringify(href) : "none";
  const wanted = operations.operations.map(({ path }) => path);
  throw new SeedError(
    `seed: expected _links.self.href in the form of ${[...new Set(wanted)].join(" or ")}, got ${actual}.`,
  );
}

/** A resource in the JSON representation, with a self link that says where the mock puts it. */
export type Seed = Record<string, unknown>;

/** Returns a value as seeds: one resource, or a list of them. Throws `SeedError` for anything else. */
export function toSeeds(value: unknown): Seed[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.every(isObject)) return list;
  throw new SeedError("seed: expected a resource as a GET returns it in JSON, or a list of them, got something else.");
}
