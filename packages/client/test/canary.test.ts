import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { type CacheEntry, createClient, UcwaClientError } from "../src/index.ts";
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
  "a refusal that echoes the token in all its parts": async () =>
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
  "a page of a proxy that echoes the token": async (request) =>
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

const silent = { baseUrl: "https://fe1.contoso.com/ucwa/v1", fetch: async () => new Response(null, { status: 204 }) };

describe("No token and no secret of an address is seen", () => {
  test.each(Object.entries(faults))("in the error for %s", async (_, fetch) => {
    for (const given of [token, () => token]) {
      const ucwa = createClient({
        baseUrl: "https://fe1.contoso.com/ucwa/v1",
        token: given,
        fetch,
        timeout: 20,
        retry: { limit: 1, initialDelay: 1 },
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

  test.each(["\n", "…", " "])("in the error for a token that fits in no header because of %j", async (character) => {
    const unsendable = `${token}${character}${token}`;
    const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token: unsendable, retry: false });
    const error = await ucwa.myOnlineMeeting.get(href).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "ArgumentError" });
    expect(seen(error)).not.toContain(canary);
  });

  test.each([
    ["of the client", (value: string) => createClient({ ...silent, headers: { authorization: value } })],
    [
      "of a call",
      (value: string) => createClient(silent).myOnlineMeeting.get(href, { headers: { authorization: value } }),
    ],
  ])("in the error for a header %s that holds a line break", async (_, call) => {
    const error: unknown = await (async () => call(`Bearer ${token}\n${token}`))().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "ArgumentError",
      message: expect.stringMatching(/^headers: expected HTTP headers, got /),
    });
    expect(seen(error)).not.toContain(canary);
  });

  test("in the errors of many calls at once, each with a token of its own", async () => {
    const tokens = Array.from(
      { length: 60 },
      (_, index) => `cwt=${createHash("sha256").update(String(index)).digest("hex")}`,
    );
    const started = Promise.withResolvers<void>();
    let waiting = 0;
    const ucwa = createClient({
      ...silent,
      retry: false,
      fetch: async ({ headers }) => {
        if (++waiting === tokens.length) started.resolve();
        await started.promise;
        return Response.json({ code: "BadRequest", message: `No: ${headers.get("authorization")}` }, { status: 400 });
      },
    });
    const errors = tokens.map((each) =>
      ucwa.myOnlineMeeting
        .get(href, { headers: { authorization: `Bearer ${each}` } })
        .catch((reason: unknown) => reason),
    );
    for (const [index, error] of (await Promise.all(errors)).entries()) {
      expect(error).toMatchObject({ status: 400 });
      expect(seen(error)).not.toContain(tokens[index]);
    }
  });

  // The first two are the words of Deno's fetch and of node-fetch.
  test.each([
    `error sending request for url (https://fe1.contoso.com/ucwa/v1/m?access_token=${secret}): client error (Connect)`,
    `request to https://fe1.contoso.com/ucwa/v1/m?access_token=${secret} failed, reason: connect ECONNREFUSED`,
    `no route to https://anna:${secret}@proxy.contoso.com/#${secret}`,
  ])("in the error for a fetch that fails with %j", async (message) => {
    const attempts: unknown[] = [];
    const ucwa = createClient({
      ...silent,
      retry: false,
      onAttempt: (attempt) => attempts.push(attempt, attempt.reason),
      fetch: () => Promise.reject(new TypeError(message, { cause: new Error(message) })),
    });
    const error = await ucwa.myOnlineMeeting.get(href).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "NetworkError" });
    for (const value of [error, ...attempts]) expect(seen(value)).not.toContain(secret);
  });

  test("in the excerpt of a page that links to an address", async () => {
    const page = `<h2>Object moved to <a href="/m?access_token=${secret}">here</a></h2>`;
    const fetch = async () => new Response(page, { status: 302, headers: html });
    const error = await createClient({ ...silent, fetch })
      .myOnlineMeeting.delete(href)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: expect.stringContaining("Object moved to") });
    expect(seen(error)).not.toContain(secret);
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

/** A token as a deployed server gives it: longer than what is shown of a body. */
const long = `cwt=${Buffer.from(Array.from({ length: 330 }, (_, index) => (index * 89 + 31) % 256)).toString("base64")}`;
const codes = [...long].map((character) => character.charCodeAt(0));
const hex = codes.map((code) => code.toString(16));

/** The forms in which a token travels. */
const forms: Record<string, string> = {
  "as it is": long,
  "with Bearer": `Bearer ${long}`,
  "percent-encoded": encodeURIComponent(long),
  "percent-encoded twice": encodeURIComponent(encodeURIComponent(long)),
  "percent-encoded in each character": hex.map((code) => `%${code}`).join(""),
  "as HTML": long.replaceAll("=", "&#x3d;").replaceAll("+", "&#43;").replaceAll("/", "&#x2F;"),
  "as decimal entities": codes.map((code) => `&#${code};`).join(""),
  "as hexadecimal entities": hex.map((code) => `&#x${code.toUpperCase()};`).join(""),
  "as JSON": JSON.stringify(`{"t":"${long}"}`).replaceAll("/", "\\/"),
  "as JSON escapes": hex.map((code) => `\\u00${code}`).join(""),
  "as JSON escapes in JSON": hex.map((code) => `\\\\u00${code}`).join(""),
  "in base64": btoa(long),
  "in base64 with Bearer": btoa(`Bearer ${long}`),
  "in base64 of an object": btoa(`{"token":"${long}","more":1}`),
  "in base64 for URLs": Buffer.from(`x:${long}`).toString("base64url"),
  "in base64, percent-encoded": encodeURIComponent(btoa(long)),
  "cut off at its end": `Bearer ${long.slice(0, 40)}`,
  "cut off at its beginning": `${long.slice(-40)} is not valid`,
};

/** A text in all the ways in which somebody could read it. */
function* readings(text: string): Generator<string> {
  const character = (_: string, code: string) => String.fromCharCode(Number.parseInt(code, 16));
  let plain = text;
  for (let round = 0; round < 3; round++) {
    yield plain;
    plain = plain
      .replace(/%([\da-f]{2})/gi, character)
      .replace(/&#x([\da-f]{2});/gi, character)
      .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code))
      .replace(/\\+u00([\da-f]{2})/gi, character)
      .replace(/\\+\//g, "/");
  }
  for (const [word] of plain.matchAll(/[\w+/-]{12,}/g)) {
    for (const start of [0, 1, 2, 3]) yield Buffer.from(word.slice(start), "base64").toString("latin1");
  }
}

/** Eight characters of the token, if that many of them are seen. */
function seenOfTicket(value: unknown): string | undefined {
  const parts = codes.slice(11).map((_, at) => long.slice(at + 4, at + 12));
  for (const text of readings(seen(value))) {
    const found = parts.find((part) => text.includes(part));
    if (found) return found;
  }
  return undefined;
}

test.each(Object.entries(forms))("the canary sees a token that is shown %s", (_, form) => {
  expect(seenOfTicket(new Error(form))).toBeDefined();
});

/** Everywhere that a server can say something. */
const rooms: Record<string, (form: string) => Response> = {
  "each header": (form) =>
    new Response("<p>No.</p>", {
      status: 401,
      statusText: form,
      headers: {
        "content-type": `text/html; x=${form}`,
        "x-ms-diagnostics": `28032;reason="${form}"`,
        "x-ms-correlation-id": form,
        "www-authenticate": `Bearer error="${form}", MsRtcOAuth href="https://fe1.contoso.com/t?${form}"`,
        etag: `"${form}"`,
        "retry-after": form,
      },
    }),
  "client-request-id": (form) => new Response(null, { status: 500, headers: { "client-request-id": form } }),
  "each property of a reason": (form) =>
    Response.json(
      {
        code: form,
        subcode: form,
        message: form,
        link: { href: form },
        parameters: [{ name: form, reason: form }],
        debugInfo: { [form]: form, deep: [{ [form]: [form] }] },
        [form]: [form],
      },
      { status: 409 },
    ),
  "a map of parameters": (form) =>
    Response.json({ code: "BadRequest", parameters: { [form]: form }, debugInfo: form }, { status: 400 }),
  "a page": (form) =>
    new Response(`<html><body data-t="${form}">${form}</body></html>`, {
      status: 502,
      headers: { "content-type": "text/html" },
    }),
  "what is no JSON": (form) => new Response(`{"subject":${form}`, { headers: { "content-type": "application/json" } }),
  "what ends too soon": (form) =>
    new Response(`{"subject":"${form}`, { status: 409, headers: { "content-type": "application/json" } }),
  "an address to go to": (form) =>
    new Response(null, {
      status: 302,
      headers: { location: `https://${form}@elsewhere.example/${form}?${form}#${form}` },
    }),
  "an address that is none": (form) => new Response(null, { status: 302, headers: { location: `http://[${form}` } }),
};

describe.each(Object.keys(forms))("No part of a token is seen that a server sends %s", (name) => {
  const form = forms[name] ?? "";

  test.each(Object.entries(rooms))("in %s", async (_, answer) => {
    for (const options of representations.map(({ options }) => options)) {
      const ucwa = createClient({
        baseUrl: "https://fe1.contoso.com/ucwa/v1",
        token: long,
        retry: false,
        // A header that no server could send is left out.
        fetch: async () => answer(form.replaceAll("\n", "")),
        ...options,
      });
      for (const call of [() => ucwa.myOnlineMeeting.get("/m"), () => ucwa.onlineMeetingExtensions.create("/m", {})]) {
        const error = await call().catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(UcwaClientError);
        expect(seenOfTicket(error)).toBeUndefined();
      }
    }
  });

  test("in an address that it gives, whether its answer fails, is late or has no connection", async () => {
    const answers: (() => Promise<Response>)[] = [
      async () => new Response(null, { status: 502 }),
      () => new Promise(() => {}),
      async () => {
        throw Object.assign(new Error(form, { cause: Object.assign(new Error(""), { code: form }) }), { form });
      },
    ];
    for (const fetch of answers) {
      const ucwa = createClient({
        baseUrl: "https://fe1.contoso.com/ucwa/v1",
        token: long,
        retry: false,
        timeout: 10,
        fetch,
      });
      const error = await ucwa.myOnlineMeeting.get(`/ucwa/v1/${form}/m`).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UcwaClientError);
      expect(seenOfTicket(error)).toBeUndefined();
    }
  });
});

/** A whole token: a key is only looked at where it is long enough to hold one. */
const whole = Object.entries(forms).filter(([name]) => !name.startsWith("cut off"));

test.each(whole)("No key of the cache holds a token that an address has %s", async (_, form) => {
  const cache = new Map<string, CacheEntry>();
  const ucwa = createClient({
    baseUrl: "https://fe1.contoso.com/ucwa/v1",
    token: long,
    fetch: async () => Response.json({ rel: "myOnlineMeeting" }, { headers: { etag: '"1"' } }),
    cache,
  });
  await ucwa.myOnlineMeeting.get("/ucwa/v1/m", { headers: { "client-request-id": form } });
  await ucwa.myOnlineMeeting.get(`/ucwa/v1/${form}/m`);
  await ucwa.myOnlineMeeting.get(`/ucwa/v1/m?t=${form}`);
  await ucwa.myOnlineMeeting.get("/ucwa/v1/m");
  expect(cache.size).toBeGreaterThan(0);
  expect(seenOfTicket([...cache.keys()])).toBeUndefined();
});

test("An excerpt shows no part of a token, wherever it is cut", async () => {
  for (let before = 180; before < 310; before++) {
    for (const [body, type] of [
      [`<p>${" x".repeat(before / 2)}${long}</p>`, "text/html"],
      [`{"x":"${"y".repeat(before)}" ${long}}`, "application/json"],
    ] as const) {
      const ucwa = createClient({
        baseUrl: "https://fe1.contoso.com/ucwa/v1",
        token: long,
        fetch: async () => new Response(body, { headers: { "content-type": type } }),
      });
      const error = await ucwa.myOnlineMeeting.get("/m").catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UcwaClientError);
      expect(seenOfTicket(error)).toBeUndefined();
    }
  }
});

test.each(["Bearer", "Negotiate", "Basic"])(
  "An Authorization header of the caller's own is a secret, too: %s",
  async (scheme) => {
    for (const status of [400, 502]) {
      const ucwa = createClient({
        baseUrl: "https://fe1.contoso.com/ucwa/v1",
        headers: { authorization: `${scheme} ${long}` },
        fetch: async ({ headers }) => Response.json({ code: headers.get("authorization") }, { status, headers: echo }),
      });
      const error = await ucwa.myOnlineMeeting.get("/m").catch((reason: unknown) => reason);
      expect(seenOfTicket(error)).toBeUndefined();
      // What is no secret stays.
      expect(error).toMatchObject({ challenge: expect.stringContaining("Bearer error=") });
    }
  },
);

test("Tokens that were refused are secrets, too, and what is none is shown as it came", async () => {
  let asked = 0;
  const ucwa = createClient({
    baseUrl: "https://fe1.contoso.com/ucwa/v1",
    token: () => (asked++ ? "cwt=another" : long),
    fetch: async () =>
      new Response(`<p>The token ${long} is not valid.</p>`, {
        status: 401,
        headers: { "content-type": "text/html" },
      }),
  });
  const error = await ucwa.myOnlineMeeting.get("/ucwa/v1/applications/833").catch((reason: unknown) => reason);
  expect(asked).toBe(2);
  expect(seenOfTicket(error)).toBeUndefined();
  const reason = { code: "Conflict", message: 'Say "hello": \\ \u2028 \ud800 {[(é)]}', debugInfo: { a: "b,c/d?e" } };
  const refused = await createClient({
    baseUrl: "https://fe1.contoso.com/ucwa/v1",
    token: long,
    fetch: async () => Response.json(reason, { status: 409 }),
  })
    .myOnlineMeeting.get("/m")
    .catch((each: unknown) => each);
  expect(refused).toMatchObject({ reason });
});
