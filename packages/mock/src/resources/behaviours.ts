import { chooseSwitches } from "../contract/dialect.ts";
import { exampleResources } from "../contract/example.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { dialects, type Switches } from "../contract/switches.ts";
import { isGuid, isObject } from "../http/text.ts";
import { type Clock, createClock } from "./clock.ts";
import { earliestExpiration } from "./seed.ts";

/** How a mock behaves. No request changes it, and mocks with the same settings share it. */
export interface Behaviour {
  clock: Clock;
  switches: Switches;
  /** The names that a client can set on a meeting, from the document. */
  writable: string[];
  /** How many meetings a user may have. */
  meetingLimit: number;
  /** Who organizes the first meeting of an application, from the document. */
  organizerUri: string;
  /** The property named by a GUID, from the document. */
  guidProperty: { name: string; value: string };
}

/** The settings that a behaviour depends on. A store gives them back as values that can be anything. */
export interface BehaviourSettings {
  readonly dialect?: unknown;
  readonly switches?: unknown;
  readonly clock?: unknown;
}

/** Gives the behaviour of a mock. Throws `UnknownSwitchError` and `ClockError`. */
export type Behaviours = (settings: BehaviourSettings) => Behaviour;

// Clocks can be as many as there are sandboxes.
const maxKept = 1000;

/** Creates the behaviours of a server's mocks. All have what the document says, and a limit of meetings, in common. */
export function createBehaviours(operations: HttpOperation[], meetingLimit: number): Behaviours {
  const examples = exampleResources(operations);
  const earliest = earliestExpiration(examples);
  const common = {
    writable: findWritableProperties(operations),
    meetingLimit,
    organizerUri: findOrganizer(examples),
    guidProperty: findGuidProperty(examples),
  };
  const kept = new Map<string, Behaviour>();
  // A store may give the same object each time.
  const bySettings = new WeakMap<object, Behaviour>();
  const find = (settings: BehaviourSettings): Behaviour => {
    const { dialect, clock, switches } = settings;
    const text = JSON.stringify([dialect, clock, switches]);
    const known = kept.get(text);
    if (known) return known;
    if (kept.size >= maxKept) kept.clear();
    const behaviour = {
      ...common,
      clock: createClock(typeof clock === "string" ? clock : undefined, earliest),
      switches: chooseSwitches(dialects.find((name) => name === dialect) ?? "documented", toTexts(switches)),
    };
    kept.set(text, behaviour);
    return behaviour;
  };
  return (settings) => {
    const behaviour = bySettings.get(settings) ?? find(settings);
    bySettings.set(settings, behaviour);
    return behaviour;
  };
}

function toTexts(switches: unknown): Record<string, string> {
  if (!isObject(switches)) return {};
  return Object.fromEntries(
    Object.entries(switches).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

function findWritableProperties(operations: HttpOperation[]): string[] {
  const update = operations.find(({ iid }) => iid === "updateMyOnlineMeeting");
  return Object.keys(update?.request?.body?.contents?.[0]?.schema?.properties ?? {});
}

function findOrganizer(examples: Record<string, unknown>[]): string {
  return String(examples.find(({ organizerUri }) => organizerUri !== undefined)?.organizerUri);
}

function findGuidProperty(examples: Record<string, unknown>[]): { name: string; value: string } {
  const [name, value] = examples.flatMap(Object.entries).find(([key]) => isGuid(key)) ?? ["", ""];
  return { name, value: String(value) };
}
