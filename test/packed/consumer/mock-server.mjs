import { createServer } from "node:http";
import { createMock } from "@ucwa-meetings/mock/fetch";
import { createHost, perform } from "./mock-host.mjs";

// What comes over HTTP is done by mocks in this process, on Node, Bun and Deno. The mocks themselves listen nowhere.
const host = createHost(createMock);
const server = createServer(async (incoming, response) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const message = JSON.parse(Buffer.concat(chunks).toString());
  response.end(JSON.stringify(await perform(host, incoming.url.slice(1), message)));
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
