import { explain, formatValue, type ViolationDetail } from "../contract/explain.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { validateResponse } from "../contract/prism.ts";
import type { DecodedBody } from "../contract/read-body.ts";
import type { Route } from "../contract/route.ts";
import type { Violation } from "../contract/violations.ts";
import type { MockRequest } from "../http/request.ts";
import type { Redactor } from "../redact/redact.ts";
import { withoutExcerpt } from "../redact/redact.ts";
import type { Exchange } from "./exchange.ts";
import { findHeaderFindings } from "./header-findings.ts";
import { readRequest } from "./read-request.ts";
import { type DecodedResponse, notRecorded, tooLarge, type UnreadableBody } from "./read-response.ts";
import type { ReportedViolation } from "./report-type.ts";

/** A violation, without what the document has there. */
export type Finding = Omit<ViolationDetail, "name"> & Pick<ReportedViolation, "kind" | "side" | "severity">;

/** The violations of an exchange, and how many more there are. */
export interface Findings {
  findings: Finding[];
  omitted: number;
}

// To explain a violation takes longer than to find it, and nobody reads thousands.
const maxExplained = 200;

/** Has Prism validate both messages. */
export async function findViolations(
  operation: HttpOperation,
  route: Route,
  exchange: Exchange,
  decoded: DecodedResponse,
  redactor: Redactor,
  limit: number,
): Promise<Findings> {
  const { request, response } = exchange;
  const message: MockRequest = { ...request, body: toRequestBody(request.body) };
  const { request: contractRequest, body, violations: ofRequest } = readRequest(operation, route, message);
  const ofResponse = validateResponse(operation, decoded.response);
  const unreadable = request.isMissing ? notRecorded : toUnreadable(request.isComplete, body, limit);
  const findings = [
    ...(unreadable ? [bodyFinding("request", unreadable, request.body.toString("utf8"), redactor)] : []),
    ...toFindings("request", ofRequest, { ...contractRequest, headers: request.headers }, redactor, unreadable),
    ...(decoded.unreadable ? [bodyFinding("response", decoded.unreadable, decoded.text, redactor)] : []),
    ...toFindings(
      "response",
      ofResponse,
      { ...decoded.response, status: response.status },
      redactor,
      decoded.unreadable,
    ),
    ...findHeaderFindings(exchange, redactor),
  ];
  const omitted = [ofRequest, ofResponse].reduce((sum, { length }) => sum + Math.max(0, length - maxExplained), 0);
  return { findings, omitted };
}

function toRequestBody(bytes: Uint8Array): MockRequest["body"] {
  return bytes.length === 0 ? { kind: "none" } : { kind: "bytes", bytes };
}

function toUnreadable(isComplete: boolean, body: DecodedBody, limit: number): UnreadableBody | undefined {
  if (!isComplete) return tooLarge(`${limit} bytes`);
  if (body.limit !== undefined) return tooLarge(body.limit);
  if (!("error" in body)) return undefined;
  const expected = withoutExcerpt(body.error.message).replace(/^[^:]*: expected /, "");
  return { severity: "error", expected: expected.replace(/, got .*$/, "") };
}

function bodyFinding(
  side: Finding["side"],
  { severity, expected, actual: instead = "more" }: UnreadableBody,
  text: string,
  redactor: Redactor,
): Finding {
  const actual = text === "" || severity === "warning" ? instead : formatValue(text, redactor.text);
  return { kind: side, side, severity, pointer: "body", expected, actual };
}

type Message = { body?: unknown; headers: Record<string, string>; status?: number };

function toFindings(
  side: Finding["side"],
  violations: Violation[],
  message: Message,
  redactor: Redactor,
  unreadable: UnreadableBody | undefined,
): Finding[] {
  // An unreadable body is reported already, so violations of its schema are left out.
  const first = violations.slice(0, maxExplained);
  const explained = unreadable ? first.filter((violation) => !isAboutBody(violation)) : first;
  const redacted = { ...message, headers: redactor.headers(message.headers) };
  return (["error", "warning"] as const).flatMap((severity) => {
    const alike = explained.filter((violation) => violation.severity === severity).map(nameMissingHeader);
    return explain(alike, redacted, redactor.text).map((detail) => locate(detail, side, severity, message));
  });
}

function isAboutBody({ path, code, message }: Violation): boolean {
  return (path[0] ?? "body") === "body" && code !== "401" && !message.startsWith(unknownStatus);
}

const unknownStatus = "Unable to match the returned status";

/** Adds the name of a missing header to the path. Prism has it only in the message. */
function nameMissingHeader(violation: Violation): Violation {
  const { path, code, message } = violation;
  const name = code === "required" && path.join() === "header" ? /'([^']+)'$/.exec(message)?.[1] : undefined;
  return name === undefined ? violation : { ...violation, path: ["header", name], message: "is required" };
}

// Adds the place of violations for which Prism gives none: the status, the media type and the token.
function locate(
  detail: ViolationDetail,
  side: Finding["side"],
  severity: Finding["severity"],
  message: Message,
): Finding {
  const { pointer, expected, actual } = detail;
  if (expected.startsWith(unknownStatus)) {
    // For Prism it is an error only for a status of a success.
    const wanted = "a status that the document has";
    return {
      kind: "status",
      side,
      severity: "error",
      pointer: "status",
      expected: wanted,
      actual: String(message.status),
    };
  }
  if (expected.startsWith("The received media type")) {
    const type = message.headers["content-type"] ?? "nothing";
    const wanted = "a media type that the document has";
    return { kind: side, side, severity, pointer: "header content-type", expected: wanted, actual: type };
  }
  if (detail.name === "body" && expected === "Invalid security scheme used") {
    const scheme = message.headers.authorization ? "another scheme" : "nothing";
    return { kind: side, side, severity, pointer: "header authorization", expected: "a Bearer token", actual: scheme };
  }
  const kind = side === "response" && pointer.startsWith("header ") ? "header" : side;
  return { kind, side, severity, pointer, expected, actual };
}
