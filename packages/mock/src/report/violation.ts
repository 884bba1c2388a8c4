/** What a violation is about; `--fail-on` chooses among them. */
export const violationKinds = ["request", "response", "status", "header", "upstream", "check"] as const;

/**
 * `request`: what the client sent. `response`: the body of the answer. `status`: a status that the document does not have. `header`: a header
 * of the answer that is missing or wrong. `upstream`: no answer, or only a part of one. `check`: the exchange could not be checked.
 */
export type ViolationKind = (typeof violationKinds)[number];

/** One way in which the traffic breaks the contract, and how often it did. Tokens are redacted everywhere. */
export interface ReportedViolation {
  kind: ViolationKind;
  /** Whose fault it is. */
  side: "request" | "response";
  /** A warning is what the document does not forbid, but does not know either. */
  severity: "error" | "warning";
  /** Empty where the exchange was with a resource that the document does not have. */
  operationId: string;
  method: string;
  /** The first request that it was seen in, without the values of its query. */
  target: string;
  /** The status that the client got; 0 where it got none. */
  status: number;
  representation: "json" | "xml" | "other";
  /** A JSON Pointer (RFC 6901) into the body, in XML into what it says; or the header or part of the message. */
  pointer: string;
  expected: string;
  actual: string;
  /** What the document's example has there, as JSON; empty where it has nothing there. */
  example: string;
  count: number;
}
