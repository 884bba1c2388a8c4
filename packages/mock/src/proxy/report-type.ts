/** How often an operation got a status. */
export interface SeenStatus {
  status: number;
  isDocumented: boolean;
  count: number;
}

/** An operation of the document, and the statuses that occurred. */
export interface Coverage {
  operationId: string;
  method: string;
  path: string;
  statuses: SeenStatus[];
}

/** The result of comparing all exchanges with the document. */
export interface Report {
  upstream: string;
  /** All exchanges. */
  exchanges: number;
  /** How many of them were compared with the document, and how many are with resources that the document does not have. */
  checked: number;
  unchecked: number;
  violations: ReportedViolation[];
  /** How many violations are not listed, because there were too many. */
  omitted: number;
  /** Every operation, with every status that the document has or that occurred. */
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
  /** The message with the violation. */
  side: "request" | "response";
  /** A warning is something that the document neither describes nor forbids. */
  severity: "error" | "warning";
  /** Empty if the document does not have the resource. */
  operationId: string;
  method: string;
  /** The target of the first request with this violation, without the values of its query. */
  target: string;
  /** The status that the client got; 0 if it got none. */
  status: number;
  representation: "json" | "xml" | "other";
  /** A JSON Pointer (RFC 6901) into the body, for XML into its JSON representation; or the header or part of the message. */
  pointer: string;
  expected: string;
  actual: string;
  /** The value there in the document's example, as JSON; empty if there is none. */
  example: string;
  count: number;
}
