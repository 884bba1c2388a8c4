import { drawMap } from "./map.ts";

/** Where the client sends the token. */
export const tokenTargets = drawMap({
  title: "Where the token goes, and where it never goes",
  description:
    "Your token function gives the client a token for each origin. The client sends it in the Authorization header to the origin of baseUrl and to the origins that you list in origins, each with its own token. It never sends it to another origin, whether a link or a redirect leads there: it throws LinkError, and nothing is sent. The token is never in an error, in a log, or in the cache.",
  things: {
    function: { x: 2, y: 2, width: 124, height: 48, text: ["your function", "token(origin)"] },
    client: { x: 2, y: 96, width: 124, height: 246, text: ["the client", "keeps one token", "for each origin"] },
    base: { x: 222, y: 96, width: 136, height: 48, text: ["baseUrl", "its origin"] },
    origins: { x: 222, y: 162, width: 136, height: 48, text: ["origins", "that you list"] },
    other: { x: 222, y: 228, width: 136, height: 48, text: ["any other origin", "link or redirect"] },
    traces: { x: 222, y: 294, width: 136, height: 48, text: ["what you see", "error, log, cache"] },
  },
  lines: [
    { from: "function", to: "client", label: ["a token"] },
    { from: "client", to: "base", label: ["token"] },
    { from: "client", to: "origins", label: ["its own token"] },
    { from: "client", to: "other", kind: "never" },
    { from: "client", to: "traces", kind: "never" },
  ],
});
