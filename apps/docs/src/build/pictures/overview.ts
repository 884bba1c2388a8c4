import { drawMap } from "./map.ts";

/** How the parts of the project hang together. */
export const overview = drawMap({
  title: "How document, client, mock and site hang together",
  description:
    "Everything comes from one OpenAPI document, which is written by hand. The client gets its types from it, the mock its rules, and this site its pages. Your program calls the client, which speaks JSON and XML. Your tests start the mock, and the client sends its requests there in place of a server. You read this site.",
  things: {
    document: { x: 2, y: 2, width: 356, height: 44, text: ["OpenAPI document", "written by hand"] },
    client: { x: 2, y: 92, width: 106, height: 60, text: ["client", "speaks JSON", "and XML"] },
    mock: { x: 127, y: 92, width: 106, height: 60, text: ["mock", "in place of", "a server"] },
    site: { x: 252, y: 92, width: 106, height: 60, text: ["this site", "shows what", "it says"] },
    program: { x: 2, y: 196, width: 106, height: 32, text: ["your program"] },
    tests: { x: 127, y: 196, width: 106, height: 32, text: ["your tests"] },
    you: { x: 252, y: 196, width: 106, height: 32, text: ["you"] },
  },
  lines: [
    { from: "document", to: "client", label: ["types"] },
    { from: "document", to: "mock", label: ["rules"] },
    { from: "document", to: "site", label: ["pages"] },
    { from: "program", to: "client", label: ["calls"] },
    { from: "tests", to: "mock", label: ["start"] },
    { from: "you", to: "site", label: ["read"] },
    { from: "client", to: "mock" },
  ],
});
