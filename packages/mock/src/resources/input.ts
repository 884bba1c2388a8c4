import { formatValue } from "../contract/explain.ts";
import { invalidParameters } from "../contract/http-error.ts";
import type { Properties } from "../state/content.ts";
import { defaultLifetime, inRange, readTimestamp, writeTimestamp } from "./clock.ts";
import type { Context, MockState } from "./context.ts";
import { maxIdLength } from "./keys.ts";
import { stripHypermedia } from "./store.ts";

/** The values of the writable properties of a meeting that a PUT leaves out. They come from traffic; the document names only the last. */
function defaults({ clock }: MockState): Properties {
  return {
    accessLevel: "SameEnterprise",
    attendees: [],
    automaticLeaderAssignment: "Disabled",
    description: "",
    entryExitAnnouncement: "Disabled",
    leaders: [],
    lobbyBypassForPhoneUsers: "Disabled",
    phoneUserAdmission: "Disabled",
    subject: "",
    expirationTime: writeTimestamp(clock.now() + defaultLifetime),
  };
}

/**
 * Returns a meeting's properties after a PUT: the writable ones from the input, or reset if the input leaves them out. The others stay as they were.
 * Throws `HttpError` with 400 for what the dialect rejects.
 */
export function replaceMeeting({ state, input }: Context, stored: Properties): Properties {
  const isWritable = (name: string) => state.writable.includes(name);
  const given = Object.entries(input).filter(([name]) => isWritable(name));
  const nulls = given.filter(([, value]) => value === null).map(([name]) => name);
  if (nulls.length > 0 && state.switches.explicitNull === "refused") {
    throw invalidParameters(nulls.map((name) => ({ name, reason: "expected a value, got null." })));
  }
  const kept = Object.entries(stored).filter(
    ([name]) => !isWritable(name) || (state.switches.explicitNull === "kept" && nulls.includes(name)),
  );
  const written = Object.fromEntries(given.filter(([, value]) => value !== null));
  return { ...defaults(state), ...Object.fromEntries(kept), ...written, ...expiration(state, written) };
}

function expiration({ clock, switches }: MockState, { expirationTime }: Properties): Properties {
  if (expirationTime === undefined) return {};
  // A time of the right form may still be one that no calendar has.
  const ms = readTimestamp(expirationTime);
  if (switches.expirationRange === "refused" && (ms === undefined || !inRange(ms, clock))) {
    const now = new Date(clock.now()).toISOString();
    const reason = `expected a time from one year before to ten years after ${now}, the mock's clock (--clock), got ${formatValue(expirationTime)}.`;
    throw invalidParameters([{ name: "expirationTime", reason }]);
  }
  return ms === undefined ? {} : { expirationTime: writeTimestamp(ms) };
}

/**
 * Returns an extension's properties from the input: all except those that the server sets.
 * Throws `HttpError` with 400 for an id that is too long for a link.
 */
export function extensionProperties({ state, input }: Context): Properties {
  if (typeof input.id === "string" && input.id.length > maxIdLength) {
    throw invalidParameters([
      { name: "id", reason: `expected at most ${maxIdLength} characters, got ${input.id.length}.` },
    ]);
  }
  const given = stripHypermedia(input);
  if (state.switches.extensionValues === "kept") return given;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

/** Throws `HttpError` with 400 for a PUT without the GUID-named property, if the dialect requires it. */
export function requireGuidProperty({ state, input }: Context, wanted: "optional" | "required"): void {
  const { name } = state.guidProperty;
  if (wanted === "optional" || Object.hasOwn(input, name)) return;
  throw invalidParameters([{ name, reason: "expected the property as it was read, got none." }]);
}
