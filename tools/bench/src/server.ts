/** A server that responds to every request with the published meeting, as fast as node:http can. It runs in its own process. */
import { createServer } from "node:http";
import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { listen } from "./listen.ts";

const findBody = (name: string) => exchanges.find((exchange) => exchange.name === name)?.response.body ?? "";
const json = findBody("get-my-online-meeting.json");
const xml = findBody("get-my-online-meeting.xml");

const server = createServer((request, response) => {
  const wantsXml = request.headers.accept?.includes("xml");
  const body = wantsXml ? xml : json;
  response.writeHead(200, {
    "Content-Type": wantsXml ? "application/xml" : "application/json",
    "Content-Length": Buffer.byteLength(body),
    ETag: '"346579618"',
  });
  response.end(body);
});
process.send?.(await listen(server));
process.on("disconnect", () => process.exit());
