/** An object of the JSON representation. */
export type Properties = Readonly<Record<string, unknown>>;

/** How representations are written on the wire: as JSON, or as XML. */
export interface Format {
  /** For `Accept` and `Content-Type`. */
  readonly mediaType: string;
  /** The media types that can be read. */
  readonly reads: RegExp;
  /** Reads a body. Throws if it is not well-formed. */
  read(text: string): unknown;
  /** Reads the same body so that `write` gives it back as it was, down to how a date or a number is spelled. */
  readAsWritten(text: string): Properties;
  /** Writes a request body of the resource `rel`. Null takes a property away. */
  write(body: Properties, rel: string): string;
}

/** Whether a value is an object with keys: neither null nor a list. */
export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string, or a number as one. All else is nothing: an object of a server's may not even become a text. */
export function textOf(value: unknown): string {
  return typeof value === "string" || Number.isFinite(value) ? `${value}` : "";
}

/** A single value and a list of one are the same to a reader; a missing one is an empty list. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value ? [value] : [];
}
