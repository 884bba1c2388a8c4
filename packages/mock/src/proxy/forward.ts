import { setMaxListeners } from "node:events";
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp, type ServerResponse } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { rootCertificates } from "node:tls";
import { type Exchange, type ForwardOptions, forwardExchange, idempotentMethods, type Upstream } from "./exchange.ts";

/** Sends messages on, and back. */
export interface Forwarder {
  /** Passes everything on as it comes, while it comes. Responds with 502 or 504 where the upstream does not respond. Never throws. */
  forward(message: IncomingMessage, response: ServerResponse): Promise<Exchange>;
  /** Breaks off what is still on its way. */
  close(): void;
}

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
