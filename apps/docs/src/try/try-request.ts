/** What a panel begins with: the request of a sample. It stands in the page as JSON. */
export interface TryRequest {
  /** What the request does, for the heading of the panel. */
  title: string;
  method: string;
  /** The path from the root of the server, with its prefix. */
  path: string;
  /** The bodies in both representations, for methods that have one. */
  json?: string;
  xml?: string;
  /** The representation that the sample has. */
  representation: Representation;
  /** Headers besides those of the representation and the token. */
  headers?: Record<string, string>;
  /** The value of `Prefer`, from the panel's list. */
  prefer?: string;
}

export type Representation = "json" | "xml";
