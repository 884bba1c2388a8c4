export { type ClientOptions, createClient, type UcwaClient } from "./create-client.ts";
export type { OperationError } from "./errors.ts";
export type { CallOptions } from "./operations.ts";
