/** What JSON can say. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** An object of the JSON representation. A key that is undefined counts as absent. */
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** Keys of a resource that are not properties of it. */
export const reserved: readonly string[] = ["rel", "_links", "_embedded"];

/**
 * Sets a key of its own on a plain object, as `JSON.parse` does: `__proto__` is a name like any other and reaches no
 * prototype.
 */
export function setKey(object: JsonObject, key: string, value: JsonValue): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}

/** Whether a value is an object with keys: neither null nor an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
