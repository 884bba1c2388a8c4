import type { Failure } from "../forward/failure.ts";
import type { Forwarded } from "../forward/forward.ts";
import { messageOf } from "../guard.ts";
import { isJson, isXml } from "../negotiate/negotiate.ts";
import type { Engine } from "../prism/engine.ts";
import type { HttpOperation } from "../prism/operations.ts";
import { type Redactor, redactorOf } from "../redact/redact.ts";
import { type Route, route } from "../route/route.ts";
import { cut } from "./cut.ts";
import { exampleAt } from "./example-at.ts";
import { type Found, type Judgement, judge } from "./judge.ts";
import { type ReadAnswer, readAnswer } from "./read-answer.ts";
import type { ReportedViolation } from "./violation.ts";

/** What an exchange was, and what is wrong with it. Without an operation it is none of the document's. Tokens are redacted. */
export interface Checked {
  method: string;
  target: string;
  status: number;
  operation?: HttpOperation;
  /** Whether both messages were held against the document. */
  isChecked: boolean;
  violations: ReportedViolation[];
  /** How many violations more there were than are kept of one exchange. */
  omitted: number;
}

const mostOfOne = 50;
const longestText = 500;

/** Holds both messages of an exchange against the document. Never throws: a check that fails is a violation, too. */
export async function check(engine: Engine, forwarded: Forwarded, limit: number): Promise<Checked> {
  const { request, response } = forwarded;
  const routed = route(request.target);
  const method = request.method.toLowerCase();
  const operation = engine.operations.find((one) => one.path === routed.template && one.method === method);
  const answered = await readAnswer(response, routed.resource ?? "", limit);
  const redact = redactorOf(
    { ...request, text: request.body.toString("utf8") },
    { target: response.headers.location ?? "", headers: response.headers, text: answered.text },
  );
  const judged = await find(engine, forwarded, routed, answered, operation, redact, limit);
  const { found } = judged;
  const kept = found.slice(0, mostOfOne);
  return {
    method: request.method,
    target: cut(redact.target(request.target), longestText),
    status: response.status,
    ...(operation && { operation }),
    isChecked: judged.isChecked,
    violations: kept.map((one) => toViolation(one, operation, forwarded, redact)),
    omitted: found.length - kept.length + judged.omitted,
  };
}

type Judged = Judgement & Pick<Checked, "isChecked">;

async function find(
  engine: Engine,
  forwarded: Forwarded,
  routed: Route,
  answered: ReadAnswer,
  operation: HttpOperation | undefined,
  redact: Redactor,
  limit: number,
): Promise<Judged> {
  const unjudged = (...found: Found[]): Judged => ({ found, omitted: 0, isChecked: false });
  if (forwarded.failure) return unjudged(toFailed(forwarded.failure));
  if (!operation) return unjudged();
  if (routed.malformed !== undefined) return unjudged(malformed(routed.malformed));
  try {
    return { ...(await judge(engine, operation, routed, forwarded, answered, redact, limit)), isChecked: true };
  } catch (error) {
    return unjudged(checkFailed(error));
  }
}

function toFailed({ by, expected, actual }: Failure): Found {
  return by === "client"
    ? { kind: "request", side: "request", severity: "warning", pointer: "connection", expected, actual }
    : { kind: "upstream", side: "response", severity: "error", pointer: "upstream", expected, actual };
}

function malformed(id: NonNullable<Route["malformed"]>): Found {
  const expected = "percent-encoded UTF-8";
  return { kind: "request", side: "request", severity: "error", pointer: "path", expected, actual: JSON.stringify(id) };
}

function checkFailed(error: unknown): Found {
  const expected = "an exchange that can be checked";
  const actual = `check failed: ${messageOf(error)}`;
  return { kind: "check", side: "response", severity: "error", pointer: "check", expected, actual };
}

function toViolation(
  found: Found,
  operation: HttpOperation | undefined,
  { request, response }: Forwarded,
  redact: Redactor,
): ReportedViolation {
  const type = (found.side === "request" ? request : response).headers["content-type"] ?? "";
  const text = (one: string) => cut(redact.text(one), longestText);
  return {
    ...found,
    operationId: operation?.iid ?? "",
    method: request.method,
    target: cut(redact.target(request.target), longestText),
    status: response.status,
    representation: isXml(type) ? "xml" : isJson(type) ? "json" : "other",
    pointer: text(found.pointer),
    expected: text(found.expected),
    actual: text(found.actual),
    example: operation ? text(exampleAt(operation, found.side, response.status, found.pointer)) : "",
    count: 1,
  };
}
