import type { CallOptions } from "../transport/context.ts";
import type { Representation, Resource } from "./representation.ts";

/** The options of `update`. */
export interface UpdateOptions extends CallOptions {
  /**
   * How many times a function that makes the changes is called again because another writer was faster.
   *
   * @default 3
   */
  conflictRetries?: number | undefined;
}

/** The changes, or a function that makes them from the current representation. */
export type Change<R extends Resource, Changes extends object> =
  | Changes
  | ((current: Representation<R>) => Changes | Promise<Changes>);
