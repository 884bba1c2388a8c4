import { createMock } from "@ucwa-meetings/mock/fetch";
import { handlers } from "@ucwa-meetings/mock/msw";
import { setupWorker } from "msw/browser";
import { createHost, perform, sendWith } from "./mock-host.mjs";

const worker = setupWorker();
// MSW 3 has the first of these options, MSW 2 the other.
await worker.start({ quiet: true, onUnhandledFrame: "bypass", onUnhandledRequest: "bypass" });

const mocks = createHost(createMock);
// The page sends its requests with its own fetch. They go through MSW's service worker, and come back to this page.
const host = {
  ...mocks,
  async start(message) {
    const { id, url } = await mocks.start(message);
    worker.use(...handlers(mocks.find(`${url}/`), { baseUrl: url }));
    return { id, url };
  },
  send: (message) => sendWith(fetch, message),
};
window.perform = (action, message) => perform(host, action, message);

document.documentElement.dataset.ready = "yes";
