import type { errors } from "@ucwa-meetings/spec/types";
import { UcwaError } from "../server-errors.ts";

declare const undocumented: unique symbol;

/**
 * A subcode that the document does not list for the operation: a string like any other, told apart by the compiler only. The
 * pattern, which none has, keeps a misspelt `case` from compiling. To ask for a certain one, compare `String(error.subcode)`.
 */
export type UndocumentedSubcode = `undocumented ${string}` & { readonly [undocumented]: true };

interface UndocumentedError {
  readonly status: number;
  readonly code: string;
  readonly subcode?: UndocumentedSubcode | undefined;
}

/**
 * An error of one operation. `status`, `code` and `subcode` narrow to what the document lists for it. In a `switch` over
 * `subcode` that has all of these, `UndocumentedSubcode` is left for the default.
 */
export type OperationError<Id extends keyof errors> = Omit<UcwaError, "status" | "code" | "subcode"> &
  (Readonly<errors[Id]> | UndocumentedError);

/**
 * Tells whether a caught error is the server's, and types it by the operation that was called, such as
 * `isUcwaError<"updateMyOnlineMeeting">(error)`.
 */
export function isUcwaError<Id extends keyof errors>(error: unknown): error is OperationError<Id> {
  return error instanceof UcwaError;
}
