import { createArgumentError } from "../errors.ts";
import { isObject, type Properties } from "./codec.ts";
import { formatTimestamp, mapTimestamps } from "./timestamps.ts";

/**
 * The properties of a resource as they are sent.
 *
 * @throws ArgumentError for what is no object, such as a promise that was not awaited, for a number that JSON does not have, and for a
 *   date without an offset
 */
export function writeBody(name: string, rel: string, value: unknown): Properties {
  if (!isObject(value) || typeof value.then === "function") throw createArgumentError(name, "an object", value);
  const body = mapTimestamps(rel, { ...value }, formatTimestamp);
  JSON.stringify(body, (key, member: unknown) => {
    // JSON would make null of NaN, which takes a property away.
    const isNumber = typeof member === "number" || typeof member === "bigint";
    if (isNumber && !Number.isFinite(member)) throw createArgumentError(key, "a finite number", member);
    return member;
  });
  return body;
}
