import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** The order of requests on each connection. A pipelining client, which does not wait for responses, gets them in the order of its requests. */
export interface Turns {
  /** Calls `respond` after the earlier requests on the connection have their responses. */
  take(message: IncomingMessage, response: ServerResponse, respond: () => Promise<void>): Promise<void>;
  /** Resolves when every complete request on a connection has its response. */
  over(socket: Duplex): Promise<void>;
}

interface Turn {
  message: IncomingMessage;
  before: Promise<void>;
  after: Promise<void>;
}

// The connection of a client that sends more requests than this without a response is destroyed.
const maxWaiting = 1000;

/** Creates the order of requests for one server (RFC 9112, section 9.3.2). */
export function createTurns(): Turns {
  const last = new WeakMap<Duplex, Turn>();
  const waiting = new WeakMap<Duplex, number>();
  return {
    async take(message, response, respond) {
      const { socket } = message;
      const ahead = waiting.get(socket) ?? 0;
      if (ahead >= maxWaiting) {
        socket.destroy();
        return;
      }
      waiting.set(socket, ahead + 1);
      const before = last.get(socket)?.after ?? Promise.resolve();
      const after = inTurn(before, message, response, respond).finally(() => {
        waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
      });
      last.set(socket, { message, before, after });
      await after;
    },
    async over(socket) {
      const turn = last.get(socket);
      // An incomplete request never ends, so only the ones before it count.
      await (turn?.message.complete ? turn.after : turn?.before);
    },
  };
}

async function inTurn(
  before: Promise<void>,
  { socket }: IncomingMessage,
  response: ServerResponse,
  respond: () => Promise<void>,
): Promise<void> {
  await before;
  // An earlier response may have closed the connection.
  if (!socket.writable) return;
  const sent = new Promise<void>((resolve) => response.once("close", resolve));
  await respond();
  await sent;
}
