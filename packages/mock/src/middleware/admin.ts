import { formatValue } from "../contract/explain.ts";
import { HttpError, methodNotAllowed, notFound } from "../contract/http-error.ts";
import { parseText } from "../contract/parse-json.ts";
import { withoutOrigin } from "../contract/route.ts";
import { MockError, StoreUnavailableError } from "../errors.ts";
import type { Handler } from "../http/handler.ts";
import { bodyText, type MockRequest } from "../http/request.ts";
import { emptyResponse, jsonResponse, type MockResponse } from "../http/response.ts";
import { getErrorMessage, isObject } from "../http/text.ts";
import type { Context } from "../resources/context.ts";
import { toSeeds } from "../resources/seed.ts";
import { about } from "./about.ts";
import type { Authorize } from "./authorization.ts";
import type { StoredControls } from "./controls.ts";
import { toFaultState } from "./fault-setting.ts";
import type { OpenSandbox, Sandboxes } from "./sandboxes.ts";

const root = "/__mock/";

/** Whether a request controls the mock, and so is not for a resource. */
export function isAdminRequest({ target }: Pick<MockRequest, "target">): boolean {
  return withoutOrigin(target).startsWith(root);
}

/** What the controls of a server need. */
export interface Administration {
  /** The controls of the default mock. */
  controls: StoredControls;
  sandboxes: Sandboxes;
  authorize: Authorize;
}

/**
 * Responds to requests for the mock itself, at its root and below `/__mock/`.
 * Throws `HttpError`: 404 or 405 for an unknown request, 401 without the token that it needs, 400 for a wrong body, 500 if the mock fails.
 */
export function admin(administration: Administration): Handler<Context> {
  return async (context, next) => {
    const { request } = context;
    const [path = ""] = withoutOrigin(request.target).split("?");
    // HEAD is GET without the body (RFC 9110, section 9.3.2). The server leaves the body out.
    const method = request.method === "HEAD" ? "GET" : request.method;
    const isRoot = path === "/" && method === "GET";
    if (!isRoot && !isAdminRequest(request)) return next();
    context.isUnlisted = true;
    if (isRoot) return jsonResponse(200, about(Object.keys(actions).map(fullName)));
    return runAction(administration, method, path.slice(root.length), context);
  };
}

const sandboxPath = /^sandboxes\/([^/]+)/;

async function runAction(
  { controls, sandboxes, authorize }: Administration,
  method: string,
  path: string,
  { request, findOrigin }: Context,
): Promise<MockResponse> {
  const name = `${method} ${path.replace(sandboxPath, "sandboxes/{id}")}`;
  const id = sandboxPath.exec(path)?.[1];
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  try {
    const sandbox = id === undefined ? undefined : await sandboxes.open(id);
    if (name !== open) authorize(request, sandbox?.tokenHash);
    if (!action) throw unknownAction(name);
    const controlled = id === undefined ? controls : sandboxes.controls(id);
    const origin = findOrigin(request);
    return await action({ controls: controlled, sandboxes, sandbox, id: id ?? "", origin }, readJson(request));
  } catch (error) {
    if (error instanceof StoreUnavailableError || error instanceof HttpError) throw error;
    const options = { ownHeadersOnly: true };
    if (error instanceof MockError) throw new HttpError(400, "BadRequest", error.message, options);
    throw new HttpError(500, "ServiceFailure", `${name} failed: ${getErrorMessage(error)}`, options);
  }
}

function fullName(name: string): string {
  return name.replace(" ", ` ${root}`);
}

function unknownAction(name: string): HttpError {
  const message = `The request: expected ${Object.keys(actions).join(", ")} below ${root}, got ${name}.`;
  const [, path] = name.split(" ");
  const methods = Object.keys(actions).flatMap((known) => (known.endsWith(` ${path}`) ? [known.split(" ")[0]] : []));
  return methods.length === 0
    ? notFound(message)
    : methodNotAllowed(methods.join(", "), message, { ownHeadersOnly: true });
}

function readJson(request: MockRequest): unknown {
  const { body } = request;
  if (body.kind === "tooLarge") throw new MockError(`The body: expected at most ${body.limit} bytes, got more.`);
  if (body.kind === "none") return undefined;
  try {
    return parseText(bodyText(request));
  } catch (error) {
    throw new MockError(`The body: ${getErrorMessage(error)}.`, { cause: error });
  }
}

/** A request that controls a mock: the default one, or the sandbox in the path. */
interface Call {
  controls: StoredControls;
  sandboxes: Sandboxes;
  sandbox: OpenSandbox | undefined;
  id: string;
  /** Where the client finds the mock. */
  origin: string;
}

type Action = (call: Call, body: unknown) => Promise<MockResponse>;

/** The one action that needs no token. */
const open = "GET health";

const actions: Record<string, Action> = {
  /** Says that the mock is up: 200 with `{"status": "ok"}`. It needs no token. */
  "GET health": async () => jsonResponse(200, { status: "ok" }),
  /** Gives the journal: the last requests with their results, the oldest first, as a list of `JournalEntry`. Tokens are redacted. */
  "GET requests": getRequests,
  /** Resets the mock to its start: to its seeds, to the fault it started with, and to an empty journal. Responds with 204. */
  "POST reset": reset,
  /**
   * Adds resources. They replace those that have the same address. The body is a resource as a GET returns it in JSON, or a list of them; the
   * self link says where it is. Responds with 204, or 400 for what is no such resource, two that differ at one address, and an id that is taken.
   */
  "POST seed": seed,
  /**
   * Injects a fault into the next requests. The body is `{"name": "delay:250"}`, and optionally has `rate`, the share of requests that get it,
   * `seed`, the number that chooses them, and `times`, the number of requests after which it ends. Responds with 204, or 400 for what is no fault.
   */
  "PUT fault": setFault,
  /** Ends the fault. Responds with 204. */
  "DELETE fault": endFault,
  /**
   * Creates a sandbox: a mock of its own, with its own resources, clock, fault and journal. The body may have `seed`, `dialect`, `switches`, `clock`, and `ttl`,
   * the seconds without a request after which the sandbox is gone. What it leaves out is as in the mock of the server. Responds with 201 and
   * `{"id", "baseUrl", "token", "expiresAt"}`. All paths of the mock are below `baseUrl`. Its own controls need `Authorization: Bearer` with the token, and UCWA
   * requests need a token like anywhere, whatever it is. Responds with 400 for a wrong body, and with 503 and `Retry-After` if there are too many sandboxes.
   */
  "POST sandboxes": async ({ sandboxes, origin }, body) => {
    const sandbox = await sandboxes.create(body, origin);
    const response = jsonResponse(201, sandbox);
    return { ...response, headers: { ...response.headers, location: `${root}sandboxes/${sandbox.id}` } };
  },
  /** Says where a sandbox is and when it expires: 200 with `{"id", "baseUrl", "expiresAt"}`, or 404 if there is none, also where it has expired. */
  "GET sandboxes/{id}": async ({ sandbox, origin }) => jsonResponse(200, sandbox?.describe(origin)),
  /** Removes a sandbox and all that it has. Responds with 204. */
  "DELETE sandboxes/{id}": ({ sandboxes, id }) => respondEmpty(sandboxes.remove(id)),
  /** Gives the journal of a sandbox, as `GET /__mock/requests` does. */
  "GET sandboxes/{id}/requests": getRequests,
  /** Resets a sandbox to its start: to its seeds, no fault, and an empty journal. Responds with 204. */
  "POST sandboxes/{id}/reset": reset,
  /** Adds resources to a sandbox, as `POST /__mock/seed` does. */
  "POST sandboxes/{id}/seed": seed,
  /** Injects a fault into the next requests of a sandbox, as `PUT /__mock/fault` does. */
  "PUT sandboxes/{id}/fault": setFault,
  /** Ends the fault of a sandbox. Responds with 204. */
  "DELETE sandboxes/{id}/fault": endFault,
};

async function respondEmpty(done: Promise<void>): Promise<MockResponse> {
  await done;
  return emptyResponse(204);
}

async function getRequests({ controls }: Call): Promise<MockResponse> {
  return jsonResponse(200, await controls.requests());
}

function reset({ controls }: Call): Promise<MockResponse> {
  return respondEmpty(controls.reset());
}

function seed({ controls }: Call, body: unknown): Promise<MockResponse> {
  return respondEmpty(controls.seed(toSeeds(body)));
}

async function setFault({ controls }: Call, body: unknown): Promise<MockResponse> {
  if (!isObject(body) || typeof body.name !== "string")
    throw new MockError(
      `The body: expected {"name": "delay:250"}, optionally with "rate": 0.1, "seed": 7 or "times": 1, got ${formatValue(body)}.`,
    );
  return respondEmpty(controls.fault(toFaultState(body.name, body)));
}

function endFault({ controls }: Call): Promise<MockResponse> {
  return respondEmpty(controls.fault(undefined));
}
