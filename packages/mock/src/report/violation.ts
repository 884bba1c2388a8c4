/** One way in which the traffic breaks the contract, and how often it did. */
export interface ReportedViolation {
  /** Whose fault it is. */
  side: "request" | "response";
  /** A warning is what the document does not forbid, but does not know either. */
  severity: "error" | "warning";
  operationId: string;
  method: string;
  /** The first request that it was seen in. Tickets are redacted. */
  target: string;
  /** The status of the answer. */
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
