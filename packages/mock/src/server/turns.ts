import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** The order of one connection: what comes first is done first, and gets its response first, also where a client does not wait for its responses. */
export interface Turns {
  /** Responds to a request when those before it on its connection have got a response. */
  take(message: IncomingMessage, response: ServerResponse, respond: () => Promise<void>): Promise<void>;
  /** Ends when every request that came whole on a connection has got a response. */
  over(socket: Duplex): Promise<void>;
}

interface Turn {
  message: IncomingMessage;
  before: Promise<void>;
  after: Promise<void>;
}

// A client that has asked for so much without reading a response is not going to read them all.
const maxWaiting = 1000;

/** Keeps the order of each connection (RFC 9112, section 9.3.2). */
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
      // The one that did not come whole waits for what is never going to come.
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
  // A response before this one may have been the last one of the connection.
  if (!socket.writable) return;
  const sent = new Promise<void>((resolve) => response.once("close", resolve));
  await respond();
  await sent;
}
