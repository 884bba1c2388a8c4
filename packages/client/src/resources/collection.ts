import type { paths } from "@ucwa-meetings/spec/types";
import { isObject } from "../codec/codec.ts";
import { writeBody } from "../codec/write-body.ts";
import { LinkError } from "../errors.ts";
import { NotFoundError } from "../server-errors.ts";
import type { CallOptions } from "../transport/context.ts";
import type { RequestSpec } from "../transport/request.ts";
import { type ClientContext, sendForRepresentation } from "./context.ts";
import { meetingPath } from "./paths.ts";
import { assertResource, type Representation, type Resource, ServerRepresentation } from "./representation.ts";
import { resolveTarget, type Target } from "./target.ts";

/** A resource that lists others, and makes one by `POST`. */
interface Collection {
  /** The relations of its members. A new member has the first. */
  readonly members: readonly [string, ...string[]];
  /** What to request for a target of the collection. */
  resolve(target: Target): RequestSpec["target"];
}

/** The path of the user's meetings in the document. */
export const meetingsPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings" satisfies keyof paths;
const extensionsPath = `${meetingPath}/onlineMeetingExtensions` as const satisfies keyof paths;

/** The extensions of a meeting. */
const extensions: Collection = {
  members: ["onlineMeetingExtension"],
  resolve(target) {
    const resolved = resolveTarget(target, extensionsPath, "myOnlineMeeting");
    if (!isObject(target) || !("data" in target)) return resolved;
    // A copy of a representation has lost its links.
    const link = target instanceof ServerRepresentation && target.link("onlineMeetingExtensions");
    if (link) return { href: link.href };
    throw new LinkError("onlineMeetingExtensions: expected a link, got none: the user may not do this now");
  },
};

/** The meetings of the user: the scheduled ones, then the predefined one. */
const meetings: Collection = {
  members: ["myOnlineMeeting", "myAssignedOnlineMeeting"],
  resolve: (target) => resolveTarget(target, meetingsPath, "myOnlineMeetings"),
};

/** The collections of the document, by their rel. */
const collections = { onlineMeetingExtensions: extensions, myOnlineMeetings: meetings };

/** The rel of a collection. */
export type CollectionRel = keyof typeof collections;

/**
 * Reads the members of a collection: those that are embedded, and those that it only links to. One that is gone by then is left out.
 *
 * @throws LinkError if a meeting has no link to its extensions, UcwaError, and what `send` throws
 */
export async function list<R extends Resource>(
  context: ClientContext,
  rel: CollectionRel,
  target: Target,
  options?: CallOptions,
): Promise<Representation<R>[]> {
  const { members, resolve } = collections[rel];
  const call = context.createCall(options);
  const spec: RequestSpec = { method: "get", target: resolve(target), rel };
  const collection = await sendForRepresentation(context, spec, call);
  const found: Representation<R>[] = [];
  for (const member of members) {
    const embedded = collection.embedded(member);
    found.push(...embedded.map(toResource<R>));
    const known = new Set(embedded.map(({ href }) => lastSegment(href)));
    for (const { href } of collection.links(member)) {
      // Without a self link, nobody knows which of them is embedded.
      if (known.has("") || known.has(lastSegment(href))) continue;
      const spec: RequestSpec = { method: "get", target: { href }, rel: member };
      const linked = await sendForRepresentation(context, spec, { ...call, useCache: true }).catch(ignoreNotFound);
      if (linked) found.push(toResource<R>(linked));
    }
  }
  return found;
}

/** What two hrefs of a resource have in common: an absolute one, one with a query and one with another prefix. */
function lastSegment(href: string): string {
  return href.replace(/[?#].*/s, "").replace(/.*\//s, "");
}

/** A member that somebody has deleted since is in the collection no more. A subcode says that more than this is gone. */
function ignoreNotFound(error: unknown): undefined {
  if (!(error instanceof NotFoundError) || error.subcode) throw error;
}

/**
 * Makes a new member of a collection, by `POST`, which is never sent twice.
 *
 * @throws LinkError if a meeting has no link to its extensions, ArgumentError for a date without an offset, UcwaError, and what
 *   `send` throws
 */
export async function create<R extends Resource>(
  context: ClientContext,
  collection: CollectionRel,
  target: Target,
  member: object,
  options?: CallOptions,
): Promise<Representation<R>> {
  const {
    members: [rel],
    resolve,
  } = collections[collection];
  const body = writeBody("member", rel, member);
  const spec: RequestSpec = { method: "post", target: resolve(target), rel, body };
  return toResource<R>(await sendForRepresentation(context, spec, context.createCall(options)));
}

function toResource<R extends Resource>(representation: ServerRepresentation): Representation<R> {
  assertResource<R>(representation);
  return representation;
}
