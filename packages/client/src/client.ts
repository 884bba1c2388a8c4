import type { Middleware } from "openapi-fetch";
import { argumentError } from "./argument.ts";
import type { Format } from "./codec/codec.ts";
import { json } from "./codec/json.ts";
import { createOperations, type Operations } from "./operations/create-operations.ts";
import { type MyOnlineMeetings, myOnlineMeetings } from "./resources/my-online-meeting.ts";
import { type OnlineMeetingExtensions, onlineMeetingExtensions } from "./resources/online-meeting-extensions.ts";
import type { Ground } from "./resources/resource.ts";
import type { Cache } from "./transport/cache.ts";
import type { Wire } from "./transport/context.ts";
import { limitOf } from "./transport/limits.ts";
import type { RetryLimits } from "./transport/retry.ts";
import { createSender } from "./transport/send.ts";
import { createTickets, type Token } from "./transport/tokens.ts";

/** What `createClient` takes. */
export interface ClientOptions {
  /** The address that the paths of the document are appended to, such as `https://fe1.contoso.com/ucwa/v1`. */
  baseUrl: string;
  /**
   * The web ticket, such as `cwt=…`, or a function that gets one for an origin. The function is called when there is no
   * ticket yet, and once more after a server has refused the one at hand; in between, the client keeps the ticket. A
   * client is for one user.
   */
  token?: Token | undefined;
  /** Sends the requests, in place of the runtime's own `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Headers of every request. */
  headers?: RequestInit["headers"];
  /** `xml()` from `@ucwa-meetings/client/xml` to speak XML; JSON unless told otherwise. */
  representation?: Format | undefined;
  /** Limits for repetitions, or `false` for none. */
  retry?: RetryLimits | false | undefined;
  /**
   * Milliseconds for each attempt, the reading of the answer included, and for each wait for `token` or for the changes of an
   * update; `Infinity` for no limit. 30,000 unless told otherwise.
   */
  timeout?: number | undefined;
  /** Where `get` keeps what it has read, or `false` for nowhere. A hundred in memory unless told otherwise. */
  cache?: Cache | false | undefined;
  /** Origins besides the base URL's that may be sent to, tickets included, such as `https://pool2.contoso.com`. */
  origins?: readonly string[] | undefined;
}

/** A client in two layers: the operations of the document, and the resources above them. */
export interface UcwaClient extends Operations {
  /** Adds middleware of openapi-fetch. It sees each call of either layer once, without the ticket. */
  use(...middleware: Middleware[]): void;
  /** Scheduled meetings. */
  readonly myOnlineMeeting: MyOnlineMeetings;
  /** The data that applications attach to meetings. */
  readonly onlineMeetingExtensions: OnlineMeetingExtensions;
}

/**
 * Makes a client for the resources `myOnlineMeeting` and `onlineMeetingExtensions` of one server and one user.
 *
 * @throws ArgumentError for an option of the wrong kind: a URL that is not absolute, a limit that is no number or too small
 */
export function createClient(options: ClientOptions): UcwaClient {
  const { origin, pathname } = absolute("baseUrl", options?.baseUrl);
  const { token, cache = new Map(), timeout, representation: format = json, retry = {}, fetch, origins = [] } = options;
  const limits: RetryLimits = retry === false ? { retries: 0 } : retry;
  if (Object(limits) !== limits) throw argumentError("retry", "an object, or false", retry);
  if (typeof format?.write !== "function") throw argumentError("representation", "a codec, such as xml()", format);
  if (cache !== false && typeof cache?.keys !== "function") throw argumentError("cache", "a Map, or false", cache);
  if (typeof (fetch ?? json.read) !== "function") throw argumentError("fetch", "a function", fetch);
  if (!Array.isArray(origins)) throw argumentError("origins", "a list", origins);
  const wire: Wire = {
    fetch,
    origins: [origin, ...origins.map((each) => absolute("origins", each).origin)],
    ...createTickets(token),
    timeout: limitOf("timeout", timeout, 30_000, 1),
    cache,
    format,
    retries: limitOf("retry.retries", limits.retries, 2),
    minDelay: limitOf("retry.minDelay", limits.minDelay, 200),
    maxDelay: limitOf("retry.maxDelay", limits.maxDelay, 10_000),
    deadline: limitOf("retry.deadline", limits.deadline, 60_000, 1),
  };
  const { send, use } = createSender(format, origin + pathname.replace(/\/$/, ""), options.headers);
  const ground: Ground = {
    send,
    begin: ({ signal, headers, timeout } = {}) => ({
      wire,
      signal,
      headers,
      timeout: limitOf("timeout", timeout, wire.timeout, 1),
      due: Date.now() + wire.deadline,
    }),
  };
  return {
    ...createOperations(ground),
    use,
    myOnlineMeeting: myOnlineMeetings(ground),
    onlineMeetingExtensions: onlineMeetingExtensions(ground),
  };
}

function absolute(name: string, url: string): URL {
  if (URL.canParse(url)) return new URL(url);
  throw argumentError(name, "an absolute URL such as https://fe1.contoso.com/ucwa/v1", url);
}
