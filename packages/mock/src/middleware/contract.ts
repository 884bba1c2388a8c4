import { toTask } from "../contract/contract-request.ts";
import type { Refusal } from "../contract/documented-error.ts";
import { writeRefusal } from "../contract/documented-error.ts";
import type { HttpOperation } from "../contract/operations.ts";
import type { Engine, Violation } from "../contract/prism.ts";
import type { Written } from "../contract/representation.ts";
import { allowedMethods, type Route, route } from "../contract/route.ts";
import { messageOf, shorten } from "../http/text.ts";
import { redactorOf } from "../redact/redact.ts";
import type { World } from "../resources/context.ts";
import type { Received } from "../server/read-request.ts";
import { answerOperation } from "./run-operation.ts";

/** An answer, and what is worth knowing about how it came to be. */
export interface Answer extends Written {
  operationId?: string;
  /** What Prism has against the request, and against the answer; the second would be a mistake of the mock. */
  violations?: { request: Violation[]; answer: Violation[] };
  /** What is to become of it on its way: the connection is reset before it, or ends within it. */
  wire?: "reset" | "truncate";
}

/** What answers: Prism, and the world that the state lives in; without state, Prism's examples answer. */
export interface Answering {
  engine: Engine;
  world: World;
  stateful: boolean;
}

const longestTarget = 500;

/** Answers a request, whatever is wrong with it, or with the mock itself. */
export async function answer(answering: Answering, received: Received): Promise<Answer> {
  const { engine, world } = answering;
  const routed = route(received.target);
  const operation = findOperation(engine.operations, routed, received.method);
  const refuse = (refusal: Refusal) => writeRefusal(engine.operations, operation, refusal, received, world.switches);
  if (!operation) return refuse(noOperation(routed, received));
  const operationId = operation.iid ?? "";
  if (routed.malformed) return { operationId, ...refuse(malformed(routed.malformed)) };
  try {
    return { operationId, ...(await answerOperation(toTask(answering, received, routed, operation))) };
  } catch (error) {
    const message = `The mock failed: ${messageOf(error)}`;
    return { operationId, ...refuse({ status: 500, name: "ServiceFailure", message }) };
  }
}

function findOperation(all: HttpOperation[], { template }: Route, method: string): HttpOperation | undefined {
  return all.find((one) => one.path === template && one.method === method.toLowerCase());
}

function noOperation(routed: Route, { method, target }: Received): Refusal {
  if (routed.template === undefined) {
    return {
      status: 404,
      name: "NotFound",
      message: `There is no resource at ${JSON.stringify(shorten(redactorOf().target(target), longestTarget))}.`,
    };
  }
  const allowed = allowedMethods(routed.template);
  const message = `The method: expected ${allowed}, got ${method}.`;
  return { status: 405, name: "MethodNotAllowed", message, headers: { Allow: allowed } };
}

function malformed(id: string): Refusal {
  const reason = "expected percent-encoded UTF-8";
  const message = `The path: ${reason}, got ${JSON.stringify(shorten(id, longestTarget))}.`;
  return {
    status: 400,
    name: "ParameterValidationFailure",
    message,
    parameters: [{ name: shorten(id, longestTarget), reason }],
  };
}
