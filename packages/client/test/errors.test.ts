import { operations } from "@ucwa-meetings/spec/operations";
import { describe, expect, test } from "vitest";
import * as client from "../src/index.ts";
import { createClient, isUcwaError, UcwaClientError, UcwaError } from "../src/index.ts";
import { reply, representations } from "./support/representations.ts";
import { serve } from "./support/server.ts";

const token = "cwt=PHNhbWw6QXNzZXJ0aW9uIHhtbG5...uZm8";
const ids = { applicationId: "833", onlineMeetingId: "810" };

/** What a call is rejected with. */
async function caught(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => expect.unreachable("The call succeeded."),
    (error: unknown) => error,
  );
}

/** One answer to everything, in JSON. */
function clientFor(status: number, body: string, headers: Record<string, string> = {}) {
  const answer = { status, headers: { "content-type": "application/json", ...headers } };
  return createClient({
    baseUrl: "https://fe1.contoso.com/ucwa/v1",
    token,
    retry: false,
    fetch: async () => new Response(body, answer),
  });
}

describe.each(representations)("Errors, in $name", (representation) => {
  const { options, reason } = representation;

  test.each([
    [400, "BadRequest", "BadRequestError"],
    [401, "Unauthorized", "UnauthorizedError"],
    [403, "Forbidden", "ForbiddenError"],
    [404, "NotFound", "NotFoundError"],
    [405, "MethodNotAllowed", "UcwaError"],
    [409, "Conflict", "ConflictError"],
    [410, "Gone", "GoneError"],
    [412, "PreconditionFailed", "PreconditionFailedError"],
    [428, "PreconditionRequired", "PreconditionRequiredError"],
    [429, "TooManyRequests", "TooManyRequestsError"],
    [500, "ServiceFailure", "ServiceFailureError"],
    [503, "ServiceUnavailable", "ServiceUnavailableError"],
    [504, "GatewayTimeout", "UcwaError"],
  ])("%i %s is a %s", async (status, code, name) => {
    const server = await serve(reply(representation, reason(code, "Timeout"), undefined, status));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry: false, ...options });
    const error = await caught(ucwa.myOnlineMeeting.get(ids));
    expect(error).toBeInstanceOf(UcwaError);
    expect(error).toBeInstanceOf(UcwaClientError);
    expect(Object.entries(client).find(([each]) => each === name)?.[1]).toBe(Object(error).constructor);
    expect(error).toMatchObject({ name, status, code, subcode: "Timeout" });
  });

  test("an error says what failed, where, and why, and carries what an administrator needs", async () => {
    const server = await serve({
      ...reply(representation, reason("Conflict", "AlreadyExists"), undefined, 409),
      headers: {
        "content-type": `${representation.mediaType}; charset=utf-8`,
        "x-ms-diagnostics": '28055;source="host";reason="expired"',
        "x-ms-correlation-id": "6f1c2c0e",
      },
    });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const error = await caught(ucwa.onlineMeetingExtensions.create("/ucwa/v1/s?key=hidden", { id: "917823" }));
    expect(error).toMatchObject({
      message: `POST ${server.baseUrl}/s: 409 Conflict/AlreadyExists Please check what you entered and try again.`,
      method: "POST",
      url: `${server.baseUrl}/s`,
      status: 409,
      code: "Conflict",
      subcode: "AlreadyExists",
      parameters: [],
      debugInfo: {},
      diagnostics: '28055;source="host";reason="expired"',
      correlationId: "6f1c2c0e",
    });
  });
});

describe("Errors", () => {
  test("parameters may be a list or a map", async () => {
    const named = [{ name: "sdp", reason: "Invalid" }];
    for (const parameters of [named, { sdp: "Invalid" }]) {
      const ucwa = clientFor(400, JSON.stringify({ code: "BadRequest", parameters }));
      expect(await caught(ucwa.myOnlineMeeting.get(ids))).toMatchObject({ parameters: named });
    }
  });

  test("in XML, parameters and debugInfo come as the same list and map", async () => {
    const body = `<reason xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><code>BadRequest</code><parameters><parameter><name>sdp</name><reason>Invalid</reason></parameter></parameters><debugInfo><property name="diagnosticsCode">2</property></debugInfo></reason>`;
    const [, xml] = representations;
    const server = await serve({ status: 400, headers: { "content-type": "application/xml" }, body });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...xml?.options });
    expect(await caught(ucwa.myOnlineMeeting.get(ids))).toMatchObject({
      parameters: [{ name: "sdp", reason: "Invalid" }],
      debugInfo: { diagnosticsCode: "2" },
    });
  });

  test("link may be text or an object, and the rest of the body is kept as it came", async () => {
    for (const link of ["/help", { href: "/help" }]) {
      const reason = { code: "Conflict", message: "No.", link, debugInfo: { diagnosticsCode: "2" }, extra: 1 };
      const error = await caught(clientFor(409, JSON.stringify(reason)).myOnlineMeeting.get(ids));
      expect(error).toMatchObject({ reason, debugInfo: { diagnosticsCode: "2" }, subcode: undefined });
    }
  });

  test("an unknown code, an unknown subcode and an unknown status are errors like any other", async () => {
    const body = '{"code":"Newfangled","subcode":"NeverHeardOf"}';
    const error = await caught(clientFor(418, body).myOnlineMeeting.get(ids));
    expect(error).toMatchObject({ name: "UcwaError", status: 418, code: "Newfangled", subcode: "NeverHeardOf" });
  });

  test("a 401, 403 or 412 says enough without a UCWA body", async () => {
    for (const [status, code] of [
      [401, "Unauthorized"],
      [403, "Forbidden"],
      [412, "PreconditionFailed"],
    ] as const) {
      const html = { "content-type": "text/html", "www-authenticate": 'MsRtcOAuth href="https://fe1.contoso.com/t"' };
      const error = await caught(clientFor(status, "<h2>Unauthorized</h2>", html).myOnlineMeeting.get(ids));
      expect(error).toMatchObject({ status, code, reason: {}, challenge: html["www-authenticate"] });
    }
  });

  test("every documented error of every operation arrives as what it is", async () => {
    for (const { errors } of operations.operations) {
      for (const { status, code, subcode } of errors) {
        const error = await caught(clientFor(status, JSON.stringify({ code, subcode })).myOnlineMeeting.get(ids));
        expect(error).toMatchObject({ status, code, subcode });
      }
    }
  });

  test("an error that says little is told by its status and code", async () => {
    const error = await caught(clientFor(404, '{"code":"NotFound"}').myOnlineMeeting.get("/ucwa/v1/m"));
    expect(error).toMatchObject({
      message: "GET https://fe1.contoso.com/ucwa/v1/m: 404 NotFound",
      diagnostics: undefined,
      correlationId: undefined,
      challenge: undefined,
    });
  });

  test("what is no UCWA error is shown with its status and media type, and not beyond its beginning", async () => {
    const page = `<html>${" ".repeat(1000)}</html>`;
    const error = await caught(clientFor(502, page, { "content-type": "text/html" }).myOnlineMeeting.get("/m"));
    const about = "GET https://fe1.contoso.com/m: ";
    expect(error).toMatchObject({
      message: expect.stringMatching(`^${about}expected an error with a code, got 502 text/html <html> `),
    });
    expect(Object(error).message).toHaveLength(about.length + 300);
  });

  test("an error that is far too long is shown by its beginning, and by what is wrong with it", async () => {
    const body = `{"code":"Conflict","message":"${"No. ".repeat(25_000)}"}`;
    const call = clientFor(409, body).myOnlineMeeting.get("/m");
    await expect(call).rejects.toThrow(
      /, got 409 application\/json SyntaxError: .+: \{"code":"Conflict","message":"No\. /,
    );
  });

  test("an answer with nothing in it, not even a media type, is told by its status", async () => {
    const fetch = async () => new Response(null, { status: 204 });
    const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token, fetch });
    await expect(ucwa.myOnlineMeeting.get("/m")).rejects.toThrow(/: expected a representation, got 204\s*$/);
  });

  test("a connection that fails is a NetworkError, with a copy of the cause down to the system's code", async () => {
    const refusal = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const fetch = async () => {
      throw new TypeError("fetch failed", { cause: refusal });
    };
    const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token, retry: false, fetch });
    const error = await caught(ucwa.myOnlineMeeting.get("/m"));
    expect(error).toMatchObject({
      name: "NetworkError",
      message: "GET https://fe1.contoso.com/m: expected a response, got fetch failed: connect ECONNREFUSED",
      cause: { message: "fetch failed", cause: { message: "connect ECONNREFUSED", code: "ECONNREFUSED" } },
    });
    expect(Object(error).cause).not.toHaveProperty("code");
    expect(Object(error).cause).not.toBe(refusal);
  });

  test("an error that has no cause has no property of that name either", async () => {
    expect(await caught(clientFor(404, '{"code":"NotFound"}').myOnlineMeeting.get(ids))).not.toHaveProperty("cause");
  });

  test("a fetch of one's own may throw anything", async () => {
    const fetch = async () => Promise.reject("offline");
    const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token, retry: false, fetch });
    const error = await caught(ucwa.myOnlineMeeting.get("/m"));
    expect(error).toMatchObject({ name: "NetworkError", cause: { message: "offline" } });
  });

  test("isUcwaError tells the server's errors from others", async () => {
    const refused = await caught(clientFor(404, '{"code":"NotFound"}').myOnlineMeeting.get(ids));
    expect(isUcwaError(refused)).toBe(true);
    expect(isUcwaError(new Error("NotFound"))).toBe(false);
  });

  test("each class names itself in its messages and stacks", async () => {
    const error = await caught(clientFor(404, '{"code":"NotFound"}').myOnlineMeeting.get(ids));
    expect(String(error)).toMatch(/^NotFoundError: GET https:\/\/fe1/);
    expect(Object(error).stack).toMatch(/^NotFoundError: GET https:\/\/fe1/);
    expect(Object.keys(Object(error))).not.toContain("name");
  });
});
