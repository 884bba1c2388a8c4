import type { Exchange } from "../check/exchange.ts";
import type { SentRequest } from "./curl.ts";

/** A response, read whole. */
export interface ReceivedResponse {
  status: number;
  headers: Record<string, string>;
  bytes: Uint8Array;
  /** False if it is longer than what is kept. */
  isComplete: boolean;
}

/** Returns both messages in the form that is checked. */
export function toExchange(method: string, url: URL, sent: SentRequest, received: ReceivedResponse): Exchange {
  const { bytes, ...response } = received;
  return {
    request: {
      method,
      target: url.pathname + url.search,
      headers: sent.headers,
      body: Buffer.from(sent.body ?? ""),
      isComplete: true,
    },
    response: { ...response, body: Buffer.from(bytes) },
  };
}

/** Reads a response up to a limit. */
export async function readResponse(response: Response, limit: number): Promise<ReceivedResponse> {
  const headers = Object.fromEntries(response.headers);
  // `fetch` has unpacked the body.
  delete headers["content-encoding"];
  delete headers["content-length"];
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader && length <= limit) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    chunks.push(value);
  }
  await reader?.cancel().catch(() => {});
  const isComplete = length <= limit;
  return { status: response.status, headers, bytes: Buffer.concat(isComplete ? chunks : []), isComplete };
}
