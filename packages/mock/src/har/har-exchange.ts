import { isObject } from "../http/text.ts";
import { type HarMessage, readMessage, wrong } from "./har-message.ts";

/** An exchange as any tool recorded it. */
export interface HarExchange {
  /** The scheme and the authority of the server. */
  origin: string;
  request: HarMessage & { method: string; target: string };
  /** The status is 0 if there was no response. */
  response: HarMessage & { status: number };
}

/**
 * Reads an entry of a HAR file (HAR 1.2). What a tool may leave out may be missing. `where` says where the entry is. Throws `RecordingError`, whose
 * message says what is wrong with which member.
 */
export function readEntry(where: string, entry: unknown): HarExchange {
  if (!isObject(entry)) throw wrong(where, "an object", entry);
  const { request, response } = entry;
  if (!isObject(request)) throw wrong(`${where}/request`, "an object", request);
  const { method, url } = request;
  if (typeof method !== "string") throw wrong(`${where}/request/method`, "a method", method);
  if (typeof url !== "string" || !URL.canParse(url)) throw wrong(`${where}/request/url`, "a URL", url);
  const { origin, pathname, search } = new URL(url);
  const sent = { method: method.toUpperCase(), target: pathname + search };
  return {
    origin,
    request: { ...sent, ...readMessage(`${where}/request`, request, request.postData) },
    response: readResponse(`${where}/response`, response),
  };
}

function readResponse(where: string, response: unknown): HarExchange["response"] {
  // Tools have nothing here for a request that was broken off.
  if (response === undefined || response === null) return { status: 0, headers: {}, body: new Uint8Array() };
  if (!isObject(response)) throw wrong(where, "an object", response);
  const status = Number(response.status);
  if (!Number.isInteger(status) || status < 0) throw wrong(`${where}/status`, "a status", response.status);
  return { status, ...readMessage(where, response, response.content) };
}
