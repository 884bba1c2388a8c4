import { createServer } from "node:http";
import { perform } from "./mock-host.mjs";

/** Has a host do what comes over HTTP, on Node, Bun and Deno. Prints the address. */
export function listen(host) {
  const server = createServer(async (incoming, response) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const message = JSON.parse(Buffer.concat(chunks).toString());
    response.end(JSON.stringify(await perform(host, incoming.url.slice(1), message)));
  });
  server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
}
