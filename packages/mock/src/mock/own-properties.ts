import type { Properties } from "../store/store.ts";

const added = ["rel", "etag", "_links", "_embedded"];
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A representation without what a representation adds to the resource: rel, ETag, links, embedded resources, the GUID-named property. */
export function ownProperties(representation: Properties): Properties {
  return Object.fromEntries(Object.entries(representation).filter(([name]) => !added.includes(name) && !isGuid(name)));
}

/** Whether a property's name is a GUID. */
export function isGuid(name: string): boolean {
  return guid.test(name);
}
