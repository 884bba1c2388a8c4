import { decodeFor, toRequest } from "../answer/task.ts";
import type { Forwarded } from "../forward/forward.ts";
import { redact, ticketOf } from "../journal/redact.ts";
import { isJson, isXml } from "../negotiate/negotiate.ts";
import type { Engine, Violation } from "../prism/engine.ts";
import type { HttpOperation } from "../prism/operations.ts";
import type { Received } from "../receive/receive.ts";
import { route } from "../route/route.ts";
import { type Explained, explain } from "../validate-input/explain.ts";
import { exampleAt } from "./example-at.ts";
import { readAnswer } from "./read-answer.ts";
import type { ReportedViolation } from "./violation.ts";

/** What an exchange was, and what is wrong with it. Without an operation it is none of the document's, and unchecked. */
export interface Checked {
  operation?: HttpOperation;
  violations: ReportedViolation[];
}

/** Something wrong on one side, before it is known what the document has there. */
export type Found = Explained & Pick<ReportedViolation, "side" | "severity">;

/** Holds both messages of an exchange against the document. */
export async function check(engine: Engine, forwarded: Forwarded): Promise<Checked> {
  const { method, target } = forwarded.request;
  const routed = route(target);
  const operation = engine.operations.find(
    (one) => one.path === routed.template && one.method === method.toLowerCase(),
  );
  if (!operation) return { violations: [] };
  if (!forwarded.isWhole || routed.malformed !== undefined) return { operation, violations: [] };

  const received: Received = { ...forwarded.request, body: toBody(forwarded.request.body) };
  const decoded = decodeFor(operation, received, routed);
  const answered = readAnswer(forwarded.response, routed.resource ?? "");
  const request = toRequest(operation, received, routed, decoded);
  const { request: wrong, answer } = await engine.exchange(request, async () => answered.response);

  const unread = "unreadable" in decoded ? [bodyFound("request", decoded.unreadable.message, received)] : [];
  const found = [
    ...unread,
    ...toFound("request", withoutBody(wrong, unread.length > 0), { body: request.body, headers: received.headers }),
    ...answered.unread,
    ...toFound("response", withoutBody(answer, answered.unread.length > 0), {
      ...answered.response,
      status: forwarded.response.status,
    }),
  ];
  return { operation, violations: found.map((one) => toViolation(one, operation, forwarded)) };
}

function toBody(bytes: Buffer): Received["body"] {
  return bytes.length === 0 ? { kind: "none" } : { kind: "bytes", bytes };
}

// What could not be read has been reported; that it is not what the schema wants goes without saying.
function withoutBody(violations: Violation[], isUnread: boolean): Violation[] {
  return isUnread
    ? violations.filter(({ path, code }) => (path[0] ?? "body") !== "body" || code === "401")
    : violations;
}

type Message = { body?: unknown; headers: Record<string, string>; status?: number };

function toFound(side: Found["side"], violations: Violation[], message: Message): Found[] {
  return (["error", "warning"] as const).flatMap((severity) => {
    const explained = explain(
      violations.filter((one) => one.severity === severity),
      message,
    );
    return explained.map((one) => ({ ...placed(one, message), side, severity }));
  });
}

// Prism gives no place for what is not in a body or a header of its own.
function placed(one: Explained, { headers, status }: Message): Explained {
  if (one.expected.startsWith("Unable to match the returned status")) {
    return { ...one, pointer: "status", actual: String(status) };
  }
  if (one.expected.startsWith("The received media type")) {
    return { ...one, pointer: "header content-type", actual: headers["content-type"] ?? "nothing" };
  }
  return one.name === "body" && one.expected === "Invalid security scheme used"
    ? { ...one, pointer: "header authorization", actual: headers.authorization ? "another scheme" : "nothing" }
    : one;
}

/** A body that could not be read. */
export function bodyFound(side: Found["side"], expected: string, { body }: Pick<Received, "body">): Found {
  const actual = body.kind === "bytes" ? JSON.stringify(body.bytes.subarray(0, 80).toString("utf8")) : "nothing";
  return { side, severity: "error", name: "body", pointer: "body", expected, actual };
}

function toViolation(
  { name, ...found }: Found,
  operation: HttpOperation,
  { request, response }: Forwarded,
): ReportedViolation {
  const ticket = ticketOf(request.headers);
  const type = (found.side === "request" ? request : response).headers["content-type"] ?? "";
  return {
    ...found,
    operationId: operation.iid ?? "",
    method: request.method,
    target: redact(request.target, ticket),
    status: response.status,
    representation: isXml(type) ? "xml" : isJson(type) ? "json" : "other",
    actual: redact(found.actual, ticket),
    example: exampleAt(operation, found.side, response.status, found.pointer),
    count: 1,
  };
}
