import { operations } from "@ucwa-meetings/spec/operations";
import type { OperationResult } from "../contract/prism.ts";
import { expandPath } from "../contract/route.ts";
import { isObject } from "../http/text.ts";
import type { Context, MockState } from "./context.ts";
import { computeEtag, formatEtag } from "./etag.ts";
import { lastSegment } from "./keys.ts";
import type { Entry, Properties } from "./store.ts";

/** Returns the representation of a meeting in the dialect, with its extensions embedded. */
export function representMeeting(context: Context, meeting: Entry, extensions: Entry[]): Properties {
  const links = {
    self: { href: buildHref("myOnlineMeeting", context) },
    onlineMeetingExtensions: { href: buildHref("onlineMeetingExtensions", context) },
  };
  const embedded = extensions.map((extension) => representExtension(context, extension));
  return {
    rel: "myOnlineMeeting",
    ...meeting.properties,
    ...guidProperty(context.state),
    _links: links,
    ...(embedded.length > 0 && { _embedded: { onlineMeetingExtension: embedded } }),
    ...etagProperty(context.state, meeting),
  };
}

/** Returns the representation of the user's meetings in the dialect, each with its extensions. */
export function representMeetings(context: Context, meetings: [Entry, Entry[]][]): Properties {
  const { meetingList, emptyCollection } = context.state.switches;
  const byRel = (rel: string) =>
    meetings
      .filter(([meeting]) => isAssigned(meeting) === (rel === assigned))
      .map(([meeting, extensions]) =>
        representMeeting(addressMeeting(context, lastSegment(meeting.key)), meeting, extensions),
      );
  const [predefined, scheduled] = [byRel(assigned), byRel("myOnlineMeeting")];
  const members = {
    ...(predefined.length > 0 && { [assigned]: predefined }),
    ...((scheduled.length > 0 || emptyCollection === "list") && { myOnlineMeeting: scheduled }),
  };
  const self = { href: buildHref("myOnlineMeetings", context) };
  if (meetingList === "linked") return { rel: "myOnlineMeetings", _links: { self, ...mapValues(members, toLinks) } };
  return {
    rel: "myOnlineMeetings",
    _links: { self },
    ...(Object.keys(members).length > 0 && { _embedded: members }),
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

function toLinks(members: Properties[]): unknown[] {
  return members.flatMap(({ _links }) => (isObject(_links) ? [_links.self] : []));
}

function mapValues<Value, Result>(record: Record<string, Value>, map: (value: Value) => Result) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

/** Returns the representation of an extension in the dialect. */
export function representExtension(context: Context, extension: Entry): Properties {
  return {
    rel: "onlineMeetingExtension",
    ...extension.properties,
    ...guidProperty(context.state),
    _links: { self: { href: buildHref("onlineMeetingExtension", context, extension) } },
    ...etagProperty(context.state, extension),
  };
}

/** Returns the representation of a meeting's extensions in the dialect. */
export function representExtensions(context: Context, extensions: Entry[]): Properties {
  const embedded = extensions.map((extension) => representExtension(context, extension));
  const absent = embedded.length === 0 && context.state.switches.emptyCollection === "absent";
  return {
    rel: "onlineMeetingExtensions",
    _links: { self: { href: buildHref("onlineMeetingExtensions", context) } },
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

/** Returns the path of a resource with the prefix of the request, in the dialect's spelling. */
export function buildHref(resource: string, { state, route: { ids, prefix } }: Context, extension?: Entry): string {
  const entry = operations.operations.find((operation) => operation.resource === resource);
  const template = state.switches.extensionsPath === "extensions" ? entry?.deployedPath : entry?.path;
  const all = extension ? { ...ids, onlineMeetingExtensionId: lastSegment(extension.key) } : ids;
  return linkPrefix(prefix, state.switches.defaultPrefix) + expandPath(template ?? "", all);
}

function linkPrefix(prefix: string, defaultPrefix: string): string {
  if (prefix !== "" || defaultPrefix === "none") return prefix;
  return operations.prefixes.find((candidate) => candidate.includes("oauth")) ?? "";
}
