import type { components } from "@ucwa-meetings/spec/types";
import type { CallOptions } from "../transport/context.ts";
import type { DeepReadonly, KnownKeys, Representation } from "./representation.ts";
import type { OnlineMeetingExtension } from "./schemas.ts";
import type { ExtensionTarget, MeetingTarget } from "./target.ts";
import type { UpdateOptions } from "./update-options.ts";

type Input = components["schemas"]["OnlineMeetingExtensionInput"];
type Value = components["schemas"]["ExtensionValue"];

/** A new extension. A custom key holds a scalar or a list of scalars. */
export type NewOnlineMeetingExtension = DeepReadonly<Input>;

/** The changes of an extension. Null takes a key away. A key that is undefined or missing stays as it is. */
export type OnlineMeetingExtensionChanges = { [K in KnownKeys<Input>]?: Input[K] | null | undefined } & {
  [key: string]: DeepReadonly<Value> | null | undefined;
};

/**
 * The extensions of a meeting.
 *
 * @throws UcwaError, NetworkError, TimeoutError, UnexpectedResponseError, ArgumentError, or LinkError, also for a meeting that has no
 *   link to its extensions, from each method
 * @see the resources `onlineMeetingExtensions` and `onlineMeetingExtension` in the document
 */
export interface OnlineMeetingExtensionsMethods {
  /**
   * Reads the extensions of a meeting. A representation of the meeting is followed by its link, ids by the path in the document. An
   * href or a link is that of the set of extensions. It never uses the cache, since the set's ETag does not cover its members.
   */
  list(target: MeetingTarget, options?: CallOptions): Promise<Representation<OnlineMeetingExtension>[]>;

  /**
   * Attaches an extension to a meeting, which is given as for `list`. It is not retried after a lost response: it may have
   * succeeded, and the error's `mayHaveBeenApplied` says so.
   */
  create(
    target: MeetingTarget,
    extension: NewOnlineMeetingExtension,
    options?: CallOptions,
  ): Promise<Representation<OnlineMeetingExtension>>;

  /** Reads one extension. While it is unchanged, the server only confirms what is in the cache. */
  get(target: ExtensionTarget, options?: CallOptions): Promise<Representation<OnlineMeetingExtension>>;

  /**
   * Changes an extension and nothing else about it, in the way that `myOnlineMeeting.update` changes meetings.
   *
   * @throws PreconditionFailedError if another writer was faster; UnknownOutcomeError if a response was lost and another writer has
   *   changed the extension; ArgumentError for a target that is not an extension
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

  /** Deletes one extension. If a response was lost, an extension that no longer exists counts as deleted. */
  delete(target: ExtensionTarget, options?: CallOptions): Promise<void>;
}
