import { UcwaClientError } from "../errors.ts";
import type { Representation } from "./representation.ts";
import type { MyOnlineMeeting, OnlineMeetingExtension } from "./schemas.ts";

/**
 * An update may have been stored or not. An attempt got no response, and the next one was refused with 412: either the first was
 * stored and another writer has changed the resource since, or only the latter happened. The client does not try again. Look at
 * `current` and decide. `cause` is the refusal, a PreconditionFailedError.
 */
export class UnknownOutcomeError<
  Current = Representation<MyOnlineMeeting> | Representation<OnlineMeetingExtension>,
> extends UcwaClientError {
  declare readonly method: string;
  declare readonly url: string;
  declare readonly mayHaveBeenApplied: true;
  /** The resource as it is now. Undefined if it could not be read. */
  declare readonly current: Current | undefined;

  override get name(): string {
    return "UnknownOutcomeError";
  }
}
