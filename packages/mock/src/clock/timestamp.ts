/** The two spellings of a point in time, and what a property holds that is neither: undefined. */
const json = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;
const iso = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads `/Date(ms)/` or ISO 8601 with an offset, as milliseconds since 1970. Undefined for everything else. */
export function readTimestamp(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  const ticks = json.exec(value)?.[1];
  const ms = ticks === undefined ? (iso.test(value) ? Date.parse(value) : Number.NaN) : Number(ticks);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Writes milliseconds since 1970 as servers do in JSON. */
export function writeTimestamp(ms: number): string {
  return `/Date(${ms})/`;
}
