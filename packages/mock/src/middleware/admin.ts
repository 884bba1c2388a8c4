import { operations } from "@ucwa-meetings/spec/operations";
import type { Refusal } from "../contract/documented-error.ts";
import { MockError } from "../errors.ts";
import { isPreflight } from "../http/cors.ts";
import { isObject, messageOf } from "../http/text.ts";
import type { Machine } from "../mock.ts";
import { toSeeds } from "../resources/seed.ts";
import type { Received } from "../server/read-request.ts";
import type { Answer } from "./contract.ts";
import type { Controls } from "./controls.ts";
import { readFaultOptions, toFault } from "./fault-setting.ts";

const root = "/__mock/";

/**
 * Answers the requests that are for the mock itself: its root, everything below `/__mock/`, and a browser's question for a page that nobody let in.
 * Undefined for all others. What cannot be done is refused with the document's error, as everywhere.
 */
export async function control(
  controls: Controls,
  received: Received,
  machine: Pick<Machine, "cors" | "refuse">,
): Promise<Answer | undefined> {
  const [path = ""] = received.target.split("?");
  const isControl = path.startsWith(root);
  const refuse = (refusal: Refusal) => withoutSample(machine.refuse(received, refusal), refusal);
  // A browser sends such a request for any page, and keeps only the answer from it.
  if ((isControl || isPreflight(received)) && machine.cors.isForeign(received)) return refuse(foreign(received));
  // Whoever may GET may ask for the headers alone (RFC 9110, section 9.3.2). Node leaves out the body.
  const method = received.method === "HEAD" ? "GET" : received.method;
  if (path === "/" && method === "GET") return json(200, about(Object.keys(actions).map(fullName)));
  if (!isControl) return undefined;
  const name = `${method} ${path.slice(root.length)}`;
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!action) return refuse(noAction(name));
  try {
    const value = await action(controls, readJson(received));
    return value === undefined ? { status: 204, headers: {}, body: "" } : json(200, value);
  } catch (error) {
    const isTheirs = error instanceof MockError || error instanceof SyntaxError;
    const message = error instanceof SyntaxError ? `The body: expected JSON. ${error.message}` : messageOf(error);
    return refuse(
      isTheirs
        ? { status: 400, name: "BadRequest", message }
        : { status: 500, name: "ServiceFailure", message: `${name} failed: ${message}` },
    );
  }
}

function fullName(name: string): string {
  return name.replace(" ", ` ${root}`);
}

/** Without the headers of the document's sample, which say that a ticket is missing. */
export function withoutSample(refused: Answer, { headers = {} }: Refusal): Answer {
  const own = Object.keys(headers).map((name) => name.toLowerCase());
  const kept = Object.entries(refused.headers).filter(([name]) => name === "content-type" || own.includes(name));
  return { ...refused, headers: Object.fromEntries(kept) };
}

function foreign({ headers: { origin } }: Received): Refusal {
  const message = `Origin: expected one that cors allows, got ${JSON.stringify(origin)}.`;
  return { status: 403, name: "Forbidden", message };
}

function noAction(name: string): Refusal {
  const message = `The request: expected ${Object.keys(actions).join(", ")} below ${root}, got ${name}.`;
  const [, path] = name.split(" ");
  const methods = Object.keys(actions).flatMap((one) => (one.endsWith(` ${path}`) ? [one.split(" ")[0]] : []));
  if (methods.length === 0) return { status: 404, name: "NotFound", message };
  return { status: 405, name: "MethodNotAllowed", message, headers: { Allow: methods.join(", ") } };
}

type Action = (controls: Controls, body: unknown) => unknown;

const actions: Record<string, Action> = {
  "GET health": () => ({ status: "ok" }),
  "GET requests": ({ requests }) => requests,
  "POST reset": (controls) => controls.reset(),
  "POST seed": (controls, body) => controls.seed(toSeeds(body)),
  "PUT fault": (controls, body) => {
    if (!isObject(body) || typeof body.name !== "string")
      throw new MockError(
        'The body: expected {"name": "delay:250"}, with "rate": 0.1, "seed": 7 or "times": 1 where they are wanted, got something else.',
      );
    controls.fault(toFault(body.name), readFaultOptions(body));
  },
  "DELETE fault": (controls) => controls.fault(),
};

function readJson({ body }: Received): unknown {
  if (body.kind === "tooLarge") throw new MockError(`The body: expected at most ${body.limit} bytes, got more.`);
  return body.kind === "bytes" ? JSON.parse(body.bytes.toString("utf8")) : undefined;
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

/** What the mock says of itself at its root, to whoever opens its address. */
export interface About {
  name: string;
  description: string;
  /** The header that every request to a resource needs. */
  token: string;
  /** The paths of the resources, with the methods of each. */
  resources: Record<string, string[]>;
  /** What the mock itself takes. */
  controls: string[];
}

/** Says what a mock is, and where things are on it. */
export function about(controls: string[]): About {
  const [prefix = ""] = operations.prefixes;
  const resources: Record<string, string[]> = {};
  for (const { path, method } of operations.operations) {
    const methods = resources[prefix + path] ?? [];
    resources[prefix + path] = [...methods, method];
  }
  return {
    name: "@ucwa-meetings/mock",
    description:
      "A mock of the UCWA 2.0 resources myOnlineMeeting and onlineMeetingExtensions. Nobody can join a meeting here.",
    token: "Authorization: Bearer cwt=anything",
    resources,
    controls,
  };
}
