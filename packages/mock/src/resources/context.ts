import type { HttpOperation } from "../contract/operations.ts";
import type { OperationResult } from "../contract/prism.ts";
import type { Route } from "../contract/route.ts";
import type { Violations } from "../contract/violations.ts";
import type { FindOrigin } from "../http/origin.ts";
import type { Preferences } from "../http/prefer.ts";
import type { MockRequest } from "../http/request.ts";
import type { Properties } from "../state/content.ts";
import type { StoredMock } from "../state/state-store.ts";
import type { Behaviour } from "./behaviours.ts";

/** A mock, as a request finds it. */
export interface MockState extends Behaviour {
  /** What the mock knows between requests. */
  store: StoredMock;
}

/** A request on its way through the handlers. A handler stores here what the handlers before and after it need. */
export interface Context {
  readonly request: MockRequest;
  readonly route: Route;
  /** The path of the sandbox with which all links begin; empty for the default mock. */
  readonly base: string;
  /** Finds the origin that the client of a request has to use. Absolute links begin with it. */
  readonly findOrigin: FindOrigin;
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
  /** Why there is no mock to respond. */
  failure?: Error;
  /** The name of the fault that was injected. */
  fault?: string;
  /** Whether the journal leaves the request out, because it is about the mock itself. */
  isUnlisted?: boolean;
}

/** Runs an operation of the document on the store. Throws `HttpError` if that is not possible. */
export type OperationHandler = (context: Context) => Promise<OperationResult>;
