import type { ReportedViolation } from "./violation.ts";

/** How often an operation was answered with a status. */
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

/** What came through a proxy, held against the document. */
export interface Report {
  upstream: string;
  /** All exchanges. */
  exchanges: number;
  /** Those of them that were held against the document, and those that are with resources which the document does not have. */
  checked: number;
  unchecked: number;
  violations: ReportedViolation[];
  /** How many violations were found that are not listed, as there were too many. */
  omitted: number;
  /** Every operation, with every status that the document has or that was seen. */
  coverage: Coverage[];
}
