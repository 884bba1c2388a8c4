/** An object of the JSON representation. */
export type Properties = Readonly<Record<string, unknown>>;

/** Reads and writes bodies: as JSON, or as XML. */
export interface BodyCodec {
  /** The media type for `Accept` and `Content-Type`. */
  readonly mediaType: string;
  /** Matches the `Content-Type` of every body that `parse` can read. */
  readonly mediaTypes: RegExp;
  /** Reads a body. Throws if it is not well-formed. */
  parse(text: string): unknown;
  /** Writes a request body of the resource `rel`. A property that is undefined is left out. */
  stringify(body: Properties, rel: string): string;
  /**
   * Loads a codec whose `stringify` gives back exactly what its `parse` read, such as numbers with all their digits. It is needed
   * for updates only. Without it, this codec is such a one itself.
   */
  loadLossless?(): Promise<BodyCodec>;
}

/** Whether a value is an object with keys: neither null nor a list. Its properties can be anything. */
export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string, or a number as one. All else is an empty string: an object from a server may not even convert to a string. */
export function toText(value: unknown): string {
  return typeof value === "string" || Number.isFinite(value) ? `${value}` : "";
}

/** A list as it is, a single value as a list of one, and an empty list for a missing value. */
export function toArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value ? [value] : [];
}
