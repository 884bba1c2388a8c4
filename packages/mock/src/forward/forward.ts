import { Agent as HttpAgent, type IncomingMessage, request as requestHttp, type ServerResponse } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { Readable } from "node:stream";
import { rootCertificates } from "node:tls";

/** Both messages of an exchange as they went through, their bodies up to a limit. */
export interface Forwarded {
  request: { method: string; target: string; headers: Record<string, string>; body: Buffer };
  response: { status: number; headers: Record<string, string>; body: Buffer };
  /** False where a body was longer than what is kept, so that nothing can be said about it. */
  isWhole: boolean;
}

/** Sends messages on, and back. */
export interface Forwarder {
  /** Passes everything on as it comes, while it comes. Throws where the upstream cannot be reached or breaks off. */
  forward(message: IncomingMessage, response: ServerResponse): Promise<Forwarded>;
  close(): void;
}

/** Names the two connections, not the message (RFC 9110, section 7.6.1). */
const ofTheConnection = ["connection", "keep-alive", "proxy-connection"];
const kept = 10_485_760;

/** Forwards to an origin, over keep-alive connections. `ca` is PEM, and trusted beside the certificates that Node trusts. */
export function createForwarder(upstream: URL, ca?: string): Forwarder {
  const isTls = upstream.protocol === "https:";
  const trust = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const agent = isTls ? new HttpsAgent({ keepAlive: true, ...trust }) : new HttpAgent({ keepAlive: true });
  const send = isTls ? requestHttps : requestHttp;

  const forward = (message: IncomingMessage, response: ServerResponse) =>
    new Promise<Forwarded>((resolve, reject) => {
      const { method = "GET", url: path = "/", rawHeaders } = message;
      const headers = [...passedOn(rawHeaders, [...ofTheConnection, "host"]), "Host", upstream.host];
      const { hostname: host, port } = upstream;
      const sent = send({ agent, host, ...(port && { port }), method, path, headers });
      const asked = collect(message);
      message.pipe(sent);
      message.once("error", (error) => sent.destroy(error));
      sent.once("error", reject);
      sent.once("response", (answer) => {
        const { statusCode: status = 0, statusMessage } = answer;
        response.writeHead(status, statusMessage, passedOn(answer.rawHeaders, ofTheConnection));
        const answered = collect(answer);
        answer.pipe(response);
        answer.once("error", reject).once("end", () =>
          resolve({
            request: { method, target: path, headers: flat(message), body: asked.body() },
            response: { status, headers: flat(answer), body: answered.body() },
            isWhole: asked.isWhole() && answered.isWhole(),
          }),
        );
      });
    });
  return { forward, close: () => agent.destroy() };
}

function collect(stream: Readable) {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= kept) chunks.push(chunk);
  });
  return { body: () => Buffer.concat(chunks), isWhole: () => length <= kept };
}

// Names in pairs with values, as they were on the wire: case, order and repetitions stay.
function passedOn(rawHeaders: string[], dropped: string[]): string[] {
  return rawHeaders.filter((_, index) => !dropped.includes((rawHeaders[index - (index % 2)] ?? "").toLowerCase()));
}

function flat({ headers }: IncomingMessage): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value = ""]) => [
    name,
    Array.isArray(value) ? value.join(", ") : value,
  ]);
  return Object.fromEntries(entries);
}
