import { decodeFor, toRequest } from "../contract/contract-request.ts";
import { type Explained, explain, show } from "../contract/explain.ts";
import type { HttpOperation } from "../contract/operations.ts";
import type { Engine, Violation } from "../contract/prism.ts";
import type { Route } from "../contract/route.ts";
import type { Redactor } from "../redact/redact.ts";
import { withoutExcerpt } from "../redact/redact.ts";
import type { Received } from "../server/read-request.ts";
import type { Forwarded } from "./forward.ts";
import { type ReadAnswer, tooLarge, type Unread } from "./read-response.ts";
import type { ReportedViolation } from "./report-type.ts";

/** Something wrong on one side, before it is known what the document has there. */
export type Found = Omit<Explained, "name"> & Pick<ReportedViolation, "kind" | "side" | "severity">;

/** What is wrong with an exchange, and how much more was than is told. */
export interface Judgement {
  found: Found[];
  omitted: number;
}

// Far more than the mock takes: a limit of its own is no part of the contract. Beyond it, a check would hold up everybody else.
const checkLimits = { values: 100_000, depth: 1000 };
// To tell takes longer than to find, and of thousands nobody reads more.
const mostTold = 200;

/** Has Prism judge both messages. */
export async function judge(
  engine: Engine,
  operation: HttpOperation,
  routed: Route,
  forwarded: Forwarded,
  answered: ReadAnswer,
  redact: Redactor,
  limit: number,
): Promise<Judgement> {
  const { request: asked, response } = forwarded;
  const received: Received = { ...asked, body: toBody(asked.body) };
  const decoded = decodeFor(operation, received, routed, checkLimits);
  const request = toRequest(operation, received, routed, decoded);
  const { request: wrong, answer } = await engine.exchange(request, async () => answered.response);
  const unreadRequest = toUnread(asked.isWhole, decoded, limit);
  const found = [
    ...(unreadRequest ? [toFoundBody("request", unreadRequest, asked.body.toString("utf8"), redact)] : []),
    ...toFound("request", wrong, { ...request, headers: asked.headers }, redact, unreadRequest),
    ...(answered.unread ? [toFoundBody("response", answered.unread, answered.text, redact)] : []),
    ...toFound("response", answer, { ...answered.response, status: response.status }, redact, answered.unread),
  ];
  const omitted = [wrong, answer].reduce((sum, { length }) => sum + Math.max(0, length - mostTold), 0);
  return { found, omitted };
}

function toBody(bytes: Buffer): Received["body"] {
  return bytes.length === 0 ? { kind: "none" } : { kind: "bytes", bytes };
}

function toUnread(isWhole: boolean, decoded: ReturnType<typeof decodeFor>, limit: number): Unread | undefined {
  if (!isWhole) return tooLarge(`${limit} bytes`);
  if (decoded.limit !== undefined) return tooLarge(decoded.limit);
  if (!("unreadable" in decoded)) return undefined;
  return { severity: "error", expected: withoutExcerpt(decoded.unreadable.message).replace(/^[^:]*: expected /, "") };
}

function toFoundBody(side: Found["side"], { severity, expected }: Unread, text: string, redact: Redactor): Found {
  const actual = text === "" || severity === "warning" ? "more" : show(text, redact.text);
  return { kind: side, side, severity, pointer: "body", expected, actual };
}

type Message = { body?: unknown; headers: Record<string, string>; status?: number };

function toFound(
  side: Found["side"],
  violations: Violation[],
  message: Message,
  redact: Redactor,
  unread: Unread | undefined,
): Found[] {
  // What could not be read has been reported; that it is not what the schema wants goes without saying.
  const some = violations.slice(0, mostTold);
  const telling = unread ? some.filter((one) => !isAboutBody(one)) : some;
  const seen = { ...message, headers: redact.headers(message.headers) };
  return (["error", "warning"] as const).flatMap((severity) => {
    const alike = telling.filter((one) => one.severity === severity).map(named);
    return explain(alike, seen, redact.text).map((one) => placed(one, side, severity, message));
  });
}

function isAboutBody({ path, code, message }: Violation): boolean {
  return (path[0] ?? "body") === "body" && code !== "401" && !message.startsWith(unknownStatus);
}

const unknownStatus = "Unable to match the returned status";

/** Of a header that is missing, Prism says the name only in the message. */
function named(violation: Violation): Violation {
  const { path, code, message } = violation;
  const name = code === "required" && path.join() === "header" ? /'([^']+)'$/.exec(message)?.[1] : undefined;
  return name === undefined ? violation : { ...violation, path: ["header", name], message: "is required" };
}

// Prism gives no place for what is not in a body or a header of its own.
function placed(one: Explained, side: Found["side"], severity: Found["severity"], message: Message): Found {
  const { pointer, expected, actual } = one;
  if (expected.startsWith(unknownStatus)) {
    // For Prism it is an error only where the status says that all went well.
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
  if (one.name === "body" && expected === "Invalid security scheme used") {
    const scheme = message.headers.authorization ? "another scheme" : "nothing";
    return { kind: side, side, severity, pointer: "header authorization", expected: "a Bearer token", actual: scheme };
  }
  const kind = side === "response" && pointer.startsWith("header ") ? "header" : side;
  return { kind, side, severity, pointer, expected, actual };
}
