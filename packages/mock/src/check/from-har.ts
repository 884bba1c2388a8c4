import type { HarExchange } from "../har/har-exchange.ts";
import type { HarMessage } from "../har/har-message.ts";
import type { Exchange, Failure } from "./exchange.ts";

/** The request was broken off, so the recording has no response. */
const noResponse: Failure = { by: "client", status: 502, expected: "a recorded response", actual: "none" };
// The server would have refused a request without a token, so the tool has left it out, as browsers do.
const leftOutToken = "Bearer [redacted]";

/** Returns a recorded exchange in the form that is checked. `limit` is for its bodies. */
export function fromHar({ request, response }: HarExchange, limit: number): Exchange {
  const { method, target } = request;
  const wasAccepted = response.status > 0 && response.status !== 401 && response.status !== 403;
  const sent = toMessage(request, limit);
  if (wasAccepted) sent.headers.authorization ??= leftOutToken;
  return {
    request: { method, target, ...sent },
    response: { status: response.status, ...toMessage(response, limit) },
    ...(response.status === 0 && { failure: noResponse }),
  };
}

function toMessage({ headers, body }: HarMessage, limit: number) {
  const isComplete = body === undefined || body.length <= limit;
  return {
    headers: { ...headers },
    body: Buffer.from(isComplete && body ? body : []),
    isComplete,
    ...(body === undefined && { isMissing: true }),
  };
}
