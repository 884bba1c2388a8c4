import { expect, test } from "vitest";
import { createRedactor } from "../redact/redact.ts";
import { findHeaderFindings } from "./header-findings.ts";

const find = (status: number, headers: Record<string, string>, accept = "application/json") =>
  findHeaderFindings(
    {
      request: { method: "GET", target: "/", headers: { accept }, body: Buffer.alloc(0), isComplete: true },
      response: { status, headers, body: Buffer.from("{}"), isComplete: true },
    },
    createRedactor(),
  ).map(({ pointer, expected, actual }) => `${pointer}: expected ${expected}, got ${actual}`);

test.each([
  [200, { "content-type": "application/json" }],
  [200, { "content-type": "application/json; charset=UTF-8" }],
  [404, { "content-type": "text/html; charset=iso-8859-1" }],
  // Whatever was asked for, an error may come in JSON.
  [406, { "content-type": "application/json" }],
  [401, { "www-authenticate": 'Bearer client_id="0", MsRtcOAuth href="https://fe1.contoso.com/WebTicket/oauthtoken"' }],
  [403, { "www-authenticate": "Bearer" }],
])("%i with %o is right", (status, headers) => {
  expect(find(status, headers, status === 406 ? "image/png" : "application/json")).toEqual([]);
});

test.each([
  [
    200,
    { "content-type": "application/json; charset=utf-16" },
    'header content-type: expected the charset utf-8, got "application/json; charset=utf-16"',
  ],
  [
    200,
    { "content-type": "application/xml" },
    'header content-type: expected a media type that the request accepts, got "application/xml"',
  ],
  [401, { "www-authenticate": "Basic" }, 'header www-authenticate: expected the challenge MsRtcOAuth, got "Basic"'],
])("%i with %o is wrong", (status, headers, message) => {
  expect(find(status, headers)).toEqual([message]);
});
