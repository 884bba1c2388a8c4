import { describe, expect, test } from "vitest";
import { createClient, UcwaClientError } from "../src/index.ts";

/** An expression that looks at the same characters again and again needs minutes for these: 100 kB of each. */
const pieces = [
  " ",
  "\t",
  ",",
  "/",
  "//",
  "\\",
  "(",
  "()",
  "-",
  "1",
  "+11:11 ",
  "1T",
  "W/",
  "@",
  "?#",
  "%25",
  "%2525%",
  "&#",
  "&#0",
  "&#x0",
  "\\u00",
  "\\\\u00",
  "a=",
  'a="',
  "'",
  "{}",
  "[",
  ":",
  ";",
  "/json",
  "+xml",
  "/Date(",
  "=",
  "a@",
  "://",
];
const long = (piece: string) => piece.repeat(Math.ceil(100_000 / piece.length));
const names = [
  "etag",
  "content-type",
  "retry-after",
  "location",
  "www-authenticate",
  "x-ms-diagnostics",
  "x-ms-correlation-id",
];

describe("An answer takes no longer than its length wants", () => {
  test.each(pieces)("with %j in each header", async (piece) => {
    for (const status of [200, 302, 401, 409, 503]) {
      const headers = Object.fromEntries(names.map((name) => [name, `x${long(piece)}x`]));
      const fetch = async () => new Response('{"code":"Conflict"}', { status, headers });
      const ucwa = createClient({
        baseUrl: "https://fe1.contoso.com/ucwa/v1",
        token: "cwt=PHNhbWw6QXNzZXJ0aW9u",
        retry: { limit: 1, initialDelay: 0, maxDelay: 0 },
        fetch,
      });
      await ucwa.myOnlineMeeting.get("/m").catch((error) => expect(error).toBeInstanceOf(UcwaClientError));
    }
  });

  test.each(pieces)("with %j in each property", async (piece) => {
    const text = JSON.stringify(long(piece));
    const meeting = `{"rel":"myOnlineMeeting","etag":${text},"expirationTime":${text},"x":[1${" ".repeat(100_000)}],"subject":${text},"_links":{"onlineMeetingExtensions":{"href":${text}}}}`;
    const fetch = async ({ method }: Request) =>
      method === "GET"
        ? new Response(meeting, { headers: { "content-type": "application/json", etag: '"1"' } })
        : new Response(meeting.replace("{", `{"code":"Conflict","message":${text},`), {
            status: 409,
            headers: { "content-type": "application/json" },
          });
    const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token: "cwt=PHNhbWw6QXNzZXJ0aW9u", fetch });
    const read = await ucwa.myOnlineMeeting.get("/m");
    await expect(ucwa.myOnlineMeeting.update(read, {})).rejects.toBeInstanceOf(UcwaClientError);
    // A link of that kind leads nowhere, to another origin, or to what has no extensions.
    await ucwa.onlineMeetingExtensions.list(read).catch((error) => expect(error).toBeInstanceOf(UcwaClientError));
  });
});
