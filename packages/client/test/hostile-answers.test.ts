import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { type ClientOptions, createClient, type UcwaClient, UcwaClientError } from "../src/index.ts";
import { representations } from "./support/representations.ts";
import { type Reply, serve } from "./support/server.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const baseUrl = "https://fe1.contoso.com/ucwa/v1";
const secret = "hushhush";

const calls = (ucwa: UcwaClient) => [
  ucwa.myOnlineMeeting.get(ids),
  ucwa.myOnlineMeeting.update(ids, { subject: "Q3" }),
  ucwa.myOnlineMeeting.delete(ids),
  ucwa.onlineMeetingExtensions.list(ids),
  ucwa.onlineMeetingExtensions.create(ids, { id: "1" }),
  ucwa.GET(meetingPath, { params: { path: ids } }).then(({ error }) => {
    if (error) throw error;
  }),
];

/** What all the calls are rejected with, with middleware and without; undefined for one that succeeds. */
async function rejections(options: Partial<ClientOptions>): Promise<unknown[]> {
  const outcomes: PromiseSettledResult<unknown>[] = [];
  for (const middleware of [[], [{ onResponse: ({ response }: { response: Response }) => response.clone() }]]) {
    const ucwa = createClient({ baseUrl, token: "cwt=anything", retry: false, ...options });
    ucwa.use(...middleware);
    outcomes.push(...(await Promise.allSettled(calls(ucwa))));
  }
  return outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason : undefined));
}

/** All rejections are this package's errors. */
async function expectOwnErrors(options: Partial<ClientOptions>) {
  for (const reason of await rejections(options)) {
    if (reason !== undefined) expect(reason).toBeInstanceOf(UcwaClientError);
  }
}

/** A server that answers with these bytes and hangs up. */
async function serveRaw(answer: string) {
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", () => socket.end(Buffer.from(answer, "latin1")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { baseUrl: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/ucwa/v1` };
}

describe("Whatever a server sends, the error is one of this package", () => {
  test.each([
    "600 x",
    "999 x",
    "099 x",
    "000 x",
    "20 x",
    "1000 x",
    "404 N\u0001t",
    "404 N\u00f6t",
    "409 ",
    "500 \u007f",
  ])("a status line of %j", async (line) => {
    const body = '{"code":"Conflict"}';
    const head = `HTTP/1.1 ${line}\r\nContent-Type: application/json\r\nConnection: close\r\n`;
    const server = await serveRaw(`${head}Content-Length: ${body.length}\r\n\r\n${body}`);
    for (const reason of await rejections(server)) expect(reason).toBeInstanceOf(UcwaClientError);
  });

  test("a status that says nothing is named", async () => {
    const server = await serveRaw("HTTP/1.1 600 x\r\nContent-Length: 2\r\n\r\n{}");
    const [reason] = await rejections(server);
    expect(reason).toMatchObject({
      name: "UnexpectedResponseError",
      status: 600,
      message: expect.stringContaining("a status up to 599"),
    });
  });

  const odd = [
    '{"toString":1}',
    '{"toString":{},"valueOf":{}}',
    "[]",
    "[[{}]]",
    "{}",
    "1",
    "1e400",
    "true",
    '""',
    "null",
  ];
  const names = ["code", "subcode", "message", "parameters", "debugInfo", "link", "__proto__", "toJSON", "constructor"];

  test.each(odd)("an error in which any property is %s", async (value) => {
    for (const name of names) {
      const body = `{"code":"Conflict","subcode":"x","message":"y",${JSON.stringify(name)}:${value}}`;
      for (const status of [400, 401, 403, 404, 409, 412, 418, 500]) {
        const fetch = async () => new Response(body, { status, headers: { "content-type": "application/json" } });
        for (const reason of await rejections({ fetch })) expect(reason).toBeInstanceOf(UcwaClientError);
      }
    }
  });

  const properties = [
    "rel",
    "etag",
    "expirationTime",
    "_links",
    "_embedded",
    "subject",
    "__proto__",
    "toJSON",
    "attendees",
  ];

  test.each(odd)("a meeting in which any property is %s", async (value) => {
    for (const name of properties) {
      for (const body of [
        `{"rel":"myOnlineMeeting","etag":"1","expirationTime":"/Date(1)/",${JSON.stringify(name)}:${value}}`,
        `{"rel":"x","_links":{"self":${value},"onlineMeetingExtensions":[${value}]},"_embedded":{"onlineMeetingExtension":[${value}]}}`,
        `{"rel":"x","_links":{"self":{"href":${value}}},"_embedded":{"onlineMeetingExtension":{"etag":${value},"_links":${value}}}}`,
        value,
      ]) {
        await expectOwnErrors({
          fetch: async () => new Response(body, { headers: { "content-type": "application/json", etag: '"1"' } }),
        });
      }
    }
  });

  const deep = 20_000;
  const nested: [string, string, object][] = [
    ["JSON objects", `{"code":"Conflict","rel":"myOnlineMeeting","x":${'{"x":'.repeat(deep)}1${"}".repeat(deep)}}`, {}],
    ["JSON lists", `{"code":"Conflict","rel":"myOnlineMeeting","x":${"[".repeat(deep)}${"]".repeat(deep)}}`, {}],
    [
      "XML elements",
      `<resource rel="x" href="/x" xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa">${'<resource rel="x" href="/x">'.repeat(deep)}${"</resource>".repeat(deep)}</resource>`,
      representations[1]?.options ?? {},
    ],
  ];
  test.each(nested)(`${deep} levels of %s`, async (_, body, options) => {
    const type = body.startsWith("<") ? "application/xml" : "application/json";
    for (const status of [200, 409]) {
      const fetch = async () => new Response(body, { status, headers: { "content-type": type, etag: '"1"' } });
      const reasons = await rejections({ ...options, fetch });
      expect(reasons[0]).toBeInstanceOf(UcwaClientError);
      for (const reason of reasons) if (reason !== undefined) expect(reason).toBeInstanceOf(UcwaClientError);
    }
  });

  test("10 MB of escapes, which no update can send back", async () => {
    const body = `{"rel":"myOnlineMeeting","subject":"${"\\n".repeat(4_990_000)}"}`;
    const fetch = async () => new Response(body, { headers: { "content-type": "application/json", etag: '"1"' } });
    const ucwa = createClient({ baseUrl, retry: false, fetch });
    const error = await ucwa.myOnlineMeeting.update(ids, {}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UcwaClientError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^target: expected a representation that can be sent back, got "\w*Error: /),
    });
  });

  test.each(["", ";", "application/json;;;", "json", "application/json; charset=utf-7", "/".repeat(10_000), "a b c"])(
    "a media type of %j",
    async (type) => {
      for (const status of [200, 409]) {
        await expectOwnErrors({ fetch: async () => new Response("{}", { status, headers: { "content-type": type } }) });
      }
    },
  );

  test("headers that are no text, from a fetch of one's own", async () => {
    for (const status of [200, 302, 401, 409, 503]) {
      const body = () => new Response('{"code":"Conflict","etag":5}').body;
      const headers = { get: () => 5, has: () => true, [Symbol.iterator]: () => [].values() };
      const fetch = async () => ({ status, ok: status === 200, headers, body: body(), statusText: 5 });
      // @ts-expect-error: hardly a Response
      await expectOwnErrors({ fetch });
    }
  });

  test.each([
    [
      "its own cause",
      () =>
        Object.assign(new Error("x"), {
          get cause() {
            return this;
          },
        }),
    ],
    ["without text", () => ({ toString: 1 })],
    ["no prototype", () => Object.create(null)],
    ["a symbol", () => Symbol("x")],
    [
      "an error whose message and code are none",
      () => Object.assign(new Error("x"), { message: { toString: 1 }, code: {} }),
    ],
  ])("a failure of fetch that is %s", async (_, make) => {
    const fetch = async () => {
      throw make();
    };
    for (const reason of await rejections({ fetch })) expect(reason).toMatchObject({ name: "NetworkError" });
  });
});

describe("A redirect", () => {
  const fine = {
    headers: { "content-type": "application/json", etag: '"1"' },
    body: '{"rel":"myOnlineMeeting","subject":"there"}',
  };
  const to = (location: string): Reply => ({ status: 302, headers: { location } });

  test("with a user and a password is followed without them", async () => {
    const server = await serve(({ headers }) => to(`http://joe:${secret}@${headers.host}/ucwa/v1/moved`), fine);
    const ucwa = createClient({ baseUrl: server.baseUrl, token: "cwt=anything" });
    expect((await ucwa.myOnlineMeeting.get(ids)).href).not.toContain(secret);
    expect(server.arrivals[1]).toMatchObject({
      path: "/ucwa/v1/moved",
      headers: { authorization: "Bearer cwt=anything" },
    });
  });

  test.each([
    `https://joe:${secret}@elsewhere.example/x?${secret}#${secret}`,
    `//joe:${secret}@elsewhere.example/`,
    `foo://joe:${secret}@elsewhere.example/`,
    `https:\\\\joe:${secret}@elsewhere.example\\`,
    `mailto:${secret}@elsewhere.example`,
    `data:,x#${secret}`,
  ])("to %s is not followed, and no secret is shown", async (location) => {
    const server = await serve(to(location));
    const ucwa = createClient({ baseUrl: server.baseUrl });
    const error = await ucwa.myOnlineMeeting.get(ids).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "LinkError", message: expect.not.stringContaining(secret) });
    expect(server.arrivals).toHaveLength(1);
  });

  test.each(["http://[", "https://joe:hushhush@[/", "http://a b/", "http://x:99999999/"])(
    "to %s, which is no address, is an unexpected answer",
    async (location) => {
      const server = await serve(to(location));
      const error = await createClient({ baseUrl: server.baseUrl })
        .myOnlineMeeting.get(ids)
        .catch((e: unknown) => e);
      expect(error).toMatchObject({
        name: "UnexpectedResponseError",
        status: 302,
        message: expect.not.stringContaining(secret),
      });
    },
  );

  test("a link that is no address shows no secret either", async () => {
    for (const href of [`https://joe:${secret}@[/`, `https://joe:${secret}@x:99999999/?${secret}`]) {
      const error = await createClient({ baseUrl })
        .myOnlineMeeting.get(href)
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "LinkError", message: expect.not.stringContaining(secret) });
    }
  });

  test("does not put what it leads to into the cache under the first address", async () => {
    const body = (subject: string) => JSON.stringify({ rel: "myOnlineMeeting", subject });
    let moved = true;
    const server = await serve(({ path, headers }) => {
      if (moved && !path.endsWith("/moved")) return to("/ucwa/v1/moved");
      // Both have the same ETag, as versions that begin at 1 do.
      if (headers["if-none-match"]) return { status: 304 };
      return { ...fine, body: body(path.endsWith("/moved") ? "there" : "here") };
    });
    const ucwa = createClient({ baseUrl: server.baseUrl });
    expect((await ucwa.myOnlineMeeting.get(ids)).data.subject).toBe("there");
    expect((await ucwa.myOnlineMeeting.get(ids)).data.subject).toBe("there");
    moved = false;
    expect((await ucwa.myOnlineMeeting.get(ids)).data.subject).toBe("here");
    expect((await ucwa.myOnlineMeeting.get("/ucwa/v1/moved")).data.subject).toBe("there");
    expect(server.arrivals.at(-1)?.headers["if-none-match"]).toBe('"1"');
  });
});
