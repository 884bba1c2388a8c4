import { chooseSwitches } from "../contract/dialect.ts";
import { exampleResources } from "../contract/example.ts";
import type { HttpOperation } from "../contract/operations.ts";
import type { OperationResult } from "../contract/prism.ts";
import type { Route } from "../contract/route.ts";
import type { Dialect, Switches } from "../contract/switches.ts";
import type { Violations } from "../contract/violations.ts";
import type { Preferences } from "../http/prefer.ts";
import type { MockRequest } from "../http/request.ts";
import { isObject } from "../http/text.ts";
import { type Clock, createClock } from "./clock.ts";
import { createMemoryStore } from "./memory-store.ts";
import { earliestExpiration } from "./seed.ts";
import { isGuid, type Properties, type Store } from "./store.ts";

/** The state of a mock between requests. */
export interface MockState {
  /** A reset replaces it. */
  store: Store;
  /** How many correlation ids were given out. */
  correlations: number;
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

/** A request on its way through the handlers. A handler stores here what the handlers before and after it need. */
export interface Context {
  readonly request: MockRequest;
  readonly route: Route;
  /** What the `Prefer` header says. */
  readonly prefer: Preferences;
  readonly state: MockState;
  /** The start of the request, by `performance.now()`. */
  readonly started: number;
  /** Waits for a number of milliseconds. Throws `DisconnectError` if the client goes away meanwhile. */
  pause(milliseconds: number): Promise<void>;
  /** Set by `route`. */
  operation?: HttpOperation;
  /** The body, if it is an object. Set by `contract`, like the violations. */
  input: Properties;
  violations?: Violations;
  /** Set by `serverHeaders`, which is on the way of a response twice. */
  hasServerHeaders?: boolean;
  /** The name of the fault that was injected. */
  fault?: string;
  /** Whether the journal leaves the request out, because it is about the mock itself. */
  isUnlisted?: boolean;
}

/** Runs an operation of the document on the store. Throws `HttpError` if that is not possible. */
export type OperationHandler = (context: Context) => Promise<OperationResult>;

/** The options that the state depends on. */
export interface StateOptions {
  dialect?: Dialect;
  switches?: Partial<Record<string, string>>;
  clock?: string;
  meetingLimit: number;
}

/** Creates the state of a mock, without resources. Throws `UnknownSwitchError` and `ClockError`. */
export function createState(operations: HttpOperation[], options: StateOptions): MockState {
  const examples = exampleResources(operations);
  return {
    store: createMemoryStore(),
    correlations: 0,
    clock: createClock(options.clock, earliestExpiration(examples)),
    switches: chooseSwitches(options.dialect ?? "documented", options.switches),
    writable: findWritableProperties(operations),
    meetingLimit: options.meetingLimit,
    organizerUri: findOrganizer(examples),
    guidProperty: findGuidProperty(examples),
  };
}

function findWritableProperties(operations: HttpOperation[]): string[] {
  const update = operations.find(({ iid }) => iid === "updateMyOnlineMeeting");
  return Object.keys(update?.request?.body?.contents?.[0]?.schema?.properties ?? {});
}

function findOrganizer(examples: Record<string, unknown>[]): string {
  return String(examples.find(({ organizerUri }) => organizerUri !== undefined)?.organizerUri);
}

function findGuidProperty(examples: Record<string, unknown>[]): { name: string; value: string } {
  const [name, value] = examples
    .filter(isObject)
    .flatMap(Object.entries)
    .find(([key]) => isGuid(key)) ?? ["", ""];
  return { name, value: String(value) };
}
