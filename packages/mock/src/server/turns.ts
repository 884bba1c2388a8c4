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
  over: Promise<void>;
}

// The connection of a client that sends more requests than this without a response is destroyed.
const maxWaiting = 1000;

/** Creates the order of requests for one server (RFC 9112, section 9.3.2). */
export function createTurns(): Turns {
  // Turns that are not over. What is over is forgotten at once, because what outlives its request makes garbage collection slow.
  const lines = new WeakMap<Duplex, Turn[]>();
  const findLine = (socket: Duplex): Turn[] => {
    const known = lines.get(socket);
    if (known) return known;
    const line: Turn[] = [];
    lines.set(socket, line);
    return line;
  };
  return {
    async take(message, response, respond) {
      const line = findLine(message.socket);
      if (line.length >= maxWaiting) {
        message.socket.destroy();
        return;
      }
      const over = inTurn(line.at(-1)?.over, message, response, respond);
      line.push({ message, over });
      await over.finally(() => line.shift());
    },
    async over(socket) {
      const [last, before] = findLine(socket).toReversed();
      await (last?.message.complete ? last.over : before?.over);
    },
  };
}

async function inTurn(
  before: Promise<void> | undefined,
  { socket }: IncomingMessage,
  response: ServerResponse,
  respond: () => Promise<void>,
): Promise<void> {
  if (before) await before;
  // An earlier response may have closed the connection.
  if (!socket.writable) return;
  const sent = new Promise<void>((resolve) => response.once("close", resolve));
  await respond();
  await sent;
}
