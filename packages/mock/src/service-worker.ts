import { MockError } from "./errors.ts";
import type { FetchMock } from "./fetch/create-mock.ts";
import { createUrlFilter, type UrlFilterOptions } from "./fetch/url-filter.ts";

/** Which requests of its pages the service worker has the mock respond to. `baseUrl` may be relative to the worker's scope. */
export type ServiceWorkerOptions = UrlFilterOptions;

/** What the mock uses of a service worker's event `fetch`. */
export interface RequestEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** A mock, or one that is being created: a service worker has to listen before it can wait for anything. */
export type PendingMock = Pick<FetchMock, "fetch"> | Promise<Pick<FetchMock, "fetch">>;

/** What the mock uses of a service worker's global scope. */
interface ServiceWorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "fetch", listener: (event: RequestEvent) => void): void;
  addEventListener(
    type: "install" | "activate",
    listener: (event: { waitUntil(promise: Promise<unknown>): void }) => void,
  ): void;
}

/**
 * A listener for a service worker's event `fetch`, which has a mock respond to the requests that are for it. All others go to the network.
 * Without `baseUrl`, those are requests to the worker's own origin. Throws `MockError` outside a service worker, and for a `baseUrl` that
 * is none.
 */
export function handle(mock: PendingMock, options: ServiceWorkerOptions = {}): (event: RequestEvent) => void {
  const { scope } = findServiceWorker("handle").registration;
  const isForMock = createUrlFilter(options, scope);
  const { origin } = new URL(scope);
  return (event) => {
    const url = new URL(event.request.url);
    if (options.baseUrl === undefined && url.origin !== origin) return;
    if (isForMock(url)) event.respondWith(respond(mock, event.request));
  };
}

/**
 * Has a mock respond to the pages of this service worker, at once also to those that are open. Call it while the worker's script runs for the
 * first time. Throws what `handle` throws.
 */
export function fire(mock: PendingMock, options: ServiceWorkerOptions = {}): void {
  const worker = findServiceWorker("fire");
  worker.addEventListener("fetch", handle(mock, options));
  worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
  worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
}

async function respond(mock: PendingMock, request: Request): Promise<Response> {
  const { fetch } = await mock;
  return fetch(request);
}

function findServiceWorker(name: string): ServiceWorkerScope {
  const scope: object = globalThis;
  if (isServiceWorker(scope)) return scope;
  throw new MockError(`${name}: expected to be called in a service worker, got called elsewhere.`);
}

function isServiceWorker(scope: object): scope is ServiceWorkerScope {
  return "skipWaiting" in scope && "registration" in scope;
}
