/** What the network can do to a write and its response. */
export const disruptions = [
  "nothing",
  "request lost",
  "answer lost",
  "answer cut off",
  "a gateway's 503 in place of the request",
  "a gateway's 504 in place of the answer",
  "a page in place of the request",
  "a page in place of the answer",
  "a 401 in place of the request",
  "a 307 in place of the request",
] as const;

export type Disruption = (typeof disruptions)[number];

/** After these, nobody but the server knows whether a write was stored. */
export const isOpen = (disruption: Disruption) =>
  !["nothing", "a 401", "a 307"].some((start) => disruption.startsWith(start));

/**
 * A `fetch` that disrupts each write, in the order of the plan. It counts how many writes
 * the server has stored, and calls `afterFirst` after the first one.
 */
export function lossyNetwork(plan: readonly Disruption[], afterFirst?: () => Promise<void>) {
  const left = [...plan];
  const seen: Disruption[] = [];
  let stored = 0;
  const send = async (request: Request) => {
    const response = await fetch(request);
    if (response.ok) stored += 1;
    return response;
  };
  const fetchWithDisruptions = async (request: Request): Promise<Response> => {
    if (request.method === "GET") return fetch(request);
    const disruption = left.shift() ?? "nothing";
    seen.push(disruption);
    try {
      return await handlers[disruption](request, send);
    } finally {
      if (seen.length === 1) await afterFirst?.();
    }
  };
  return { fetch: fetchWithDisruptions, seen, stored: () => stored };
}

type DisruptionHandler = (request: Request, send: (request: Request) => Promise<Response>) => Promise<Response>;

const lost = () => new TypeError("fetch failed", { cause: new Error("read ECONNRESET") });

const handlers: Record<Disruption, DisruptionHandler> = {
  nothing: (request, send) => send(request),
  "request lost": async () => {
    throw lost();
  },
  "answer lost": async (request, send) => {
    await (await send(request)).text();
    throw lost();
  },
  "answer cut off": async (request, send) => {
    const response = await send(request);
    const body = await response.text();
    return new Response(cutOff(body), { status: 200, headers: response.headers });
  },
  "a gateway's 503 in place of the request": async ({ headers }) => failure(headers, 503, "ServiceUnavailable"),
  "a gateway's 504 in place of the answer": async (request, send) => {
    await (await send(request)).text();
    return failure(request.headers, 504, "GatewayTimeout");
  },
  "a page in place of the request": async () => page(),
  "a page in place of the answer": async (request, send) => {
    await (await send(request)).text();
    return page();
  },
  "a 401 in place of the request": async () => new Response(null, { status: 401 }),
  "a 307 in place of the request": async ({ url }) => new Response(null, { status: 307, headers: { location: url } }),
};

function cutOff(body: string): ReadableStream<Uint8Array> {
  let isBegun = false;
  return new ReadableStream({
    pull(controller) {
      if (isBegun) controller.error(lost());
      else controller.enqueue(new TextEncoder().encode(body.slice(0, body.length / 2) || " "));
      isBegun = true;
    },
  });
}

function failure(headers: Headers, status: number, code: string): Response {
  const accept = headers.get("accept") ?? "";
  const body = accept.endsWith("xml")
    ? `<reason xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><code>${code}</code></reason>`
    : JSON.stringify({ code });
  return new Response(body, { status, headers: { "content-type": accept, "retry-after": "0" } });
}

function page(): Response {
  return new Response("<html>Please sign in.</html>", { headers: { "content-type": "text/html" } });
}
