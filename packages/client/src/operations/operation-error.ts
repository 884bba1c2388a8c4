import type { errors } from "@ucwa-meetings/spec/types";
import { UcwaError } from "../server-errors.ts";

declare const undocumented: unique symbol;

/**
 * A subcode that the document does not list for the operation. It is a string like any other; only the compiler tells it apart. No
 * subcode has the pattern, so a misspelt `case` does not compile. To test for such a subcode, compare `String(error.subcode)`.
 */
export type UndocumentedSubcode = `undocumented ${string}` & { readonly [undocumented]: true };

interface UndocumentedError {
  readonly status: number;
  readonly code: string;
  readonly subcode?: UndocumentedSubcode | undefined;
}

/**
 * An error of one operation. `status`, `code` and `subcode` narrow to what the document lists for it. In a `switch` that has a case
 * for each listed `subcode`, `UndocumentedSubcode` is left for the default.
 */
export type OperationError<Id extends keyof errors> = Omit<UcwaError, "status" | "code" | "subcode"> &
  (Readonly<errors[Id]> | UndocumentedError);

/**
 * Whether a caught error is a `UcwaError`. The error gets the type of the operation that you name, such as
 * `isUcwaError<"updateMyOnlineMeeting">(error)`. It does not check that the error came from this operation.
 */
export function isUcwaError<Id extends keyof errors>(error: unknown): error is OperationError<Id> {
  return error instanceof UcwaError;
}
