/** How a message is written. */
export type Representation = "json" | "xml";

/** What a case is about: the part of the document that it breaks, or `accepted` for values that the document allows. */
export type CaseKind =
  | "type"
  | "enumeration"
  | "format"
  | "range"
  | "required"
  | "method"
  | "media type"
  | "token"
  | "body"
  | "header"
  | "accepted";

/** The responses that are right. */
export interface Expectation {
  /** The statuses that are right, from the document. */
  statuses: number[];
  /**
   * The code of the error that the document has for it.
   * @default any
   */
  code?: string;
  /**
   * Where no source shows the behaviour: another status is something learned, and breaks nothing.
   * @default false
   */
  isInferred?: boolean;
}

/** One request that a server has to refuse or to accept. Which resource it goes to is the run's choice. */
export interface Case {
  /** Says what the case is: the same for the same document. */
  id: string;
  kind: CaseKind;
  operationId: string;
  /** The resource that it goes to, such as `myOnlineMeeting`. */
  resource: string;
  method: string;
  representation: Representation;
  /** Where the body or the headers differ from a request that is right, as a JSON Pointer or `header name`. */
  pointer: string;
  /** Headers in addition to those of each request. Undefined leaves one of those out. */
  headers: Record<string, string | undefined>;
  /** Properties of the body, in the JSON representation. They are added to what the run sends anyway. */
  properties?: Record<string, unknown>;
  /** A body that is sent as it is. */
  text?: string;
  expected: Expectation;
}
