import type { components, errors } from "@ucwa-meetings/spec/types";

/** An error that the document lists for an operation, narrowed by code and subcode. */
export type OperationError<Id extends keyof errors> = components["schemas"]["Reason"] &
  Pick<errors[Id], "code" | "subcode">;
