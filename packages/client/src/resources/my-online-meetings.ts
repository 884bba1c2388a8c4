import type { components } from "@ucwa-meetings/spec/types";
import type { TimestampOf } from "../codec/timestamps.ts";
import type { CallOptions } from "../transport/context.ts";
import type { DeepReadonly, Representation } from "./representation.ts";
import type { MyOnlineMeeting } from "./schemas.ts";
import type { MeetingsTarget } from "./target.ts";

type Input = components["schemas"]["MyOnlineMeetingInput"];

/** A new meeting. The server chooses what is missing, undefined or null. */
export type NewMyOnlineMeeting = {
  readonly [K in keyof Input]?:
    | DeepReadonly<K extends TimestampOf<"myOnlineMeeting"> ? Date | Input[K] : Input[K]>
    | undefined;
};

/**
 * Where the meetings of the signed-in user are listed and made.
 *
 * @throws UcwaError, NetworkError, TimeoutError, UnexpectedResponseError, LinkError or ArgumentError from each method
 * @see the resource `myOnlineMeetings` in the document
 */
export interface MyOnlineMeetingsMethods {
  /**
   * Reads the meetings that the user organizes, and after them the predefined one (`rel` is `myAssignedOnlineMeeting`), if there is one.
   * Each can be passed to the methods of `myOnlineMeeting`. The client reads meetings that the server links to and does not embed.
   */
  list(target: MeetingsTarget, options?: CallOptions): Promise<Representation<MyOnlineMeeting>[]>;

  /**
   * Makes a meeting. It is not retried after a lost response, since that could make a second meeting: it may have succeeded, and the
   * error's `mayHaveBeenApplied` says so. Then look for it with `list`.
   *
   * @throws ConflictError with the subcode `TooManyOnlineMeetings`; ArgumentError for a date without an offset
   */
  create(
    target: MeetingsTarget,
    meeting: NewMyOnlineMeeting,
    options?: CallOptions,
  ): Promise<Representation<MyOnlineMeeting>>;
}
