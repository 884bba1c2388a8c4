import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/** A replica that requests are sent to. */
export interface Target {
  /** Where it takes requests. */
  url: string;
  /** Where it says whether it is ready. */
  ops: string;
}

/** A load balancer that listens. */
export interface Balancer {
  url: string;
  close(): Promise<void>;
}

const checkInterval = 100;
/** As the mock has it: for a client that does not know yet that it was told to close its connection. */
const keepAliveTimeoutBuffer = 25_000;

/**
 * Starts a load balancer in front of replicas, for one machine without HAProxy. It sends each request to the next one that is ready. If it cannot connect,
 * it tries another one. A request that was sent is never repeated: it may have changed something.
 */
export async function startBalancer(targets: Target[], port: number, host = "127.0.0.1"): Promise<Balancer> {
  const ready = new Set(targets);
  const stopChecks = watch(targets, ready);
  let turn = 0;
  const server = createServer({ keepAliveTimeoutBuffer }, (incoming, response) => {
    turn += 1;
    const all = targets.filter((target) => ready.has(target));
    forward(incoming, response, [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)]);
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host}:${actual}`,
    async close() {
      stopChecks();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Keeps `ready` up to date. Returns what ends that. */
function watch(targets: Target[], ready: Set<Target>): () => void {
  const check = async (target: Target) => {
    const isReady = await fetch(`${target.ops}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) ready.add(target);
    else ready.delete(target);
  };
  const timer = setInterval(() => targets.forEach(check), checkInterval);
  return () => clearInterval(timer);
}

function forward(incoming: IncomingMessage, response: ServerResponse, targets: Target[]): void {
  const [target, ...others] = targets;
  if (!target) {
    response.writeHead(503, { "retry-after": "1" }).end("No replica is ready.\n");
    return;
  }
  const { method, url: path, headers } = incoming;
  const { hostname, port } = new URL(target.url);
  let isConnected = false;
  // A connection of its own for each request: one that was kept may be closed in the moment in which it is used.
  const outgoing = request({ method, path, headers, hostname, port, agent: false });
  outgoing.once("socket", (socket) =>
    socket.once("connect", () => {
      isConnected = true;
      incoming.pipe(outgoing);
    }),
  );
  outgoing.once("response", (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.once("error", () => response.destroy());
  });
  outgoing.once("error", () => {
    if (!isConnected) forward(incoming, response, others);
    else if (response.headersSent) response.destroy();
    else response.writeHead(502).end("The replica ended before it responded.\n");
  });
  response.once("close", () => outgoing.destroy());
}
