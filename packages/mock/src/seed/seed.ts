import { operations } from "@ucwa-meetings/spec/operations";
import { readTimestamp, writeTimestamp } from "../clock/timestamp.ts";
import { SeedError } from "../errors.ts";
import { isObject } from "../guard.ts";
import { entryKey, extensionKey, meetingKey } from "../mock/keys.ts";
import { ownProperties } from "../mock/own-properties.ts";
import type { HttpOperation } from "../prism/operations.ts";
import { route } from "../route/route.ts";
import type { Properties, Store } from "../store/store.ts";
import type { Seed } from "./seed-type.ts";

/** The resources that the document's examples show, each once. */
export function exampleSeeds(all: HttpOperation[]): Seed[] {
  const reading = all.filter(({ method }) => method === "get");
  return reading.flatMap(({ responses }) => {
    const success = responses.find(({ code }) => code.startsWith("2"));
    const json = success?.contents?.find(({ mediaType }) => mediaType === "application/json");
    return (json?.examples ?? []).flatMap((example) =>
      "value" in example && isObject(example.value) ? [example.value] : [],
    );
  });
}

/** The earliest `expirationTime` of the seeds, in milliseconds since 1970. */
export function earliestExpiration(seeds: Seed[]): number {
  return Math.min(...seeds.flatMap(({ expirationTime }) => readTimestamp(expirationTime) ?? []));
}

/**
 * Puts resources into the store: meetings with what they embed, sets of extensions, and extensions. A set or an extension whose
 * meeting is not among the seeds gets the first one's. A resource that is there already stays as it is.
 * Throws `SeedError` for anything else.
 */
export async function sow(store: Store, seeds: Seed[], fallback: Seed[]): Promise<void> {
  const isMeeting = (seed: Seed) => resourceOf(seed) === "myOnlineMeeting";
  const ordered = [...seeds.filter(isMeeting), ...seeds.filter((seed) => !isMeeting(seed))];
  const template = [...ordered, ...fallback].find(isMeeting) ?? {};
  for (const seed of ordered) await sowOne(store, seed, template);
}

/** Removes what is at the addresses of seeds, so that the seeds can take its place. */
export async function unsow(store: Store, seeds: Seed[]): Promise<void> {
  for (const seed of seeds) {
    const { ids } = place(seed);
    const key = resourceOf(seed) === "onlineMeetingExtension" ? extensionKey(ids) : meetingKey(ids);
    const there = resourceOf(seed) === "onlineMeetingExtensions" ? await store.below(key) : [await store.get(key)];
    for (const entry of there) if (entry) await store.remove(entry.key, entry.version);
  }
}

async function sowOne(store: Store, seed: Seed, template: Seed): Promise<void> {
  const { ids } = place(seed);
  const meeting = meetingKey(ids);
  await store.add(entryKey(ids.applicationId ?? ""), {});
  await store.add(meeting, meetingProperties(isMeetingSeed(seed) ? seed : template));
  if (resourceOf(seed) === "onlineMeetingExtension") await store.add(extensionKey(ids), ownProperties(seed));
  for (const extension of embedded(seed)) await store.add(extensionKey(place(extension).ids), ownProperties(extension));
}

function isMeetingSeed(seed: Seed): boolean {
  return resourceOf(seed) === "myOnlineMeeting";
}

function meetingProperties(seed: Seed): Properties {
  const properties = ownProperties(seed);
  const expires = readTimestamp(properties.expirationTime);
  return expires === undefined ? properties : { ...properties, expirationTime: writeTimestamp(expires) };
}

function embedded({ _embedded }: Seed): Seed[] {
  const extensions = isObject(_embedded) ? _embedded.onlineMeetingExtension : [];
  return Array.isArray(extensions) ? extensions.filter(isObject) : [];
}

function resourceOf(seed: Seed): string {
  const { template } = place(seed);
  return operations.operations.find(({ path }) => path === template)?.resource ?? "";
}

/** Where a seed's own link puts it. Throws `SeedError` where it has none to a resource of the document. */
export function place(seed: Seed): { template: string; path: string; ids: Record<string, string> } {
  const href = isObject(seed._links) && isObject(seed._links.self) ? seed._links.self.href : undefined;
  const { template, path, ids, malformed } = route(typeof href === "string" ? href : "");
  if (template !== undefined && malformed === undefined) return { template, path, ids };
  const came = typeof href === "string" ? JSON.stringify(href) : "none";
  const wanted = operations.operations.map(({ path }) => path);
  throw new SeedError(
    `A seed needs _links.self.href in the form of ${[...new Set(wanted)].join(" or ")}; ${came} came.`,
  );
}
