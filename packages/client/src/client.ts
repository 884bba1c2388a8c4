import type { Middleware } from "openapi-fetch";
import type { BodyCodec } from "./codec/codec.ts";
import { json } from "./codec/json.ts";
import { createArgumentError } from "./errors.ts";
import { createOperations, type Operations } from "./operations/create-operations.ts";
import type { ClientContext } from "./resources/context.ts";
import type { MyOnlineMeetingChanges, MyOnlineMeetingMethods } from "./resources/my-online-meeting.ts";
import type { MyOnlineMeetingsMethods, NewMyOnlineMeeting } from "./resources/my-online-meetings.ts";
import type {
  NewOnlineMeetingExtension,
  OnlineMeetingExtensionChanges,
  OnlineMeetingExtensionsMethods,
} from "./resources/online-meeting-extensions.ts";
import { extensionPath, meetingPath } from "./resources/paths.ts";
import { createCollection, createResource } from "./resources/resource.ts";
import type { MyOnlineMeeting, OnlineMeetingExtension } from "./resources/schemas.ts";
import type { Attempt } from "./transport/attempt.ts";
import type { RepresentationCache } from "./transport/cache.ts";
import type { Transport } from "./transport/context.ts";
import { createDispatcher } from "./transport/dispatch.ts";
import { parseLimit } from "./transport/limits.ts";
import type { RetryOptions } from "./transport/retry-options.ts";
import { createTokenStore, type Token } from "./transport/tokens.ts";
import type { Validator } from "./validation/validator.ts";

/** The options of `createClient`. */
export interface ClientOptions {
  /** The URL that the paths of the document are appended to, such as `https://fe1.contoso.com/ucwa/v1`. */
  baseUrl: string;
  /**
   * The token, such as `cwt=…`, or a function that gets one for an origin. UCWA calls it a web ticket. The client calls the function
   * when it has no token, and once more after a server has refused it. In between, it keeps the token. A client is for one user.
   *
   * @default none: requests carry no token
   */
  token?: Token | undefined;
  /**
   * Sends the requests.
   *
   * @default globalThis.fetch
   */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /**
   * Headers of every request.
   *
   * @default {}
   */
  headers?: RequestInit["headers"];
  /**
   * The codec of the representation: `xml()` from `@ucwa-meetings/client/xml` for XML.
   *
   * @default the codec for JSON
   */
  representation?: BodyCodec | undefined;
  /**
   * Options for retries, or `false` for no retries.
   *
   * @default { limit: 2, initialDelay: 200, maxDelay: 10_000 }
   */
  retry?: RetryOptions | false | undefined;
  /**
   * Milliseconds for each attempt, including the time to read the response. They also limit each wait for `token`, and for a function
   * that makes the changes of an update. `Infinity` is no limit.
   *
   * @default 30_000
   */
  timeout?: number | undefined;
  /**
   * Milliseconds for a call in all, including its retries and waits. `Infinity` is no limit.
   *
   * @default 60_000
   */
  totalTimeout?: number | undefined;
  /**
   * Where `get` keeps what it has read, or `false` for nowhere. The client keeps the last 100 representations in it.
   *
   * @default new Map()
   */
  cache?: RepresentationCache | false | undefined;
  /**
   * Called after each attempt of each call, retries and redirects included, for logs, metrics and traces. The call does not wait for
   * it. An error that it throws does not change the call: it becomes an unhandled rejection.
   *
   * @default none
   */
  onAttempt?: ((attempt: Attempt) => void) | undefined;
  /**
   * Checks what is sent and what comes back against the document: `validator()` from `@ucwa-meetings/client/validate`.
   *
   * @default none
   */
  validate?: Validator | undefined;
  /**
   * Origins that may be sent to, with the token, besides that of the base URL. For example `https://pool2.contoso.com`.
   *
   * @default []
   */
  origins?: readonly string[] | undefined;
}

/** A client in two layers: the operations of the document, and the resources above them. */
export interface UcwaClient extends Operations {
  /**
   * Adds middleware of openapi-fetch. It sees each call of either layer once, without the token.
   *
   * @throws ArgumentError for what is no middleware
   */
  use(...middleware: Middleware[]): void;
  /** The scheduled meetings of the user. */
  readonly myOnlineMeeting: MyOnlineMeetingMethods;
  /** Where meetings are listed and made. */
  readonly myOnlineMeetings: MyOnlineMeetingsMethods;
  /** The data that applications attach to meetings. */
  readonly onlineMeetingExtensions: OnlineMeetingExtensionsMethods;
}

/**
 * Creates a client for the resources `myOnlineMeetings`, `myOnlineMeeting` and `onlineMeetingExtensions` of one server and one user.
 *
 * @throws ArgumentError for an option of the wrong kind: a URL that is not one of http or https, a limit that is no number or too small
 */
export function createClient(options: ClientOptions): UcwaClient {
  const { origin, pathname } = parseUrl("baseUrl", options?.baseUrl);
  const { validate } = options;
  if (validate !== undefined && typeof validate?.wrap !== "function")
    throw createArgumentError("validate", "a validator, such as validator()", validate);
  const transport = createTransport(origin, options);
  const { send, use } = createDispatcher(transport.codec, origin + pathname.replace(/\/$/, ""), options.headers);
  const context: ClientContext = {
    send: validate ? validate.wrap(send) : send,
    createCall: ({ signal, headers, timeout } = {}) => ({
      transport,
      signal,
      headers,
      timeout: parseLimit("timeout", transport.timeout, timeout, 1),
      deadlineAt: Date.now() + transport.totalTimeout,
    }),
  };
  return {
    ...createOperations(context),
    use,
    myOnlineMeeting: createResource<MyOnlineMeeting, MyOnlineMeetingChanges>(context, "myOnlineMeeting", meetingPath),
    myOnlineMeetings: createCollection<MyOnlineMeeting, NewMyOnlineMeeting>(context, "myOnlineMeetings"),
    onlineMeetingExtensions: {
      ...createResource<OnlineMeetingExtension, OnlineMeetingExtensionChanges>(
        context,
        "onlineMeetingExtension",
        extensionPath,
      ),
      ...createCollection<OnlineMeetingExtension, NewOnlineMeetingExtension>(context, "onlineMeetingExtensions"),
    },
  };
}

function createTransport(origin: string, options: ClientOptions): Transport {
  const { cache = new Map(), representation: codec = json, retry = {}, fetch: send, onAttempt, origins = [] } = options;
  const { limit, initialDelay, maxDelay }: RetryOptions = retry || { limit: 0 };
  if (retry !== false && Object(retry) !== retry) throw createArgumentError("retry", "an object, or false", retry);
  if (typeof codec?.parse !== "function") throw createArgumentError("representation", "a codec, such as xml()", codec);
  if (cache !== false && typeof cache?.keys !== "function")
    throw createArgumentError("cache", "a Map, or false", cache);
  if (send !== undefined && typeof send !== "function") throw createArgumentError("fetch", "a function", send);
  if (onAttempt !== undefined && typeof onAttempt !== "function")
    throw createArgumentError("onAttempt", "a function", onAttempt);
  if (!Array.isArray(origins)) throw createArgumentError("origins", "a list", origins);
  return {
    fetch: send,
    origins: [origin, ...origins.map((url) => parseUrl("origins", url).origin)],
    ...createTokenStore(options.token),
    timeout: parseLimit("timeout", 30_000, options.timeout, 1),
    totalTimeout: parseLimit("totalTimeout", 60_000, options.totalTimeout, 1),
    retry: {
      limit: parseLimit("retry.limit", 2, limit),
      initialDelay: parseLimit("retry.initialDelay", 200, initialDelay),
      maxDelay: parseLimit("retry.maxDelay", 10_000, maxDelay),
    },
    cache,
    codec,
    onAttempt,
    writes: 0,
  };
}

function parseUrl(name: string, url: string): URL {
  if (/^https?:/i.test(url) && URL.canParse(url)) return new URL(url);
  throw createArgumentError(name, "an http or https URL", url);
}
