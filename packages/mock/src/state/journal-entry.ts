/** A request and its result. Tokens are redacted in all properties. */
export interface JournalEntry {
  /** The method of the request. */
  method: string;
  /** The path and the query of the request. */
  target: string;
  /** The headers of the request, by their names in lower case. */
  headers: Record<string, string>;
  /** The body as text; empty if there was none. Long bodies are cut. */
  body: string;
  /** The operation of the document; absent if the request matches none. */
  operationId?: string;
  /** The status of the response; 0 if the mock reset the connection. */
  status: number;
  /** The messages of the violations in the request. */
  violations: string[];
  /** The fault that was injected. */
  fault?: string;
  /** The dialect of the sandbox, `documented` or `deployed`; absent if it is that of the server. */
  dialect?: string;
  /** How long the mock took to respond. */
  milliseconds: number;
}
