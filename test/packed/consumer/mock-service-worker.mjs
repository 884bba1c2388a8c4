import { createMock } from "@ucwa-meetings/mock/fetch";
import { fire, handle } from "@ucwa-meetings/mock/service-worker";
import { createHost, perform } from "./mock-host.mjs";

const host = createHost(createMock);
const base = new URL("/host/", self.location.href).href;

// The mocks that tests start, each at a URL of its own, and what the page says about them.
self.addEventListener("fetch", (event) => {
  const { url } = event.request;
  const mock = host.find(url);
  if (mock) handle(mock, { baseUrl: new URL(url).origin })(event);
  if (url.startsWith(base)) event.respondWith(control(url.slice(base.length), event.request));
});

// The one of the README.
fire(createMock());

async function control(action, request) {
  return Response.json(await perform(host, action, await request.json()));
}
