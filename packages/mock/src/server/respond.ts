import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { Answer } from "../middleware/contract.ts";
import type { Machine } from "../mock.ts";

/** Sends a message through the machine, and the answer back. `closing` is aborted when the server is to end. */
export async function handle(
  machine: Machine,
  closing: AbortSignal,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  try {
    const received = await machine.receive(message);
    const misdirected = machine.misdirected(received);
    if (misdirected) {
      send(message, response, misdirected);
      return machine.journal(received, misdirected, started);
    }
    const aside = machine.cors.preflight(received) ?? (await machine.control(received));
    if (aside) return send(message, response, machine.cors.expose(received, aside));
    const { answer, fault } = await machine.fault(received, (ms) => pause(ms, response, closing));
    // What is left of a body that was too large would be read as the next request; and a server that closes takes none.
    if (received.body.kind === "tooLarge" || closing.aborted) response.shouldKeepAlive = false;
    send(message, response, machine.cors.expose(received, answer));
    machine.journal(received, answer, started, fault);
  } catch {
    // The client went away; there is nobody to answer.
    response.destroy();
  }
}

function send({ socket }: IncomingMessage, response: ServerResponse, { status, headers, body, wire }: Answer): void {
  if (wire === "reset") {
    socket.resetAndDestroy();
    return;
  }
  const isBodiless = status === 204 || status === 304;
  // Both representations have one address: without this, a cache would answer for XML with the JSON (RFC 9110, section 12.5.5), and for
  // one page with what another was allowed.
  const sent = { ...headers, vary: "Accept, Origin" };
  response.writeHead(status, isBodiless ? sent : { ...sent, "content-length": Buffer.byteLength(body) });
  if (wire === "truncate") {
    response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
  } else {
    response.end(body);
  }
}

/** Waits so many milliseconds; no longer where the server is to end. Throws where the client goes away, so that it is not answered. */
export async function pause(ms: number, response: ServerResponse, closing: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const end = () => ended.abort();
  const { socket } = response;
  response.once("close", end);
  // Most clients that go away close both directions, of which this is the first to be seen.
  socket?.once("end", end);
  closing.addEventListener("abort", end);
  try {
    if (!closing.aborted) await setTimeout(ms, undefined, { signal: ended.signal });
  } catch (error) {
    if (!closing.aborted) throw error;
  } finally {
    response.off("close", end);
    socket?.off("end", end);
    closing.removeEventListener("abort", end);
  }
}
