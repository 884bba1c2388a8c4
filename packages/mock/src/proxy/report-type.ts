/** How often an operation got a status. */
export interface SeenStatus {
  status: number;
  isDocumented: boolean;
  count: number;
}

/** One operation of the document, and what was seen of it. */
export interface Coverage {
  operationId: string;
  method: string;
  path: string;
  statuses: SeenStatus[];
}

/** What was sent through a proxy, held against the document. */
export interface Report {
  upstream: string;
  /** All exchanges. */
  exchanges: number;
  /** Those of them that were held against the document, and those that are with resources which the document does not have. */
  checked: number;
  unchecked: number;
  violations: ReportedViolation[];
  /** How many violations were findings that are not listed, as there were too many. */
  omitted: number;
  /** Every operation, with every status that the document has or that was seen. */
  coverage: Coverage[];
}

/** What a violation is about; `--fail-on` chooses among them. */
export const violationKinds = ["request", "response", "status", "header", "upstream", "check"] as const;

/**
 * `request`: what the client sent. `response`: the body of the response. `status`: a status that the document does not have. `header`: a header
 * of the response that is missing or wrong. `upstream`: no response, or only a part of one. `check`: the exchange could not be checked.
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
