import type { operations } from "@ucwa-meetings/spec/types";
import { type RequestSummary, UcwaClientError } from "../errors.ts";
import type { Violation } from "./violations.ts";

/** The most violations that a message names. */
const maxNamed = 5;

/** What a `ValidationError` has besides its request. */
interface Details {
  readonly operationId: string;
  readonly direction: "request" | "response";
  readonly status?: number;
  readonly violations: readonly Violation[];
}

/**
 * A body is not as the document describes it. In a request, nothing was sent. In a response, the server has done what it was asked, unless `cause`
 * is its refusal: see `mayHaveBeenApplied`.
 */
export class ValidationError extends UcwaClientError {
  /** The operation of the document, such as `getMyOnlineMeeting`. */
  declare readonly operationId: keyof operations | (string & {});
  /** Whether the body was about to be sent, or came back. */
  declare readonly direction: "request" | "response";
  /** The status of the response. Undefined for a request. */
  declare readonly status: number | undefined;
  /** What is wrong, value by value: the first 100 at most. */
  declare readonly violations: readonly Violation[];
  /** The server's refusal, if the response is one: a `UcwaError`. */
  declare readonly cause?: unknown;

  constructor(details: Details, request?: RequestSummary, cause?: Error) {
    const { operationId, direction, violations } = details;
    const named = violations
      .slice(0, maxNamed)
      .map(({ pointer, expected, got }) => `${pointer}: expected ${expected}, got ${got}`);
    const others = violations.length - named.length;
    const text = `${operationId} ${direction} ${named.join("; ")}${others > 0 ? `; and ${others} more` : ""}`;
    super(text, request, details, cause);
  }

  override get name(): string {
    return "ValidationError";
  }
}
