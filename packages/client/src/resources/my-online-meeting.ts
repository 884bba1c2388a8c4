import type { components, paths } from "@ucwa-meetings/spec/types";
import type { TimestampOf } from "../codec/timestamps.ts";
import type { CallOptions } from "../operations/operations.ts";
import type { DeepReadonly, Representation } from "./representation.ts";
import { createResource, type Ground, type UntypedResource, type UpdateOptions } from "./resource.ts";
import type { MeetingTarget } from "./target.ts";

/** A meeting as the document describes it. */
export type MyOnlineMeeting = components["schemas"]["MyOnlineMeeting"];

type Input = components["schemas"]["MyOnlineMeetingInput"];

/**
 * What is to change in a meeting. Null resets a property to what the server holds for its default; undefined and what is
 * left out stay as they are.
 */
export type MyOnlineMeetingChanges = {
  [K in keyof Input]?: DeepReadonly<K extends TimestampOf<"myOnlineMeeting"> ? Date | Input[K] : Input[K]> | undefined;
};

/**
 * The scheduled meetings of the signed-in user. Each method throws UcwaError, NetworkError, TimeoutError,
 * UnexpectedResponseError or LinkError.
 *
 * @see the resource `myOnlineMeeting` in the document
 */
export interface MyOnlineMeetings {
  /** Reads a meeting. While it is unchanged, the server only confirms what is in the cache. */
  get(target: MeetingTarget, options?: CallOptions): Promise<Representation<MyOnlineMeeting>>;

  /**
   * Changes a meeting and nothing else about it: all that was read goes back as it came, on condition that the meeting
   * is still the one that was read. A target other than a representation is read first. Gives the meeting as it is now.
   *
   * With a function, the changes are made anew from the current meeting if somebody else was faster, `retries` times. They are
   * stored once, also where an answer is lost.
   *
   * @throws PreconditionFailedError if somebody else was faster; UnknownOutcomeError if somebody else has changed the meeting
   *   and an answer was lost; ArgumentError for a date without an offset, and for what is no meeting
   * @see the page "Concurrency" of the document
   */
  update(
    target: MeetingTarget,
    changes:
      | MyOnlineMeetingChanges
      | ((current: Representation<MyOnlineMeeting>) => MyOnlineMeetingChanges | Promise<MyOnlineMeetingChanges>),
    options?: UpdateOptions,
  ): Promise<Representation<MyOnlineMeeting>>;

  /** Deletes a meeting, its extensions with it. One that is not there after a lost answer has been deleted. */
  delete(target: MeetingTarget, options?: CallOptions): Promise<void>;
}

/** The path of a meeting in the document. */
export const meetingPath =
  "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}" satisfies keyof paths;

/** Makes the layer for meetings. */
export function myOnlineMeetings(ground: Ground): MyOnlineMeetings;
export function myOnlineMeetings(ground: Ground): UntypedResource {
  return createResource(ground, "myOnlineMeeting", meetingPath);
}
