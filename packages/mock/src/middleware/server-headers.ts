import { StoreUnavailableError } from "../errors.ts";
import type { Handler } from "../http/handler.ts";
import type { Context } from "../resources/context.ts";

/** The server of the published samples. */
const serverFqdn = "fe1.contoso.com";
/** As in the sample on the page about versions. */
const ucwaVersion = "1.7";

// A server gives back the id that a client has chosen. A longer one is none.
const correlationId = /^[!-~]{1,100}$/;

/**
 * Adds the headers that a server sends with every response, by the switches `serverHeaders` and `ucwaVersion`. They replace those of the
 * document's examples. Responses of the mock's own controls, and to preflights, have none of them.
 */
export function serverHeaders(): Handler<Context> {
  return async (context, next) => {
    const response = await next();
    if (context.isUnlisted || context.hasServerHeaders) return response;
    context.hasServerHeaders = true;
    const { ucwaVersion: version, serverHeaders: others } = context.state.switches;
    const correlation = others === "on" ? await findCorrelationId(context) : undefined;
    return {
      ...response,
      headers: {
        ...response.headers,
        ...(version === "on" && { "x-ms-ucwaversion": ucwaVersion }),
        ...(others === "on" && {
          "cache-control": "no-cache",
          "x-ms-server-fqdn": serverFqdn,
          ...(correlation !== undefined && { "x-ms-correlation-id": correlation }),
        }),
      },
    };
  };
}

/** The id that the request has, or else a new one in the form of a GUID. Undefined if the store, which counts them, cannot be reached. */
async function findCorrelationId({ request, state: { store } }: Context): Promise<string | undefined> {
  const given = request.headers["x-ms-correlation-id"];
  if (given !== undefined && correlationId.test(given)) return given;
  try {
    const count = await store.countUp("correlations");
    return `00000000-0000-0000-0000-${count.toString(16).padStart(12, "0")}`;
  } catch (error) {
    if (error instanceof StoreUnavailableError) return undefined;
    throw error;
  }
}
