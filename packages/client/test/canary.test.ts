import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createClient } from "../src/index.ts";
import { representations } from "./support/representations.ts";

const canary = "PHNhbWw6Q2FuYXJ5IHhtbG5";
const token = `cwt=${canary}`;
const secret = "hushhush";
const href = `/ucwa/v1/m?access_token=${secret}&${secret}`;

/** Everything that somebody who logs a value could see. */
function seen(value: unknown): string {
  const texts = [String(value), JSON.stringify(value), inspect(value, { depth: 20, showHidden: true, getters: true })];
  if (value instanceof Error) texts.push(value.stack ?? "", ...(value.cause === undefined ? [] : [seen(value.cause)]));
  return texts.join("\n");
}

const html = { "content-type": "text/html" };
const echo = { "x-ms-diagnostics": `28032;reason="${token}"`, "www-authenticate": `Bearer error="${canary}"` };
const faults: Record<string, (request: Request) => Promise<Response>> = {
  "a refusal that echoes the ticket in all its parts": async () =>
    Response.json(
      {
        code: "BadRequest",
        subcode: "ParameterValidationFailure",
        message: `No: ${token}`,
        parameters: { authorization: canary },
        debugInfo: { header: `Bearer ${token}` },
      },
      { status: 400, headers: echo },
    ),
  "a page of a proxy that echoes the ticket": async (request) =>
    new Response(`<html>${request.headers.get("authorization")}</html>`, {
      status: 502,
      headers: { ...html, ...echo },
    }),
  "an unauthorized page": async () =>
    new Response(`<html>${token}</html>`, { status: 401, headers: { ...html, ...echo } }),
  "broken JSON": async () =>
    new Response(`{"subject":"${token}`, { headers: { "content-type": "application/json", ...echo } }),
  "a network failure whose error holds the request": async (request) => {
    const cause = Object.assign(new Error(`connect ${request.headers.get("authorization")}`), { request, code: "E" });
    throw Object.assign(new TypeError(`fetch failed for Bearer ${token}`, { cause }), { request, config: { token } });
  },
  "a failure that is no Error": async (request) => {
    throw `no route for ${request.headers.get("authorization")}`;
  },
  silence: () => new Promise(() => {}),
  "a redirect to another origin": async () =>
    new Response(null, { status: 302, headers: { location: `https://elsewhere.example/?${secret}` } }),
};

describe("No ticket and no secret of an address is seen", () => {
  test.each(Object.entries(faults))("in the error for %s", async (_, fetch) => {
    for (const given of [token, () => token]) {
      const ucwa = createClient({
        baseUrl: "https://fe1.contoso.com/ucwa/v1",
        token: given,
        fetch,
        timeout: 20,
        retry: { retries: 1, minDelay: 1 },
      });
      const calls = [
        () => ucwa.myOnlineMeeting.get(href),
        () => ucwa.onlineMeetingExtensions.create(href, { id: "1" }),
      ];
      for (const call of calls) {
        const error = await call().catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(Error);
        expect(seen(error)).not.toContain(canary);
        expect(seen(error)).not.toContain(secret);
      }
    }
  });

  test.each(["\n", "…", " "])("in the error for a ticket that fits in no header because of %j", async (character) => {
    const ticket = `${token}${character}${token}`;
    const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token: ticket, retry: false });
    const error = await ucwa.myOnlineMeeting.get(href).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "ArgumentError" });
    expect(seen(error)).not.toContain(canary);
  });

  test("in the error for an address with credentials", async () => {
    const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token });
    const error = await ucwa.myOnlineMeeting
      .get(`https://${secret}@elsewhere.example/?${secret}`)
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Error);
    expect(seen(error)).not.toContain(secret);
  });

  test.each(representations)(
    "in the client, in a representation, and in a result, in $name",
    async (representation) => {
      const { options, mediaType, meeting } = representation;
      const ucwa = createClient({
        baseUrl: "https://fe1.contoso.com/ucwa/v1",
        token,
        fetch: async () => new Response(meeting, { headers: { "content-type": mediaType, etag: '"1"' } }),
        ...options,
      });
      const read = await ucwa.myOnlineMeeting.get(href);
      const path = { applicationId: "833", onlineMeetingId: "810" };
      const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
      const result = await ucwa.GET(meetingPath, { params: { path } });
      for (const value of [ucwa, read, read.embedded("onlineMeetingExtension"), result]) {
        expect(seen(value)).not.toContain(canary);
      }
    },
  );
});
