import { operations } from "@ucwa-meetings/spec/operations";
import type { OperationResult } from "../contract/prism.ts";
import { expandPath } from "../contract/route.ts";
import type { Switches } from "../contract/switches.ts";
import type { Entry, Properties } from "../state/content.ts";
import type { Context, MockState } from "./context.ts";
import { computeEtag, formatEtag } from "./etag.ts";
import { lastSegment } from "./keys.ts";

/** Returns the representation of a meeting in the dialect, with its extensions embedded. */
export function representMeeting(context: Context, meeting: Entry, extensions: Entry[]): Properties {
  const links = {
    self: createSelfLink(context, "myOnlineMeeting", meeting),
    onlineMeetingExtensions: createLink(context, "onlineMeetingExtensions"),
  };
  const embedded = extensions.map((extension) => representExtension(context, extension));
  return {
    rel: "myOnlineMeeting",
    ...meetingProperties(context, meeting),
    ...guidProperty(context.state),
    _links: links,
    ...(embedded.length > 0 && { _embedded: { onlineMeetingExtension: embedded } }),
    ...etagProperty(context.state, meeting),
  };
}

function meetingProperties({ state: { switches } }: Context, { key, properties }: Entry): Properties {
  const { expirationTime, ...others } = properties;
  const shown = switches.expirationTime === "absent" ? others : properties;
  return switches.onlineMeetingId === "seeded" ? shown : { ...shown, ...agreeingIds(properties, lastSegment(key)) };
}

/** The id that a meeting has by its path, also in the addresses that end in the seeded one. */
function agreeingIds({ onlineMeetingId, ...others }: Properties, segment: string): Properties {
  if (onlineMeetingId === undefined) return {};
  const ids: Properties = { onlineMeetingId: decodeURIComponent(segment) };
  for (const name of ["joinUrl", "onlineMeetingUri", "legacyOnlineMeetingUri"]) {
    const [address = "", ...query] = String(others[name]).split("?");
    const before = address.slice(0, -String(onlineMeetingId).length);
    if (/[/:]$/.test(before) && address === before + onlineMeetingId)
      ids[name] = [before + segment, ...query].join("?");
  }
  return ids;
}

/** Returns the representation of the user's meetings in the dialect, each with its extensions. */
export function representMeetings(context: Context, meetings: [Entry, Entry[]][]): Properties {
  const { meetingList, emptyCollection } = context.state.switches;
  const isLinked = meetingList === "linked";
  const represent = ([meeting, extensions]: [Entry, Entry[]]) => {
    const addressed = addressMeeting(context, lastSegment(meeting.key));
    return isLinked
      ? createLink(addressed, "myOnlineMeeting", meeting)
      : representMeeting(addressed, meeting, extensions);
  };
  const predefined = meetings.filter(([meeting]) => isAssigned(meeting)).map(represent);
  const scheduled = meetings.filter(([meeting]) => !isAssigned(meeting)).map(represent);
  const members = {
    ...(predefined.length > 0 && { [assigned]: predefined }),
    ...((scheduled.length > 0 || emptyCollection === "list") && { myOnlineMeeting: scheduled }),
  };
  const self = createSelfLink(context, "myOnlineMeetings");
  return {
    rel: "myOnlineMeetings",
    _links: { self, ...(isLinked && members) },
    ...(!isLinked && Object.keys(members).length > 0 && { _embedded: members }),
  };
}

/** The relation of the user's predefined meeting. */
const assigned = "myAssignedOnlineMeeting";

/** Whether a meeting is the user's predefined one. */
export function isAssigned({ properties }: Entry): boolean {
  return properties.rel === assigned;
}

/** A request as if its path named a meeting. */
export function addressMeeting(context: Context, onlineMeetingId: string): Context {
  return { ...context, route: { ...context.route, ids: { ...context.route.ids, onlineMeetingId } } };
}

/** Returns the representation of an extension in the dialect. */
export function representExtension(context: Context, extension: Entry): Properties {
  return {
    rel: "onlineMeetingExtension",
    ...extension.properties,
    ...guidProperty(context.state),
    _links: { self: createSelfLink(context, "onlineMeetingExtension", extension) },
    ...etagProperty(context.state, extension),
  };
}

/** Returns the representation of a meeting's extensions in the dialect. */
export function representExtensions(context: Context, extensions: Entry[]): Properties {
  const embedded = extensions.map((extension) => representExtension(context, extension));
  const absent = embedded.length === 0 && context.state.switches.emptyCollection === "absent";
  return {
    rel: "onlineMeetingExtensions",
    _links: { self: createSelfLink(context, "onlineMeetingExtensions") },
    ...(!absent && { _embedded: { onlineMeetingExtension: embedded } }),
  };
}

/** Creates a response with a resource in the JSON representation, and with the ETag of the entry if there is one. */
export function respond(status: number, body: Properties, context: Context, entry?: Entry): OperationResult {
  return { status, headers: { "Content-type": "application/json", ...etagHeaders(context.state, entry) }, body };
}

/** Creates a response without a body. */
export function respondEmpty(status: number, context: Context, entry?: Entry): OperationResult {
  return { status, headers: etagHeaders(context.state, entry), body: undefined };
}

function etagHeaders({ switches }: MockState, entry?: Entry): Record<string, string> {
  return entry ? { ETag: formatEtag(computeEtag(entry, switches), switches) } : {};
}

function etagProperty({ switches }: MockState, entry: Entry): Properties {
  return switches.etagProperty === "on" ? { etag: computeEtag(entry, switches) } : {};
}

function guidProperty({ switches, guidProperty: { name, value } }: MockState): Properties {
  return switches.guidProperty === "on" ? { [name]: value } : {};
}

/** The revision of the resources. `X-MS-RequiresMinResourceVersion` may ask for it or an earlier one. */
export const revision = 4;

function createSelfLink(context: Context, resource: string, entry?: Entry): Properties {
  return { href: buildHref(resource, context, entry) };
}

/**
 * Creates a link to another resource in the dialect; `entry` is that resource if it has an ETag. A self link has an href alone, because XML has no
 * place for more.
 */
function createLink(context: Context, resource: string, entry?: Entry): Properties {
  const { switches } = context.state;
  const link = createSelfLink(context, resource, entry);
  if (switches.linkAttributes === "off") return link;
  return {
    ...link,
    title: String(entry?.properties.subject ?? resource),
    revision: switches.linkAttributes === "text" ? String(revision) : revision,
    ...(entry && { etag: computeEtag(entry, switches) }),
  };
}

// Two parameters, so that a client of XML has to read `&amp;`.
const linkQuery = "?applicationEndpoint=1&resourceVersion=1";

/** Returns the href of a resource with the prefix of the request, in the dialect's spelling. */
function buildHref(resource: string, context: Context, entry?: Entry): string {
  const { base, findOrigin, request, route, state } = context;
  const { ids, prefix } = route;
  const { switches } = state;
  const operation = operations.operations.find((candidate) => candidate.resource === resource);
  const template = switches.extensionsPath === "extensions" ? operation?.deployedPath : operation?.path;
  // No other path has a place for it.
  const all = entry ? { ...ids, onlineMeetingExtensionId: lastSegment(entry.key) } : ids;
  const path = linkPrefix(prefix, switches.defaultPrefix) + expandPath(template ?? "", all);
  const start = switches.hrefs === "absolute" ? findOrigin(request) : "";
  return start + base + path + (switches.hrefQuery === "on" ? linkQuery : "");
}

function linkPrefix(prefix: string, defaultPrefix: Switches["defaultPrefix"]): string {
  if (prefix !== "" || defaultPrefix === "none") return prefix;
  const isWanted = defaultPrefix === "oauth" ? /oauth/ : /^\/ucwa$/;
  return operations.prefixes.find((candidate) => isWanted.test(candidate)) ?? "";
}
