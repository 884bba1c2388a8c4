import { refusedParameters } from "../contract/http-error.ts";
import { defaultLifetime, inRange, readTimestamp, writeTimestamp } from "./clock.ts";
import type { Call, World } from "./context.ts";
import { longestId } from "./keys.ts";
import type { Properties } from "./store.ts";
import { ownProperties } from "./store.ts";

/** What a writable property of a meeting is when a PUT leaves it out. Facts come from traffic; the document names none but the last. */
function defaults({ clock }: World): Properties {
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
 * A meeting's properties after a PUT: the writable ones from the input, reset where it leaves them out; the others as they were.
 * Refuses with 400 what the dialect does not take.
 */
export function replaceMeeting({ world, input }: Call, stored: Properties): Properties {
  const isWritable = (name: string) => world.writable.includes(name);
  const given = Object.entries(input).filter(([name]) => isWritable(name));
  const nulls = given.filter(([, value]) => value === null).map(([name]) => name);
  if (nulls.length > 0 && world.switches.explicitNull === "refused") {
    refusedParameters(nulls.map((name) => ({ name, reason: "expected a value, got null." })));
  }
  const kept = Object.entries(stored).filter(
    ([name]) => !isWritable(name) || (world.switches.explicitNull === "kept" && nulls.includes(name)),
  );
  const written = Object.fromEntries(given.filter(([, value]) => value !== null));
  return { ...defaults(world), ...Object.fromEntries(kept), ...written, ...expiration(world, written) };
}

function expiration({ clock, switches }: World, { expirationTime }: Properties): Properties {
  const ms = readTimestamp(expirationTime);
  if (ms === undefined) return {};
  if (switches.expirationRange === "refused" && !inRange(ms, clock)) {
    const now = new Date(clock.now()).toISOString();
    const reason = `expected a time from one year before to ten years after ${now}, the mock's clock (--clock), got ${JSON.stringify(expirationTime)}.`;
    refusedParameters([{ name: "expirationTime", reason }]);
  }
  return { expirationTime: writeTimestamp(ms) };
}

/**
 * An extension's properties from the input: everything that is not the server's. Null is like leaving it out.
 * Refuses with 400 an id that is too long for a link.
 */
export function extensionProperties({ world, input }: Call): Properties {
  if (typeof input.id === "string" && input.id.length > longestId) {
    refusedParameters([{ name: "id", reason: `expected at most ${longestId} characters, got ${input.id.length}.` }]);
  }
  const given = Object.entries(ownProperties(input)).filter(([, value]) => value !== null);
  if (world.switches.extensionValues === "kept") return Object.fromEntries(given);
  return Object.fromEntries(
    given.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

/** Refuses with 400 a PUT that does not send the GUID-named property back where the dialect wants it. */
export function checkPlayBack({ world, input }: Call, wanted: "optional" | "required"): void {
  const { name } = world.playBack;
  if (wanted === "optional" || Object.hasOwn(input, name)) return;
  refusedParameters([{ name, reason: "expected the property as it was read, got none." }]);
}
