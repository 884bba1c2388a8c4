import { setMaxListeners } from "node:events";
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp, type ServerResponse } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { rootCertificates } from "node:tls";
import { forwardExchange } from "./exchange.ts";
import type { Failure } from "./failure.ts";

/** Both messages of an exchange as they went through, their bodies up to a limit. */
export interface Exchange {
  request: { method: string; target: string; headers: Record<string, string>; body: Buffer; isComplete: boolean };
  /** What the client got. The status is 0 where it got none. */
  response: { status: number; headers: Record<string, string>; body: Buffer; isComplete: boolean };
  /** Why the answer is not the upstream's, or not all of it. */
  failure?: Failure;
}

/** Sends messages on, and back. */
export interface Forwarder {
  /** Passes everything on as it comes, while it comes. Answers 502 or 504 where the upstream does not. Never throws. */
  forward(message: IncomingMessage, response: ServerResponse): Promise<Exchange>;
  /** Breaks off what is still on its way. */
  close(): void;
}

/** How to forward. */
export interface ForwardOptions {
  /** PEM, trusted beside the certificates that Node trusts. */
  ca: string | undefined;
  /** How many bytes of a body are kept for the check. */
  bodyLimit: number;
  /** How many milliseconds the upstream may send nothing. */
  timeout: number;
}

/** What is needed to ask the upstream once. */
export interface Upstream extends ForwardOptions {
  origin: URL;
  send: typeof requestHttp;
  /** Keeps connections for the methods that can be asked again; the others get one of their own. */
  agentFor(method: string): HttpAgent;
  /** Aborted where the proxy closes. */
  closing: AbortSignal;
}

/** Methods of which the second request has no effect beyond the first (RFC 9110, section 9.2.2). */
export const idempotentMethods: readonly string[] = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"];

/** Forwards to an origin, over keep-alive connections. */
export function createForwarder(origin: URL, options: ForwardOptions): Forwarder {
  const { ca } = options;
  const isTls = origin.protocol === "https:";
  const tlsOptions = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const createAgent = (keepAlive: boolean) =>
    isTls ? new HttpsAgent({ keepAlive, ...tlsOptions }) : new HttpAgent({ keepAlive });
  const [keepAlive, single] = [createAgent(true), createAgent(false)];
  const closing = new AbortController();
  // As many listen as there are exchanges on their way.
  setMaxListeners(0, closing.signal);
  const upstream: Upstream = {
    ...options,
    origin,
    send: isTls ? requestHttps : requestHttp,
    // Whether a request has been carried out that a closing connection took along, nobody knows (RFC 9112, section 9.5).
    agentFor: (method) => (idempotentMethods.includes(method) ? keepAlive : single),
    closing: closing.signal,
  };
  return {
    forward: (message, response) => forwardExchange(upstream, message, response),
    close() {
      closing.abort();
      keepAlive.destroy();
      single.destroy();
    },
  };
}
