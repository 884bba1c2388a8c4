export { ValidationError } from "./validation-error.ts";
export { type Validator, type ValidatorOptions, validator } from "./validator.ts";
export type { Violation } from "./violations.ts";
