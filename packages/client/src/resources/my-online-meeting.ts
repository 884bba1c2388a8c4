import type { components } from "@ucwa-meetings/spec/types";
import type { TimestampOf } from "../codec/timestamps.ts";
import type { CallOptions } from "../transport/context.ts";
import type { DeepReadonly, Representation } from "./representation.ts";
import type { MyOnlineMeeting } from "./schemas.ts";
import type { MeetingTarget } from "./target.ts";
import type { UpdateOptions } from "./update-options.ts";

type Input = components["schemas"]["MyOnlineMeetingInput"];

/** The changes of a meeting. Null resets a property to the server's default. A property that is undefined or missing stays as it is. */
export type MyOnlineMeetingChanges = {
  [K in keyof Input]?: DeepReadonly<K extends TimestampOf<"myOnlineMeeting"> ? Date | Input[K] : Input[K]> | undefined;
};

/**
 * The scheduled meetings of the signed-in user.
 *
 * @throws UcwaError, NetworkError, TimeoutError, UnexpectedResponseError, LinkError or ArgumentError from each method
 * @see the resource `myOnlineMeeting` in the document
 */
export interface MyOnlineMeetingMethods {
  /** Reads a meeting. While it is unchanged, the server only confirms what is in the cache. */
  get(target: MeetingTarget, options?: CallOptions): Promise<Representation<MyOnlineMeeting>>;

  /**
   * Changes a meeting and nothing else about it, and gives the meeting as it is now. The client sends back all that it read, on
   * condition that nobody has changed the meeting since. It first reads a target that is not a representation.
   *
   * If the changes are a function and another writer was faster, the client reads the meeting and calls the function again,
   * `conflictRetries` times. The changes are stored once, even if a response is lost.
   *
   * @throws PreconditionFailedError if another writer was faster; UnknownOutcomeError if a response was lost and another writer has
   *   changed the meeting; ArgumentError for a date without an offset, and for a target that is not a meeting
   * @see the page "Concurrency" of the document
   */
  update(
    target: MeetingTarget,
    changes:
      | MyOnlineMeetingChanges
      | ((current: Representation<MyOnlineMeeting>) => MyOnlineMeetingChanges | Promise<MyOnlineMeetingChanges>),
    options?: UpdateOptions,
  ): Promise<Representation<MyOnlineMeeting>>;

  /** Deletes a meeting and its extensions. If a response was lost, a meeting that no longer exists counts as deleted. */
  delete(target: MeetingTarget, options?: CallOptions): Promise<void>;
}
