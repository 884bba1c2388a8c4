import { operations } from "@ucwa-meetings/spec/operations";
import type { EngineResponse } from "../contract/prism.ts";
import { fill } from "../contract/route.ts";
import type { Call, World } from "./context.ts";
import { etagHeader, etagOf } from "./etag.ts";
import { lastSegment } from "./keys.ts";
import type { Entry, Properties } from "./store.ts";

/** A meeting as the dialect has it, with its extensions in it. */
export function representMeeting(call: Call, meeting: Entry, extensions: Entry[]): Properties {
  const links = {
    self: { href: hrefOf("myOnlineMeeting", call) },
    onlineMeetingExtensions: { href: hrefOf("onlineMeetingExtensions", call) },
  };
  const embedded = extensions.map((extension) => representExtension(call, extension));
  return {
    rel: "myOnlineMeeting",
    ...meeting.properties,
    ...playBack(call.world),
    _links: links,
    ...(embedded.length > 0 && { _embedded: { onlineMeetingExtension: embedded } }),
    ...etagProperty(call.world, meeting),
  };
}

/** One extension as the dialect has it. */
export function representExtension(call: Call, extension: Entry): Properties {
  return {
    rel: "onlineMeetingExtension",
    ...extension.properties,
    ...playBack(call.world),
    _links: { self: { href: hrefOf("onlineMeetingExtension", call, extension) } },
    ...etagProperty(call.world, extension),
  };
}

/** A meeting's extensions as the dialect has them. */
export function representExtensions(call: Call, extensions: Entry[]): Properties {
  const embedded = extensions.map((extension) => representExtension(call, extension));
  const absent = embedded.length === 0 && call.world.switches.emptyCollection === "absent";
  return {
    rel: "onlineMeetingExtensions",
    _links: { self: { href: hrefOf("onlineMeetingExtensions", call) } },
    ...(!absent && { _embedded: { onlineMeetingExtension: embedded } }),
  };
}

/** A response with a resource in the JSON representation, and with the entry's ETag where there is one. */
export function respond(status: number, body: Properties, call: Call, entry?: Entry): EngineResponse {
  return { status, headers: { "Content-type": "application/json", ...etagHeaders(call.world, entry) }, body };
}

/** A response without a body. */
export function respondEmpty(status: number, call: Call, entry?: Entry): EngineResponse {
  return { status, headers: etagHeaders(call.world, entry), body: undefined };
}

function etagHeaders({ switches }: World, entry?: Entry): Record<string, string> {
  return entry ? { ETag: etagHeader(etagOf(entry, switches), switches) } : {};
}

function etagProperty({ switches }: World, entry: Entry): Properties {
  return switches.etagProperty === "on" ? { etag: etagOf(entry, switches) } : {};
}

function playBack({ switches, playBack: { name, value } }: World): Properties {
  return switches.playBack === "on" ? { [name]: value } : {};
}

/** The address of a resource under the prefix that the request used, in the dialect's spelling. */
export function hrefOf(resource: string, { ids, prefix, world }: Call, extension?: Entry): string {
  const entry = operations.operations.find((one) => one.resource === resource);
  const template = world.switches.extensionsPath === "extensions" ? entry?.deployedPath : entry?.path;
  const all = extension ? { ...ids, onlineMeetingExtensionId: lastSegment(extension.key) } : ids;
  return answeredPrefix(prefix, world.switches.defaultPrefix) + fill(template ?? "", all);
}

function answeredPrefix(prefix: string, defaultPrefix: string): string {
  if (prefix !== "" || defaultPrefix === "none") return prefix;
  return operations.prefixes.find((one) => one.includes("oauth")) ?? "";
}
