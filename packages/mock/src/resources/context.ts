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

/** What one mock keeps from request to request. */
export interface MockState {
  /** A reset puts another one in its place. */
  store: Store;
  clock: Clock;
  switches: Switches;
  /** The names that a client can set on a meeting, from the document. */
  writable: string[];
  /** The property named by a GUID, from the document. */
  guidProperty: { name: string; value: string };
}

/** One request on its way through the handlers. What a handler reads or finds out is here for those after it, and for those around it. */
export interface Context {
  readonly request: MockRequest;
  readonly route: Route;
  /** What the `Prefer` header says. */
  readonly prefer: Preferences;
  readonly state: MockState;
  /** When the request began, by `performance.now()`. */
  readonly started: number;
  /** Waits so many milliseconds. Throws `DisconnectError` if the client goes away meanwhile. */
  pause(milliseconds: number): Promise<void>;
  /** Set by `route`. */
  operation?: HttpOperation;
  /** The body, where it is an object. Set by `contract`, as are the violations. */
  input: Properties;
  violations?: Violations;
  /** The name of the fault that was injected. */
  fault?: string;
  /** True for what is about the mock itself, not about a resource. */
  isUnlisted?: boolean;
}

/** Carries out an operation of the document on the store. Throws `HttpError` where it cannot be done. */
export type OperationHandler = (context: Context) => Promise<OperationResult>;

/** What the state depends on. */
export interface StateOptions {
  dialect?: Dialect;
  switches?: Partial<Record<string, string>>;
  clock?: string;
}

/** The state of a mock without resources. Throws `UnknownSwitchError` and `ClockError`. */
export function createState(operations: HttpOperation[], options: StateOptions): MockState {
  const examples = exampleResources(operations);
  return {
    store: createMemoryStore(),
    clock: createClock(options.clock, earliestExpiration(examples)),
    switches: chooseSwitches(options.dialect ?? "documented", options.switches),
    writable: findWritableProperties(operations),
    guidProperty: findGuidProperty(examples),
  };
}

function findWritableProperties(operations: HttpOperation[]): string[] {
  const update = operations.find(({ iid }) => iid === "updateMyOnlineMeeting");
  return Object.keys(update?.request?.body?.contents?.[0]?.schema?.properties ?? {});
}

function findGuidProperty(examples: Record<string, unknown>[]): { name: string; value: string } {
  const [name, value] = examples
    .filter(isObject)
    .flatMap(Object.entries)
    .find(([key]) => isGuid(key)) ?? ["", ""];
  return { name, value: String(value) };
}
