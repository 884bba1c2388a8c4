/** How often an operation got a status. */
export interface SeenStatus {
  /** The status of the response. */
  status: number;
  /** Whether the document has this status for the operation. */
  isDocumented: boolean;
  /** How often it occurred. */
  count: number;
}

/** An operation of the document, and the statuses that occurred. */
export interface Coverage {
  /** The operationId in the document. */
  operationId: string;
  /** The method of the operation. */
  method: string;
  /** The path of the operation, with its parameters in braces. */
  path: string;
  /** The statuses of the document and those that occurred. */
  statuses: SeenStatus[];
}

/** The result of comparing all exchanges with the document. */
export interface Report {
  /** The origin of the server. */
  upstream: string;
  /** The number of all exchanges. */
  exchanges: number;
  /** How many of them were compared with the document. */
  checked: number;
  /** How many of them are about resources that the document does not have. */
  unchecked: number;
  /** Each violation once. */
  violations: ReportedViolation[];
  /** How many violations are not listed, because there were too many. */
  omitted: number;
  /** What the server sent and the document does not have, each once. */
  suggestions: Suggestion[];
  /** Every operation, with every status that the document has or that occurred. */
  coverage: Coverage[];
}

/** Something that a server sent and the document does not have, though it does not forbid it. Tokens are redacted. */
export interface Suggestion {
  /** A `member` of an enumeration, a `property`, a `header` or a `status`. */
  kind: "member" | "property" | "header" | "status";
  /** The operation whose response has it. */
  operationId: string;
  /** The status of the response. */
  status: number;
  /** A JSON Pointer (RFC 6901) into the JSON representation, with `*` for each item of a list; or the header, or `status`. */
  pointer: string;
  /** The name of the property, or of the property that has the enumeration; the header; the status. */
  name: string;
  /** The member, or the type of the property in the representation that it was seen in; empty for a header or a status. */
  found: string;
  /** How often it occurred. */
  count: number;
}

/** What a violation is about; `--fail-on` chooses among them. */
export const violationKinds = ["request", "response", "status", "header", "upstream", "check"] as const;

/**
 * What a violation is about. `request`: what the client sent. `response`: the body of the response. `status`: a status that the document does
 * not have. `header`: a header of the response that is missing or wrong. `upstream`: no response, or only a part of one. `check`: the exchange
 * could not be checked.
 */
export type ViolationKind = (typeof violationKinds)[number];

/** One way in which the traffic breaks the contract, and how often it did. Tokens are redacted everywhere. */
export interface ReportedViolation {
  /** What the violation is about. */
  kind: ViolationKind;
  /** The message with the violation. */
  side: "request" | "response";
  /** A warning is something that the document neither describes nor forbids. */
  severity: "error" | "warning";
  /** Empty if the document does not have the resource. */
  operationId: string;
  /** The method of the request. */
  method: string;
  /** The target of the first request with this violation, without the values of its query. */
  target: string;
  /** The status that the client got; 0 if it got none. */
  status: number;
  /** The representation of the body with the violation. */
  representation: "json" | "xml" | "other";
  /** A JSON Pointer (RFC 6901) into the body, for XML into its JSON representation; or the header or part of the message. */
  pointer: string;
  /** What the document expects there. */
  expected: string;
  /** What was there. */
  actual: string;
  /** The value there in the document's example, as JSON; empty if there is none. */
  example: string;
  /** How often it occurred. */
  count: number;
}
