import type { components, paths } from "@ucwa-meetings/spec/types";
import { isObject } from "../codec/codec.ts";
import { LinkError } from "../errors.ts";
import type { CallOptions } from "../operations/operations.ts";
import type { Message } from "../transport/send.ts";
import { meetingPath } from "./my-online-meeting.ts";
import {
  type DeepReadonly,
  type KnownKeys,
  type Representation,
  type UntypedRepresentation,
  WireRepresentation,
} from "./representation.ts";
import { createResource, type Ground, represent, type UntypedResource, type UpdateOptions } from "./resource.ts";
import { addressedTo, type ExtensionTarget, type MeetingTarget, type UntypedTarget } from "./target.ts";

/** An extension as the document describes it: `id`, `type`, and keys of the application's own. */
export type OnlineMeetingExtension = components["schemas"]["OnlineMeetingExtension"];

type Input = components["schemas"]["OnlineMeetingExtensionInput"];
type Value = components["schemas"]["ExtensionValue"];

/** A new extension. A custom key holds a scalar or a list of scalars. */
export type NewOnlineMeetingExtension = DeepReadonly<Input>;

/** What is to change in an extension. Null takes a key away; undefined and what is left out stay as they are. */
export type OnlineMeetingExtensionChanges = { [K in KnownKeys<Input>]?: Input[K] | null | undefined } & {
  [key: string]: DeepReadonly<Value> | null | undefined;
};

/**
 * The extensions of a meeting. Each method throws UcwaError, NetworkError, TimeoutError, UnexpectedResponseError, or
 * LinkError, also for a meeting that has no link to its extensions.
 *
 * @see the resources `onlineMeetingExtensions` and `onlineMeetingExtension` in the document
 */
export interface OnlineMeetingExtensions {
  /**
   * Reads the extensions of a meeting: of a representation by its link, of ids by the path in the document. An href or a
   * link is that of the set. Never from the cache, since the set's ETag does not cover what is in it.
   */
  list(target: MeetingTarget, options?: CallOptions): Promise<Representation<OnlineMeetingExtension>[]>;

  /**
   * Attaches an extension to a meeting, named as for `list`. Not repeated after a lost answer: it may have succeeded, and
   * the error's `mayHaveBeenApplied` says so.
   */
  create(
    target: MeetingTarget,
    extension: NewOnlineMeetingExtension,
    options?: CallOptions,
  ): Promise<Representation<OnlineMeetingExtension>>;

  /** Reads one extension. While it is unchanged, the server only confirms what is in the cache. */
  get(target: ExtensionTarget, options?: CallOptions): Promise<Representation<OnlineMeetingExtension>>;

  /**
   * Changes an extension and nothing else about it, in the way that meetings are changed.
   *
   * @throws PreconditionFailedError if somebody else was faster; UnknownOutcomeError if somebody else has changed the extension
   *   and an answer was lost; ArgumentError for what is no extension
   */
  update(
    target: ExtensionTarget,
    changes:
      | OnlineMeetingExtensionChanges
      | ((
          current: Representation<OnlineMeetingExtension>,
        ) => OnlineMeetingExtensionChanges | Promise<OnlineMeetingExtensionChanges>),
    options?: UpdateOptions,
  ): Promise<Representation<OnlineMeetingExtension>>;

  /** Deletes one extension. One that is not there after a lost answer has been deleted. */
  delete(target: ExtensionTarget, options?: CallOptions): Promise<void>;
}

interface UntypedExtensions extends UntypedResource {
  list(target: UntypedTarget, options?: CallOptions): Promise<UntypedRepresentation[]>;
  create(target: UntypedTarget, extension: object, options?: CallOptions): Promise<UntypedRepresentation>;
}

const setPath = `${meetingPath}/onlineMeetingExtensions` as const satisfies keyof paths;
const path = `${setPath}/{onlineMeetingExtensionId}` as const satisfies keyof paths;
const rel = "onlineMeetingExtension";

/** Makes the layer for extensions. */
export function onlineMeetingExtensions(ground: Ground): OnlineMeetingExtensions;
export function onlineMeetingExtensions(ground: Ground): UntypedExtensions {
  const extension = createResource(ground, rel, path);
  return {
    ...extension,
    async list(target, options) {
      const message: Message = { method: "get", to: setOf(target), rel: "onlineMeetingExtensions" };
      const set = await represent(ground, message, ground.begin(options));
      const members: UntypedRepresentation[] = set.embedded(rel);
      if (members.length > 0) return members;
      for (const link of set.links(rel)) members.push(await extension.get(link, options));
      return members;
    },
    create: async (target, body, options) =>
      represent(ground, { method: "post", to: setOf(target), rel, body: { ...body } }, ground.begin(options)),
  };
}

/** The set of extensions that a target stands for. */
function setOf(target: UntypedTarget): Message["to"] {
  const to = addressedTo(target, setPath, "myOnlineMeeting");
  if (!isObject(target) || !("data" in target)) return to;
  // A copy of a representation has lost its links.
  const link = target instanceof WireRepresentation && target.link("onlineMeetingExtensions");
  if (link) return { href: link.href };
  throw new LinkError("expected a link onlineMeetingExtensions, got none: the user may not do this now");
}
