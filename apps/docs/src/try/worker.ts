/** The service worker of the site. It is registered when a reader first wants to try something, and runs the mock in the browser. */
import { handle } from "@ucwa-meetings/mock/service-worker";
import {
  changedMessage,
  claimMessage,
  mockFolder,
  removedMessage,
  type Settings,
  storeName,
  type WorkerState,
  workerPaths,
} from "./protocol.ts";
import { openDatabase } from "./worker/database.ts";
import { createMockHost } from "./worker/mock-host.ts";
import { createKeptPages } from "./worker/pages.ts";

/** What the site uses of a service worker's global scope. */
interface WorkerScope {
  readonly registration: { readonly scope: string; unregister(): Promise<boolean> };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
  addEventListener(type: "install" | "activate" | "message", listener: (event: Waiting) => void): void;
}

interface Waiting {
  readonly data?: unknown;
  waitUntil(promise: Promise<unknown>): void;
}

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const worker = findScope(globalThis);
const { scope } = worker.registration;
const root = new URL(`${mockFolder}/`, scope);
const channel = new BroadcastChannel(storeName(scope));
const host = createMockHost(openDatabase<WorkerState>(storeName(scope)), () => channel.postMessage(changedMessage));
const pages = createKeptPages(storeName(scope), scope);

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(Promise.all([pages.clear(), worker.clients.claim()])));
// A page that was reloaded without its worker asks for it.
worker.addEventListener("message", (event) => {
  if (event.data === claimMessage) event.waitUntil(worker.clients.claim());
});
worker.addEventListener("fetch", handle(Promise.resolve({ fetch: respond }), { baseUrl: root }));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOfSite = request.url.startsWith(scope) && !request.url.startsWith(root.href);
  if (isOfSite && request.method === "GET") event.respondWith(pages.fetch(request));
});

async function respond(input: Request | URL | string): Promise<Response> {
  const request = new Request(input);
  const path = request.url.slice(root.href.length);
  if (path === workerPaths.state && request.method === "DELETE") return remove();
  if (path === workerPaths.state) return Response.json(await host.state());
  if (path === workerPaths.settings) return configure(await request.json());
  if (path === workerPaths.pages) return pages.keepAll().then(() => new Response(null, { status: 204 }));
  return host.fetch(await toMockRequest(request, path));
}

/** The request as the mock expects it, whatever the folder of the site is. */
async function toMockRequest(request: Request, path: string): Promise<Request> {
  const { method, headers, signal } = request;
  const body = await request.arrayBuffer();
  const url = new URL(`/${path}`, scope);
  return new Request(url, { method, headers, signal, ...(body.byteLength > 0 && { body }) });
}

async function remove(): Promise<Response> {
  await Promise.all([host.remove(), pages.clear(), worker.registration.unregister()]);
  channel.postMessage(removedMessage);
  return new Response(null, { status: 204 });
}

async function configure(settings: Settings): Promise<Response> {
  try {
    await host.configure(settings);
    return new Response(null, { status: 204 });
  } catch (error) {
    return new Response(String(error), { status: 400 });
  }
}

function findScope(scope: unknown): WorkerScope {
  if (isWorker(scope)) return scope;
  throw new Error("try-worker.js: expected to run as a service worker, got something else.");
}

function isWorker(scope: unknown): scope is WorkerScope {
  return typeof scope === "object" && scope !== null && "skipWaiting" in scope && "registration" in scope;
}
