import { firstHalf, type MockResponse, type ResponseHeaders, toSentResponse } from "../http/response.ts";
import { statusTexts } from "../http/status-text.ts";
import { createNetworkError, createReset, createTermination } from "./network-error.ts";

/** Makes the response that a `fetch` resolves to. Throws a network error where the fault `reset` leaves none, or `truncate` nothing of it. */
export function toResponse({ method, url }: Request, result: MockResponse): Response {
  const { status, disruption } = result;
  const { headers, body } = toSentResponse(result);
  if (disruption === "reset" || (disruption === "truncate" && body === undefined)) {
    throw createNetworkError(createReset());
  }
  const content = disruption === "truncate" ? breakOff(firstHalf(body)) : body;
  const init = { status, statusText: statusTexts[status] ?? "", headers: toHeaders(headers) };
  return withUrl(new Response(method === "HEAD" ? null : content, init), withoutFragment(url));
}

/** Sets the URL of a response and of its clones. No constructor does it, and programs resolve links against it. */
function withUrl(response: Response, url: string): Response {
  const clone = () => withUrl(Response.prototype.clone.call(response), url);
  return Object.defineProperties(response, { url: { value: url, enumerable: true }, clone: { value: clone } });
}

function toHeaders(headers: ResponseHeaders): Headers {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((line): [string, string] => [name, line]),
  );
  return new Headers(lines);
}

/** A stream that fails after some bytes. They are given out first: a stream that fails forgets what nobody has read. */
function breakOff(bytes: Uint8Array): ReadableStream<Uint8Array> {
  const chunks = bytes.length === 0 ? [] : [bytes];
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks.pop();
        if (chunk) controller.enqueue(chunk);
        else controller.error(createTermination());
      },
    },
    { highWaterMark: 0 },
  );
}

function withoutFragment(url: string): string {
  const [address = ""] = url.split("#");
  return address;
}
