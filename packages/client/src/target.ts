import type { operations } from "@ucwa-meetings/spec/types";
import { ArgumentError } from "./errors.ts";
import { isObject } from "./format.ts";
import type { Message } from "./send.ts";

/** Where something is: an href, a link, or a representation, whose self link it is. */
export type Href = string | { readonly href: string };

/** A meeting: the ids in its path, or where it is. */
export type MeetingTarget = operations["getMyOnlineMeeting"]["parameters"]["path"] | Href;

/** An extension: the ids in its path, or where it is. */
export type ExtensionTarget = operations["getOnlineMeetingExtension"]["parameters"]["path"] | Href;

/** A target whose ids the compiler has checked. */
export type UntypedTarget = string | object;

/**
 * What to send to for a target. Ids are filled into the path of the document, which deployed servers may not have; all else
 * is followed as it is.
 *
 * @throws ArgumentError for an id that would change the path, and for what is no target
 */
export function addressedTo(target: UntypedTarget, path: string): Message["to"] {
  if (typeof target === "string") return { href: target };
  if (!isObject(target)) throw new ArgumentError(`expected ids, an href, a link or a representation, got ${target}`);
  if ("href" in target) return { href: String(target.href) };
  const ids = new Map(Object.entries(target));
  return {
    path: path.replace(/\{(\w+)\}/g, (_, name) => {
      const id = `${ids.get(name) ?? ""}`;
      if (/^\.*$/.test(id)) throw new ArgumentError(`expected an ${name}, got ${JSON.stringify(id)}`);
      return encodeURIComponent(id);
    }),
  };
}
