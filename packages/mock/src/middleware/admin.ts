import { operations } from "@ucwa-meetings/spec/operations";
import { formatValue } from "../contract/explain.ts";
import { HttpError, methodNotAllowed, notFound } from "../contract/http-error.ts";
import { parseText } from "../contract/parse-json.ts";
import { MockError } from "../errors.ts";
import type { Handler } from "../http/handler.ts";
import { bodyText, type MockRequest } from "../http/request.ts";
import { emptyResponse, jsonResponse, type MockResponse } from "../http/response.ts";
import { getErrorMessage, isObject } from "../http/text.ts";
import type { Context } from "../resources/context.ts";
import { toSeeds } from "../resources/seed.ts";
import type { MockControls } from "./controls.ts";
import { readFaultOptions, toFault } from "./fault-setting.ts";

const root = "/__mock/";

/** Whether a request controls the mock, and so is not for a resource. */
export function isAdminRequest({ target }: Pick<MockRequest, "target">): boolean {
  return target.startsWith(root);
}

/**
 * Responds to requests for the mock itself, at its root and below `/__mock/`.
 * Throws `HttpError`: 404 or 405 for an unknown request, 400 for a wrong body, 500 if the mock fails.
 */
export function admin(controls: MockControls): Handler<Context> {
  return async (context, next) => {
    const { request } = context;
    const [path = ""] = request.target.split("?");
    // HEAD is GET without the body (RFC 9110, section 9.3.2). The server leaves the body out.
    const method = request.method === "HEAD" ? "GET" : request.method;
    const isRoot = path === "/" && method === "GET";
    if (!isRoot && !isAdminRequest(request)) return next();
    context.isUnlisted = true;
    if (isRoot) return jsonResponse(200, about(Object.keys(actions).map(fullName)));
    return runAction(controls, `${method} ${path.slice(root.length)}`, request);
  };
}

async function runAction(controls: MockControls, name: string, request: MockRequest): Promise<MockResponse> {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!action) throw unknownAction(name);
  try {
    const value = await action(controls, readJson(request));
    return value === undefined ? emptyResponse(204) : jsonResponse(200, value);
  } catch (error) {
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

type Action = (controls: MockControls, body: unknown) => unknown;

const actions: Record<string, Action> = {
  /** Says that the mock is up: 200 with `{"status": "ok"}`. */
  "GET health": () => ({ status: "ok" }),
  /** Gives the journal: the last requests with their results, the oldest first, as a list of `JournalEntry`. Tokens are redacted. */
  "GET requests": ({ requests }) => requests,
  /** Resets the mock to its start: to its seeds, to the fault it started with, and to an empty journal. Responds with 204. */
  "POST reset": (controls) => controls.reset(),
  /**
   * Adds resources. They replace those that have the same address. The body is a resource as a GET returns it in JSON, or a list of them; the
   * self link says where it is. Responds with 204, or 400 for what is no such resource.
   */
  "POST seed": (controls, body) => controls.seed(toSeeds(body)),
  /**
   * Injects a fault into the next requests. The body is `{"name": "delay:250"}`, and optionally has `rate`, the share of requests that get it,
   * `seed`, the number that chooses them, and `times`, the number of requests after which it ends. Responds with 204, or 400 for what is no fault.
   */
  "PUT fault": (controls, body) => {
    if (!isObject(body) || typeof body.name !== "string")
      throw new MockError(
        `The body: expected {"name": "delay:250"}, optionally with "rate": 0.1, "seed": 7 or "times": 1, got ${formatValue(body)}.`,
      );
    controls.fault(toFault(body.name), readFaultOptions(body));
  },
  /** Ends the fault. Responds with 204. */
  "DELETE fault": (controls) => controls.fault(),
};

/** The names of the document's resources, as one text. */
function listNames(): string {
  return new Intl.ListFormat("en").format(new Set(operations.operations.map(({ resource }) => resource)));
}

/** What `GET /` of the mock returns. */
export interface About {
  name: string;
  description: string;
  /** The header that every request to a resource needs. */
  token: string;
  /** The paths of the resources, with the methods of each. */
  resources: Record<string, string[]>;
  /** The requests that control the mock. */
  controls: string[];
}

/** Returns what the mock says of itself: what it is, its resources, and the requests that control it. */
export function about(controls: string[]): About {
  const [prefix = ""] = operations.prefixes;
  const resources: Record<string, string[]> = {};
  for (const { path, method } of operations.operations) {
    const methods = resources[prefix + path] ?? [];
    resources[prefix + path] = [...methods, method];
  }
  return {
    name: "@ucwa-meetings/mock",
    description: `A mock of the UCWA 2.0 resources ${listNames()}. Nobody can join a meeting here.`,
    token: "Authorization: Bearer cwt=anything",
    resources,
    controls,
  };
}
