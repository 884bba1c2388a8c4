import { type HttpHandler, HttpResponse, http } from "msw";
import type { FetchMock } from "./fetch/create-mock.ts";
import { createUrlFilter, type UrlFilterOptions } from "./fetch/url-filter.ts";

/** Which requests MSW gives to the mock. */
export type HandlersOptions = UrlFilterOptions;

/**
 * The handlers with which MSW has a mock respond, for `setupServer` in Node and `setupWorker` in a browser. Requests that are not for the mock
 * go to the next handler. Throws `MockError` for a `baseUrl` that is not one of HTTP.
 */
export function handlers(mock: Pick<FetchMock, "fetch">, options: HandlersOptions = {}): HttpHandler[] {
  const isForMock = createUrlFilter(options);
  return [
    http.all("*", async ({ request }) => {
      if (!isForMock(new URL(request.url))) return undefined;
      // MSW makes a response with status 500 of what a handler throws; a network error has to be returned.
      return mock.fetch(request).catch(() => HttpResponse.error());
    }),
  ];
}
