/** A request that was answered. Tickets are redacted everywhere. */
export interface JournalEntry {
  method: string;
  target: string;
  headers: Record<string, string>;
  /** As it came, as text; empty where there was none. */
  body: string;
  /** The document's operation; absent where the request had none. */
  operationId?: string;
  /** 0 where the connection was reset. */
  status: number;
  /** What Prism had against the request. */
  violations: string[];
  /** The fault that befell it. */
  fault?: string;
  milliseconds: number;
}
