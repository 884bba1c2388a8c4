/** A message of an exchange. Header names are in lower case. */
interface Message {
  headers: Record<string, string>;
  body: Buffer;
  /** False if the body exceeds the limit of what is kept. */
  isComplete: boolean;
  /** True if it had a body, and a recording does not have it. */
  isMissing?: boolean;
}

/** Both messages of an exchange, with their bodies up to a limit. */
export interface Exchange {
  request: Message & { method: string; target: string };
  /** What the client got. The status is 0 if it got none. */
  response: Message & { status: number };
  /** Why the response is not the server's, or not all of it. */
  failure?: Failure;
}

/** Why an exchange broke off. */
export interface Failure {
  /** Who broke it off. */
  by: "client" | "upstream";
  /** The status that the client gets, if it has not got one. */
  status: 502 | 504;
  expected: string;
  actual: string;
}
