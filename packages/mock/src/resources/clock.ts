import { parseTimestamp } from "@ucwa-meetings/xml";
import { ClockError } from "../errors.ts";

/** The mock's clock. */
export interface Clock {
  now(): number;
  /** Other times that also count as the present when the mock decides whether a time is in range. */
  extraReferenceTimes(): number[];
}

const hours = 3_600_000;

/** How long a meeting without an `expirationTime` exists. */
export const defaultLifetime: number = 8 * hours;

/**
 * Creates a clock that stands still, so that responses are the same in each run. It stands at the given time, or else eight hours before the
 * earliest `expirationTime` of the document's examples. `now` uses the machine's clock.
 * Throws `ClockError` for anything else.
 */
export function createClock(setting: string | undefined, earliestExample: number): Clock {
  if (setting === "now") return { now: Date.now, extraReferenceTimes: () => [] };
  // The examples are from years ago, but a date that a test computes from today's must be in range, too.
  if (setting === undefined)
    return { now: () => earliestExample - defaultLifetime, extraReferenceTimes: () => [Date.now()] };
  const fixed = readTimestamp(setting);
  if (fixed === undefined) {
    throw new ClockError(
      `clock: expected "now" or a time such as 2026-01-31T12:00:00Z, got ${JSON.stringify(setting)}.`,
    );
  }
  return { now: () => fixed, extraReferenceTimes: () => [] };
}

/** Whether a time is between one year before and ten years after the present. */
export function inRange(ms: number, clock: Clock): boolean {
  return [clock.now(), ...clock.extraReferenceTimes()].some(
    (reference) => ms >= yearsFrom(reference, -1) && ms <= yearsFrom(reference, 10),
  );
}

function yearsFrom(present: number, years: number): number {
  const date = new Date(present);
  return date.setUTCFullYear(date.getUTCFullYear() + years);
}

/** Reads `/Date(ms)/` or ISO 8601 with an offset, as milliseconds since 1970. Undefined for everything else. */
export function readTimestamp(value: unknown): number | undefined {
  return typeof value === "string" ? parseTimestamp(value) : undefined;
}

/** Writes milliseconds since 1970 as servers do in JSON. */
export function writeTimestamp(ms: number): string {
  return `/Date(${ms})/`;
}
