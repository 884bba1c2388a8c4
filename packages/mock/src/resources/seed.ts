import { operations } from "@ucwa-meetings/spec/operations";
import { matchRoute } from "../contract/route.ts";
import { SeedError, StoreFullError } from "../errors.ts";
import { isObject, shorten } from "../http/text.ts";
import type { Properties } from "../state/content.ts";
import type { Batch, StoredMock } from "../state/state-store.ts";
import { readTimestamp, writeTimestamp } from "./clock.ts";
import { applicationKey, extensionKey, maxIdLength, meetingKey } from "./keys.ts";
import { stripHypermedia } from "./store.ts";

/** Returns the earliest `expirationTime` of the seeds, in milliseconds since 1970. */
export function earliestExpiration(seeds: Seed[]): number {
  return Math.min(...seeds.flatMap(({ expirationTime }) => readTimestamp(expirationTime) ?? []));
}

/** How a store changes for some seeds: what goes, and then the entries to add, in this order. */
export interface SeedPlan extends Pick<Batch, "removes" | "empties"> {
  /** The resources, with the ones that they are below before them, and the path of the seed that each is for. */
  entries: PlannedEntry[];
  /** The meetings that have to be there already, with the path of a seed that belongs to each. */
  needed: Map<string, string>;
}

interface PlannedEntry {
  key: string;
  path: string;
  properties: Properties;
}

/**
 * Converts seeds to entries of a store. A seed is a list of meetings, a meeting with what it embeds, a set of extensions, or an extension. With a `template`, a
 * set or an extension whose meeting is not among the seeds gets a copy of it as its meeting. Throws `SeedError` for anything else, and for two seeds with one
 * address that differ, before it changes anything.
 */
export function planSeeds(seeds: Seed[], template?: Seed): SeedPlan {
  const lists = seeds.filter(isListSeed);
  const meetings = [...seeds.filter(isMeetingSeed), ...lists.flatMap(embeddedMeetings)];
  const others = seeds.filter((seed) => !isMeetingSeed(seed) && !isListSeed(seed));
  const entries = new Map<string, PlannedEntry>();
  const parents = new Map<string, string>();
  for (const list of lists) {
    const { ids, path } = requireShortIds(list);
    addEntry(entries, { key: applicationKey(ids), path, properties: {} });
  }
  for (const seed of [...meetings, ...others]) {
    const { ids, path } = requireShortIds(seed);
    const key = meetingKey(ids);
    const own = isMeetingSeed(seed) ? seed : entries.has(key) ? undefined : template;
    if (own) {
      addEntry(entries, { key: applicationKey(ids), path, properties: {} });
      addEntry(entries, { key, path, properties: meetingProperties(own) });
    } else parents.set(key, path);
    for (const extension of extensionsOf(seed)) {
      const place = requireShortIds(extension);
      parents.set(meetingKey(place.ids), place.path);
      addEntry(entries, { key: extensionKey(place.ids), path: place.path, properties: stripHypermedia(extension) });
    }
  }
  const needed = new Map([...parents].filter(([key]) => !entries.has(key)));
  // An extension that is a seed itself is in both.
  const all = new Set([...lists, ...meetings, ...others, ...[...meetings, ...others].flatMap(extensionsOf)]);
  return { entries: [...entries.values()], needed, ...findReplaced([...all]) };
}

function addEntry(entries: Map<string, PlannedEntry>, entry: PlannedEntry): void {
  const { key, path, properties } = entry;
  const known = entries.get(key);
  if (!known) entries.set(key, entry);
  else if (JSON.stringify(known.properties) !== JSON.stringify(properties))
    throw new SeedError(`seed ${path}: expected one seed for each address, got two that differ.`);
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

/**
 * Changes a mock as planned, all at once. Throws `SeedError` if a meeting is missing, an id is taken or there is no room, and then changes
 * nothing.
 */
export async function loadSeeds(store: StoredMock, { entries, needed, removes, empties }: SeedPlan): Promise<void> {
  const batch = { needs: [...needed.keys()], removes, empties, adds: entries };
  const refused = await store.apply(batch).catch((error) => {
    if (!(error instanceof StoreFullError)) throw error;
    throw new SeedError("seed: expected resources that the mock has room for, got more.", { cause: error });
  });
  if (refused === undefined) return;
  const entry = entries.find(({ key }) => key === refused);
  throw new SeedError(
    entry
      ? `seed ${entry.path}: /id: expected one that no other resource beside it has, got ${JSON.stringify(entry.properties.id)}.`
      : `seed ${needed.get(refused)}: expected its meeting among the seeds or in the mock, got none.`,
  );
}

/** The keys of the entries that seeds replace. A list and a set stay themselves. */
function findReplaced(seeds: Seed[]): Pick<Batch, "removes" | "empties"> {
  const [removes, empties]: [string[], string[]] = [[], []];
  for (const seed of seeds) {
    const { ids } = resolveSeedPath(seed);
    const resource = findResource(seed);
    if (isListSeed(seed)) empties.push(applicationKey(ids));
    else if (resource === "onlineMeetingExtensions") empties.push(meetingKey(ids));
    else removes.push(resource === "onlineMeetingExtension" ? extensionKey(ids) : meetingKey(ids));
  }
  return { removes, empties };
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

/** The extension that a seed is, or those that it embeds. */
function extensionsOf(seed: Seed): Seed[] {
  const resource = "onlineMeetingExtension";
  return findResource(seed) === resource ? [seed] : embeddedIn(seed, resource, resource);
}

function embeddedMeetings(seed: Seed): Seed[] {
  return ["myOnlineMeeting", "myAssignedOnlineMeeting"].flatMap((rel) => embeddedIn(seed, rel, "myOnlineMeeting"));
}

function embeddedIn({ _embedded }: Seed, rel: string, resource: string): Seed[] {
  const seeds = isObject(_embedded) ? [_embedded[rel]].flat().filter(isObject) : [];
  const wrong = seeds.find((seed) => findResource(seed) !== resource);
  if (!wrong) return seeds;
  const path = shorten(resolveSeedPath(wrong).path, maxIdLength);
  const wanted = operations.operations.find((operation) => operation.resource === resource)?.path;
  throw new SeedError(`seed ${path}: expected _links.self.href in the form of ${wanted}, got another.`);
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
