import { findOperation } from "../contract/contract-request.ts";
import { formatValue, getByPointer } from "../contract/explain.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { matchRoute, type Route } from "../contract/route.ts";
import { isJson, isXml } from "../http/media-type.ts";
import { getErrorMessage, shorten } from "../http/text.ts";
import { createRedactor, type Redactor } from "../redact/redact.ts";
import type { Exchange, Failure } from "./exchange.ts";
import { type Finding, type Findings, findViolations } from "./find-violations.ts";
import { type DecodedResponse, decodeResponse } from "./read-response.ts";
import type { ReportedViolation, Suggestion } from "./report-type.ts";
import { suggest } from "./suggest.ts";

/** An exchange and its violations. It has no operation if the document does not have its path and method. Tokens are redacted. */
export interface CheckResult {
  method: string;
  target: string;
  status: number;
  operation?: HttpOperation;
  /** Whether both messages were compared with the document. */
  isChecked: boolean;
  violations: ReportedViolation[];
  /** What the response has and the document does not. */
  suggestions: Suggestion[];
  /** How many further violations the exchange has. */
  omitted: number;
}

const maxViolationsPerExchange = 50;
const maxTextLength = 500;

/** Compares both messages of an exchange with the document. Never throws: a check that fails is a violation, too. */
export async function check(operations: HttpOperation[], exchange: Exchange, limit: number): Promise<CheckResult> {
  const { request, response } = exchange;
  const route = matchRoute(request.target);
  const operation = findOperation(operations, route, request.method);
  const decoded = await decodeResponse(response, route.resource ?? "", limit);
  const redactor = createRedactor(
    { ...request, text: request.body.toString("utf8") },
    { target: response.headers.location ?? "", headers: response.headers, text: decoded.text },
  );
  const { findings, ...found } = await find(exchange, operation, route, decoded, redactor, limit);
  const kept = findings.slice(0, maxViolationsPerExchange);
  return {
    method: request.method,
    target: shorten(redactor.target(request.target), maxTextLength),
    status: response.status,
    ...(operation && { operation }),
    isChecked: found.isChecked,
    violations: kept.map((finding) => toViolation(finding, operation, exchange, redactor)),
    suggestions: operation && found.isChecked ? suggest(operation, decoded.response, redactor) : [],
    omitted: findings.length - kept.length + found.omitted,
  };
}

type CheckedFindings = Findings & Pick<CheckResult, "isChecked">;

async function find(
  exchange: Exchange,
  operation: HttpOperation | undefined,
  route: Route,
  decoded: DecodedResponse,
  redactor: Redactor,
  limit: number,
): Promise<CheckedFindings> {
  const unchecked = (...findings: Finding[]): CheckedFindings => ({ findings, omitted: 0, isChecked: false });
  if (exchange.failure) return unchecked(toFailed(exchange.failure));
  if (!operation) return unchecked();
  if (route.malformed !== undefined) return unchecked(malformed(route.malformed));
  try {
    return { ...(await findViolations(operation, route, exchange, decoded, redactor, limit)), isChecked: true };
  } catch (error) {
    return unchecked(checkFailed(error));
  }
}

function toFailed({ by, expected, actual }: Failure): Finding {
  return by === "client"
    ? { kind: "request", side: "request", severity: "warning", pointer: "connection", expected, actual }
    : { kind: "upstream", side: "response", severity: "error", pointer: "upstream", expected, actual };
}

function malformed(id: NonNullable<Route["malformed"]>): Finding {
  const expected = "percent-encoded UTF-8";
  return { kind: "request", side: "request", severity: "error", pointer: "path", expected, actual: JSON.stringify(id) };
}

function checkFailed(error: unknown): Finding {
  const expected = "an exchange that can be checked";
  const actual = `check failed: ${getErrorMessage(error)}`;
  return { kind: "check", side: "response", severity: "error", pointer: "check", expected, actual };
}

function toViolation(
  finding: Finding,
  operation: HttpOperation | undefined,
  { request, response }: Exchange,
  redactor: Redactor,
): ReportedViolation {
  const type = (finding.side === "request" ? request : response).headers["content-type"] ?? "";
  const text = (value: string) => shorten(redactor.text(value), maxTextLength);
  return {
    ...finding,
    operationId: operation?.iid ?? "",
    method: request.method,
    target: shorten(redactor.target(request.target), maxTextLength),
    status: response.status,
    representation: isXml(type) ? "xml" : isJson(type) ? "json" : "other",
    pointer: text(finding.pointer),
    expected: text(finding.expected),
    actual: text(finding.actual),
    example: operation ? text(exampleAt(operation, finding.side, response.status, finding.pointer)) : "",
    count: 1,
  };
}

/** Returns, as JSON, the value at a place of the document's example of a request, or of a response with a status; empty if there is none. */
export function exampleAt(
  operation: HttpOperation,
  side: "request" | "response",
  status: number,
  pointer: string,
): string {
  // Other places, such as the status, have nothing in an example.
  if (!/^(?:\/|header |body$|$)/.test(pointer)) return "";
  const response = operation.responses.find(({ code }) => code === String(status));
  const contents = (side === "request" ? operation.request?.body?.contents : response?.contents) ?? [];
  const headers = (side === "request" ? operation.request?.headers : response?.headers) ?? [];
  const examples = pointer.startsWith("header ")
    ? headers.find(({ name }) => `header ${name.toLowerCase()}` === pointer)?.examples
    : contents.find(({ mediaType }) => mediaType === "application/json")?.examples;
  const steps = pointer.split("/").slice(1);
  const values = (examples ?? []).flatMap((example) =>
    "value" in example ? [getByPointer(example.value, steps)] : [],
  );
  const example = values.find((value) => value !== undefined);
  return example === undefined ? "" : formatValue(example);
}
