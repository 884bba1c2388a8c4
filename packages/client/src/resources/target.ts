import type { operations } from "@ucwa-meetings/spec/types";
import { isObject, toText } from "../codec/codec.ts";
import { createArgumentError } from "../errors.ts";
import type { RequestSpec } from "../transport/request.ts";
import type { Representation } from "./representation.ts";
import type { MyOnlineMeeting, OnlineMeetingExtension } from "./schemas.ts";

/** The address of a resource: an href, or a link. A representation is none, since it is of one kind of resource only. */
export type Href = string | { readonly href: string; readonly data?: never };

/** A meeting: the ids in its path, its address, or a representation of it. */
export type MeetingTarget =
  | operations["getMyOnlineMeeting"]["parameters"]["path"]
  | Href
  | Representation<MyOnlineMeeting>;

/** The list of the user's meetings: the id of the application, or its address, which the resource `onlineMeetings` links to. */
export type MeetingsTarget = operations["getMyOnlineMeetings"]["parameters"]["path"] | Href;

/** An extension: the ids in its path, its address, or a representation of it. */
export type ExtensionTarget =
  | operations["getOnlineMeetingExtension"]["parameters"]["path"]
  | Href
  | Representation<OnlineMeetingExtension>;

/** A target of any kind of resource. */
export type Target = string | object;

/**
 * Refuses a representation of another kind of resource, or a copy of one.
 *
 * @throws ArgumentError
 */
export function checkRel({ data }: { readonly data?: unknown }, rel: string): void {
  const found = isObject(data) ? data.rel : rel;
  // The predefined meeting, `myAssignedOnlineMeeting`, is a meeting like the others.
  if (toText(found).replace("Assigned", "") !== rel)
    throw createArgumentError("target", `a representation of ${rel}`, found);
}

/**
 * What to request for a target. Ids go into the path of the document, which deployed servers may not have. An address is followed
 * as it is.
 *
 * @throws ArgumentError for another kind of resource, and for what is no target
 */
export function resolveTarget(target: Target, path: string, rel: string): RequestSpec["target"] {
  if (typeof target === "string") return { href: target };
  if (!isObject(target)) throw createArgumentError("target", "ids, an href, a link or a representation", target);
  checkRel(target, rel);
  if (typeof target.href === "string") return { href: target.href };
  return { path, ids: target };
}
