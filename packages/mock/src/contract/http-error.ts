import type { Refusal } from "./documented-error.ts";

/** Thrown where an operation cannot be carried out; what stands between the operation and the answer turns it into the document's error. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Ends an operation with one of the document's errors, named by its example. */
export function refused(status: number, name: string, message: string, parameters?: Refusal["parameters"]): never {
  throw new Refused({ status, name, message, ...(parameters && { parameters }) });
}

/** Ends an operation with 400, and says which properties are at fault. */
export function refusedParameters(parameters: { name: string; reason: string }[]): never {
  const message = parameters.map(({ name, reason }) => `${name}: ${reason}`).join(" ");
  return refused(400, "ParameterValidationFailure", message, parameters);
}
