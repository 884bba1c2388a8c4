import type { Agent, ClientRequest, IncomingMessage, request, ServerResponse } from "node:http";
import type { Exchange, Failure } from "../check/exchange.ts";
import { joinHeaders } from "../http/request.ts";
import { brokenOff, clientLeft, notHttp, proxyClosed, tookTooLong } from "./failure.ts";
import { type CapturedBody, captureBody, forwardableHeaders, toTrailers } from "./message-parts.ts";

/** The options of forwarding. */
export interface ForwardOptions {
  /** Certificates to trust in addition to those that Node trusts, as PEM. */
  ca: string | undefined;
  /** How many bytes of a body the proxy keeps for the check. */
  bodyLimit: number;
  /** How many milliseconds the upstream may send nothing. */
  timeout: number;
}

/** The upstream, and how to send requests to it. */
export interface Upstream extends ForwardOptions {
  origin: URL;
  send: typeof request;
  /** Returns an agent: one that reuses connections for methods that can be sent again, and one that does not for all others. */
  agentFor(method: string): Agent;
  /** Aborted when the proxy closes. */
  closing: AbortSignal;
}

/** Methods whose second request has no further effect (RFC 9110, section 9.2.2). */
export const idempotentMethods: readonly string[] = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"];

/** Forwards a request to the upstream, and its response to the client. */
export async function forwardExchange(
  upstream: Upstream,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<Exchange> {
  const { closing } = upstream;
  let close = () => {};
  const exchange = await new Promise<Exchange>((resolve) => {
    const forwarder = new ExchangeForwarder(upstream, message, response, resolve);
    close = () => forwarder.end(proxyClosed);
    closing.addEventListener("abort", close);
    forwarder.begin();
  });
  closing.removeEventListener("abort", close);
  return exchange;
}

/** Forwards one exchange. It ends once, with the response or a failure. */
class ExchangeForwarder {
  readonly #upstream: Upstream;
  readonly #message: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #resolve: (exchange: Exchange) => void;
  readonly #requestBody: CapturedBody;
  readonly #responseBody: CapturedBody;
  #upstreamRequest: ClientRequest | undefined;
  #upstreamResponse: IncomingMessage | undefined;
  #isOver = false;
  #isRepeated = false;

  constructor(
    upstream: Upstream,
    message: IncomingMessage,
    response: ServerResponse,
    resolve: (exchange: Exchange) => void,
  ) {
    this.#upstream = upstream;
    this.#message = message;
    this.#response = response;
    this.#resolve = resolve;
    this.#requestBody = captureBody(upstream.bodyLimit);
    this.#responseBody = captureBody(upstream.bodyLimit);
  }

  begin(): void {
    // The client gets the upstream's date, or none.
    this.#response.sendDate = false;
    this.#response.once("close", () => this.end(clientLeft)).on("error", () => this.end(clientLeft));
    this.#message.on("error", () => this.end(clientLeft));
    // The client may have left while the request waited for the one before it.
    if (this.#message.socket.destroyed) {
      this.end(clientLeft);
      return;
    }
    this.#ask();
    this.#message.on("data", (chunk: Buffer) => this.#passChunk(chunk)).once("end", () => this.#endRequest());
  }

  #ask(): void {
    const { origin, send, agentFor, timeout } = this.#upstream;
    const { hostname, port } = origin;
    const { method = "GET", url: path = "/" } = this.#message;
    const address = { agent: agentFor(method), host: hostname.replace(/^\[|\]$/g, ""), ...(port && { port }) };
    try {
      const sent = send({ ...address, method, path, timeout, headers: requestHeaders(this.#message, origin.host) });
      this.#upstreamRequest = sent;
      sent.on("error", (error) => this.#fail(sent, error));
      sent.once("timeout", () => this.end(tookTooLong(timeout)));
      sent.on("continue", () => !this.#isOver && this.#response.writeContinue());
      sent.on("information", (information) => passInterim(information, this.#response));
      sent.once("upgrade", (_, socket) => {
        socket.destroy();
        this.end(notHttp("101 Switching Protocols"));
      });
      sent.once("response", (response) => this.#forwardResponse(response));
    } catch (error) {
      this.end(brokenOff(error, false));
    }
  }

  #passChunk(chunk: Buffer): void {
    this.#requestBody.add(chunk);
    const { writable, destroyed } = this.#upstreamRequest ?? {};
    if (!writable || destroyed || this.#upstreamRequest?.write(chunk) !== false) return;
    this.#message.pause();
    this.#upstreamRequest.once("drain", () => this.#message.resume());
  }

  #endRequest(): void {
    const trailers = toTrailers(this.#message);
    if (trailers.length > 0) this.#upstreamRequest?.addTrailers(trailers);
    this.#upstreamRequest?.end();
  }

  /** The upstream may close a reused connection while a request is on its way; the proxy sends such a request once more (RFC 9110, section 9.2.2). */
  #fail(sent: ClientRequest, error: Error): void {
    if (sent !== this.#upstreamRequest || this.#isOver) return;
    const isClosedByPeer = sent.reusedSocket && "code" in error && ["ECONNRESET", "EPIPE"].includes(String(error.code));
    const isSafe =
      idempotentMethods.includes(sent.method) && this.#requestBody.isComplete() && !this.#upstream.closing.aborted;
    if (this.#upstreamResponse || this.#isRepeated || !isClosedByPeer || !isSafe) {
      this.end(brokenOff(error, this.#upstreamResponse !== undefined));
      return;
    }
    this.#isRepeated = true;
    this.#ask();
    for (const chunk of this.#requestBody.chunks) this.#upstreamRequest?.write(chunk);
    if (this.#message.complete && this.#message.readableEnded) this.#endRequest();
    else this.#message.resume();
  }

  #forwardResponse(response: IncomingMessage): void {
    this.#upstreamResponse = response;
    const { statusCode = 0, statusMessage = "" } = response;
    try {
      this.#response.writeHead(statusCode, statusMessage, responseHeaders(response, this.#message.httpVersion));
    } catch {
      this.end(notHttp(JSON.stringify(`${String(statusCode).padStart(3, "0")} ${statusMessage}`)));
      return;
    }
    response.on("data", (chunk: Buffer) => this.#responseBody.add(chunk));
    response.pipe(this.#response, { end: false });
    response.on("error", (error) => this.end(brokenOff(error, true)));
    response.once("end", () => {
      const trailers = toTrailers(response);
      if (trailers.length > 0) this.#response.addTrailers(trailers);
      this.end();
      this.#response.end();
    });
  }

  /** Ends the exchange with the response, or with a failure. Only the first call counts. */
  end(failure?: Failure): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const status = failure ? this.#breakOff(failure) : (this.#upstreamResponse?.statusCode ?? 0);
    const { method = "GET", url: target = "/" } = this.#message;
    const [requestBody, responseBody] = [this.#requestBody, this.#responseBody];
    this.#resolve({
      request: {
        method,
        target,
        headers: joinHeaders(this.#message.headers),
        body: requestBody.body(),
        isComplete: requestBody.isComplete(),
      },
      response: {
        status,
        headers: this.#upstreamResponse ? joinHeaders(this.#upstreamResponse.headers) : {},
        body: responseBody.body(),
        isComplete: responseBody.isComplete(),
      },
      ...(failure && { failure }),
    });
  }

  /** Ends both connections. Returns the status that the client got. */
  #breakOff({ by, status, expected, actual }: Failure): number {
    this.#upstreamRequest?.destroy();
    const response = this.#response;
    if (by === "client" || response.headersSent) {
      response.destroy();
      return response.headersSent ? response.statusCode : 0;
    }
    const text = `${this.#upstream.origin.origin}: expected ${expected}, got ${actual}.\n`;
    const headers = { "content-type": "text/plain; charset=utf-8", "content-length": Buffer.byteLength(text) };
    // The server would read the rest of the request as the next one.
    const closing = { ...headers, connection: "close" };
    response.writeHead(status, status === 504 ? "Gateway Timeout" : "Bad Gateway", closing).end(text);
    return status;
  }
}

function requestHeaders(message: IncomingMessage, host: string): string[] {
  const headers = [...forwardableHeaders(message, "host"), "Host", host];
  const { "content-length": length, "transfer-encoding": coding } = message.headers;
  // Without it, Node would send the header of a chunked body.
  const takesBody = ["POST", "PUT", "PATCH"].includes(message.method ?? "");
  return takesBody && length === undefined && coding === undefined ? [...headers, "Content-Length", "0"] : headers;
}

/** The headers of a response. A client of HTTP/1.0 does not know chunks (RFC 9112, section 6.1). */
function responseHeaders(response: IncomingMessage, version: string): string[] {
  return version === "1.0"
    ? forwardableHeaders(response, "transfer-encoding", "trailer")
    : forwardableHeaders(response);
}

/** Forwards an interim response. Apart from 100, Node can send 102 and 103. */
function passInterim(
  information: { statusCode: number; headers: NodeJS.Dict<string | string[]> },
  response: ServerResponse,
) {
  if (response.headersSent) return;
  const { statusCode, headers } = information;
  try {
    if (statusCode === 102) response.writeProcessing();
    if (statusCode === 103 && headers.link !== undefined) response.writeEarlyHints({ ...headers, link: headers.link });
  } catch {
    // Node rejects the form of the hints. The response does not need them.
  }
}
