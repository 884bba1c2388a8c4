import type { Task } from "../contract/contract-request.ts";
import { type Refusal, refuse, writeRefusal } from "../contract/documented-error.ts";
import { Refused } from "../contract/http-error.ts";
import type { EngineResponse, EngineResult, Violation } from "../contract/prism.ts";
import { encode, NotWritable, type Written } from "../contract/representation.ts";
import { boundViolations, violationHeaders } from "../contract/violations.ts";
import { isObject } from "../http/text.ts";
import { mock } from "../resources/operations.ts";
import type { Answer } from "./contract.ts";
import { whyNot } from "./rejection.ts";

/** A response, or the error that goes out in its place. */
type Carried = EngineResponse & { refusal?: Refusal };

/** Has Prism judge a request, and the store or Prism's examples answer it. */
export async function answerOperation(task: Task): Promise<Answer> {
  const { response, ...found } = await ask(task);
  const request = boundViolations(named(task, found.request));
  const answer = boundViolations(found.answer);
  const written = response.refusal ? writeError(task, response.refusal) : writeSuccess(task, response);
  const headers = { ...written.headers, ...violationHeaders(request, answer) };
  return { ...written, headers, violations: { request, answer } };
}

// Prism never saw a body that could not be read, and misses it. What is wrong is why it could not be.
function named({ decoded }: Task, violations: Violation[]): Violation[] {
  if (!("unreadable" in decoded)) return violations;
  const { unreadable, part } = decoded;
  const violation: Violation = {
    path: part,
    code: String(unreadable.status),
    severity: "error",
    message: unreadable.message,
  };
  return [...violations.filter(({ path, code }) => (path[0] ?? "body") !== "body" || code === "401"), violation];
}

async function ask(task: Task): Promise<EngineResult<Carried>> {
  const { answering, request, preferred, mediaType = "application/json" } = task;
  const example = preferred && "example" in preferred ? preferred.example : undefined;
  if ((preferred || answering.stateful) && !example) {
    return answering.engine.exchange(request, (violations) => carryOut(task, violations));
  }
  const result = await answering.engine.example(request, { mediaType, ...example });
  const refusal = whyNot(task, result.request);
  return refusal ? { ...result, response: asError(task, refusal) } : result;
}

async function carryOut(task: Task, violations: Violation[]): Promise<Carried> {
  const { answering, operation, routed, received, request, preferred } = task;
  const refusal = whyNot(task, violations) ?? (preferred && "refusal" in preferred ? preferred.refusal : undefined);
  if (refusal) return asError(task, refusal);
  const input = isObject(request.body) ? request.body : {};
  const { ids, prefix } = routed;
  // A reset puts another store in the world's. A request has one from its beginning to its end.
  const world = { ...answering.world };
  try {
    return await mock(operation.iid ?? "", { world, ids, prefix, headers: received.headers, input });
  } catch (error) {
    if (error instanceof Refused) return asError(task, error.refusal);
    throw error;
  }
}

function asError({ operation, answering }: Task, refusal: Refusal): Carried {
  return { ...refuse([operation, ...answering.engine.operations], refusal).response, refusal };
}

function writeError({ answering, operation, received }: Task, refusal: Refusal): Written {
  return writeRefusal(answering.engine.operations, operation, refusal, received, answering.world.switches);
}

function writeSuccess(task: Task, response: EngineResponse): Written {
  try {
    return encode(response, task.mediaType ?? "application/json", task.answering.world.switches);
  } catch (error) {
    if (!(error instanceof NotWritable)) throw error;
    const message = `Accept: expected JSON, since XML cannot carry this resource, got XML. ${error.message}`;
    return writeError(task, { status: 406, name: "NotAcceptable", message });
  }
}
