import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { createRandom } from "./random.ts";

/** A request to send, and how to send it. */
export interface GeneratedRequest {
  kind: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  /** Sends the body in pieces, or goes away in the middle of it. */
  manner: "whole" | "slow" | "abort";
  /** The 5xx that it asks for, if it does. */
  wanted?: number;
}

const root = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
const paths = [
  root,
  `${root}/onlineMeetingExtensions`,
  `${root}/extensions`,
  `${root}/onlineMeetingExtensions/917823`,
  `//v1${root}`,
];
const oddPaths = [
  "/",
  "",
  "/%",
  "/%00",
  "*",
  "//",
  "/ucwa/v1/",
  `${root}/`,
  `${root}%2F..`,
  `${root}?${"a=b&".repeat(50)}`,
  "/__mock/x",
  `/${"x".repeat(2000)}`,
];
const oddAccepts = [
  "*/*",
  "application/xml",
  "application/json;q=0.1, application/xml",
  "text/html",
  ";",
  "a/b;q=x",
  "application/*",
  ", ,",
  "\u00e9",
];
const oddTypes = [
  "application/json",
  "application/xml",
  "application/vnd.microsoft.com.ucwa+xml",
  "text/plain",
  "json",
  ";",
  "application/json; charset=utf-16",
  'application/json; charset="x',
];
const oddPrefers = [
  "code=409",
  "code=500",
  "code=503, example=ServiceUnavailable",
  "example=Nothing",
  "code=999",
  "dynamic=true",
  "ucwa-fault=fire",
  "====",
  "code=",
];
const oddValues = [
  null,
  true,
  12,
  -1e300,
  "",
  "x",
  "sip:a@b.c",
  [],
  ["sip:a@b.c"],
  [null],
  {},
  { a: [1] },
  "\u0000",
  "\ud800",
  "/Date(99999999999999999)/",
  "/Date(1)/",
  "2016-02-30T00:00:00Z",
  "x".repeat(5000),
];
const names = [
  "accessLevel",
  "attendees",
  "leaders",
  "subject",
  "expirationTime",
  "id",
  "type",
  "rel",
  "etag",
  "_links",
  "_embedded",
  "__proto__",
  "constructor",
  "56de7bbf-1081-43e6-bbf2-1cabf3224c83",
  "row",
  "",
];
const methods = ["GET", "GET", "GET", "PUT", "PUT", "POST", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND"];
const samples = exchanges.map(({ request }) => request.body).filter((body) => body !== "");

/** Makes requests that are valid, invalid, malformed, oversized, slow and aborted; the same ones for the same seed. */
export function generateRequests(seed: number): () => GeneratedRequest {
  const chance = createRandom(seed);
  const below = (limit: number) => Math.floor(chance() * limit);
  const pick = <Value>(values: readonly [Value, ...Value[]] | Value[]): Value => {
    const value = values[below(values.length)];
    if (value === undefined) throw new Error("There is nothing to pick from.");
    return value;
  };
  const sometimes = (share: number) => chance() < share;

  const object = (): string => {
    const entries = Array.from({ length: below(6) }, () => [pick(names), oddValues[below(oddValues.length)]]);
    return JSON.stringify(Object.fromEntries(entries));
  };
  const mutate = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    for (let count = below(4); count >= 0; count -= 1) if (bytes.length > 0) bytes[below(bytes.length)] = below(256);
    return sometimes(0.5) ? bytes.subarray(0, below(bytes.length + 1)) : bytes;
  };
  const bodies: Record<string, () => Buffer> = {
    none: () => Buffer.alloc(0),
    valid: () => Buffer.from(pick(samples)),
    odd: () => Buffer.from(object()),
    mutated: () => mutate(pick([...samples, object()])),
    oversized: () => Buffer.alloc(20_000 + below(100_000), "x"),
  };

  return () => {
    const method = pick(methods);
    // Node's own client trips over the answer to a HEAD that had a body and closes the connection.
    const kind = method === "HEAD" ? "none" : pick(Object.keys(bodies));
    const body = bodies[kind]?.() ?? Buffer.alloc(0);
    const headers: Record<string, string> = {};
    if (!sometimes(0.05)) headers.authorization = "Bearer cwt=x";
    if (body.length > 0) headers["content-type"] = body[0] === 0x3c ? "application/xml" : "application/json";
    if (sometimes(0.1)) headers["content-type"] = pick(oddTypes);
    if (sometimes(0.5)) headers.accept = pick(oddAccepts);
    if (sometimes(0.1)) headers.prefer = pick(oddPrefers);
    if (sometimes(0.4))
      headers[pick(["if-match", "if-none-match"])] = pick(['"1"', '"1"', '"1"', "*", "W/", ",,", '"', "x"]);
    if (sometimes(0.05)) headers["x-ms-requiresminresourceversion"] = pick(["1", "2.0", "9", "x"]);
    const wanted = Number(/code=(5\d\d)/.exec(headers.prefer ?? "")?.[1]);
    return {
      kind,
      method,
      path: sometimes(0.15) ? pick(oddPaths) : pick(paths),
      headers,
      body,
      manner: sometimes(0.01) ? "slow" : sometimes(0.02) ? "abort" : "whole",
      ...(wanted && { wanted }),
    };
  };
}
