import { show, valueAt } from "../contract/explain.ts";
import type { HttpOperation } from "../contract/operations.ts";
import type { Engine } from "../contract/prism.ts";
import { type Route, route } from "../contract/route.ts";
import { isJson, isXml } from "../http/media-type.ts";
import { messageOf } from "../http/text.ts";
import { type Redactor, redactorOf } from "../redact/redact.ts";
import type { Failure } from "./failure.ts";
import type { Forwarded } from "./forward.ts";
import { type Found, type Judgement, judge } from "./judge.ts";
import { type ReadAnswer, readAnswer } from "./read-response.ts";
import type { ReportedViolation } from "./report-type.ts";

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

/** What the document's example has at a place of a request, or of an answer with that status, as JSON; empty where it has nothing there. */
export function exampleAt(
  operation: HttpOperation,
  side: "request" | "response",
  status: number,
  pointer: string,
): string {
  const response = operation.responses.find(({ code }) => code === String(status));
  const contents = (side === "request" ? operation.request?.body?.contents : response?.contents) ?? [];
  const headers = (side === "request" ? operation.request?.headers : response?.headers) ?? [];
  const examples = pointer.startsWith("header ")
    ? headers.find(({ name }) => `header ${name.toLowerCase()}` === pointer)?.examples
    : contents.find(({ mediaType }) => mediaType === "application/json")?.examples;
  const steps = pointer.split("/").slice(1);
  const values = (examples ?? []).flatMap((one) => ("value" in one ? [valueAt(one.value, steps)] : []));
  const example = values.find((value) => value !== undefined);
  return example === undefined ? "" : show(example);
}

/** A text up to a length. Tokens have been taken out before, so that none is cut in two. */
export function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
