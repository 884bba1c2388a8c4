import { createMock } from "@ucwa-meetings/mock/fetch";
import { handlers } from "@ucwa-meetings/mock/msw";
import { setupServer } from "msw/node";
import { createHost, sendWith } from "./mock-host.mjs";
import { listen } from "./mock-listen.mjs";

const server = setupServer();
server.listen({ onUnhandledRequest: "bypass" });

const mocks = createHost(createMock);
// This process sends its requests with its own fetch, and MSW gives them to the mock.
listen({
  ...mocks,
  async start(message) {
    const { id, url } = await mocks.start(message);
    server.use(...handlers(mocks.find(`${url}/`), { baseUrl: url }));
    return { id, url };
  },
  send: (message) => sendWith(fetch, message),
});
