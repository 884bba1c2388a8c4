import type { operations } from "@ucwa-meetings/spec/types";
import { argumentError } from "../argument.ts";
import { isObject, type Properties, textOf } from "../codec/codec.ts";
import type { Message } from "../transport/send.ts";
import type { MyOnlineMeeting } from "./my-online-meeting.ts";
import type { OnlineMeetingExtension } from "./online-meeting-extensions.ts";
import type { Representation } from "./representation.ts";

/** Where something is: an href, or a link. Not a representation, which is of one kind of resource only. */
export type Href = string | { readonly href: string; readonly data?: never };

/** A meeting: the ids in its path, where it is, or a representation of it. */
export type MeetingTarget =
  | operations["getMyOnlineMeeting"]["parameters"]["path"]
  | Href
  | Representation<MyOnlineMeeting>;

/** An extension: the ids in its path, where it is, or a representation of it. */
export type ExtensionTarget =
  | operations["getOnlineMeetingExtension"]["parameters"]["path"]
  | Href
  | Representation<OnlineMeetingExtension>;

/** A target whose ids the compiler has checked. */
export type UntypedTarget = string | object;

/**
 * Refuses a representation of another kind of resource, or a copy of one.
 *
 * @throws ArgumentError
 */
export function checkRel({ data }: { readonly data?: unknown }, rel: string): void {
  const found = isObject(data) ? data.rel : rel;
  if (found !== rel) throw argumentError("target", `a representation of ${rel}`, found);
}

/**
 * What to send to for a target. Ids go into the path of the document, which deployed servers may not have; all else is
 * followed as it is.
 *
 * @throws ArgumentError for another kind of resource, and for what is no target
 */
export function addressedTo(target: UntypedTarget, path: string, rel: string): Message["to"] {
  if (typeof target === "string") return { href: target };
  if (!isObject(target)) throw argumentError("target", "ids, an href, a link or a representation", target);
  checkRel(target, rel);
  if ("href" in target) return { href: String(target.href) };
  return { path, ids: target };
}

/**
 * A path of the document with ids in it.
 *
 * @throws ArgumentError for an id that would change the path: an empty one, dots, or half a character
 */
export function filled(path: string, ids: Properties): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    const id = ids[name] ?? "";
    const text = textOf(id);
    if (!/^\.*$|\p{Surrogate}/u.test(text)) return encodeURIComponent(text);
    throw argumentError(name, "an id", id);
  });
}
