import type { Suggestion } from "../check/report-type.ts";
import type { Question } from "./answer.ts";
import type { SentRequest } from "./curl.ts";

/** What is wrong with a server. */
export interface Finding {
  question: Question;
  sent: SentRequest;
  /** `behaviour` is what only several requests show; the others are those of the proxy's report. */
  kind: "status" | "behaviour" | "request" | "response" | "header" | "upstream" | "check";
  /** The status of the response; 0 if there was none. */
  status: number;
  /** A JSON Pointer into the body, or the header or part of the message. */
  pointer: string;
  expected: string;
  actual: string;
}

/** What a run found out besides what it learned. */
export interface Findings {
  findings: Finding[];
  /** What the server sent and the document does not have. */
  suggestions: Suggestion[];
}
