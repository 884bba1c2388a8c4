import { setMaxListeners } from "node:events";
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp, type ServerResponse } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { rootCertificates } from "node:tls";
import type { Exchange } from "../check/exchange.ts";
import { type ForwardOptions, forwardExchange, idempotentMethods, type Upstream } from "./forward-exchange.ts";

/** Forwards exchanges to an upstream. */
export interface Forwarder {
  /** Forwards an exchange unchanged, as it arrives. Responds with 502 or 504 if the upstream does not respond. Never throws. */
  forward(message: IncomingMessage, response: ServerResponse): Promise<Exchange>;
  /** Breaks off the exchanges in flight. */
  close(): void;
}

/** Creates a forwarder to an origin, with keep-alive connections. */
export function createForwarder(origin: URL, options: ForwardOptions): Forwarder {
  const { ca } = options;
  const isTls = origin.protocol === "https:";
  const tlsOptions = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const createAgent = (keepAlive: boolean) =>
    isTls ? new HttpsAgent({ keepAlive, ...tlsOptions }) : new HttpAgent({ keepAlive });
  const [keepAlive, single] = [createAgent(true), createAgent(false)];
  const closing = new AbortController();
  // Each exchange in flight adds a listener.
  setMaxListeners(0, closing.signal);
  const upstream: Upstream = {
    ...options,
    origin,
    send: isTls ? requestHttps : requestHttp,
    // If a reused connection closes, nobody knows whether the server has processed the request (RFC 9112, section 9.5).
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
