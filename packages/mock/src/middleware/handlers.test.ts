/** What the handlers on the way of a request do, seen from its ends. Tests of single handlers are beside them. */
import { describe, expect, test } from "vitest";
import { DisconnectError, type MockRequest } from "../http/request.ts";
import { createMockHandler } from "../mock.ts";
import type { MockOptions } from "../options.ts";
import type { JournalEntry } from "../state/journal-entry.ts";
import { createMemoryStore } from "../state/memory-store.ts";

const meetings = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings";
const meeting = `${meetings}/810`;
const token = { authorization: "Bearer cwt=anything", "content-type": "application/json" };

interface Question {
  method?: string;
  target?: string;
  headers?: Record<string, string>;
  text?: string;
}

async function ask(question: Question, options: MockOptions = {}) {
  const mock = await createMockHandler(options);
  return send(mock, question);
}

async function send({ handle }: Awaited<ReturnType<typeof createMockHandler>>, question: Question) {
  const { method = "GET", target = meeting, headers = {}, text } = question;
  const body = text === undefined ? undefined : new TextEncoder().encode(text);
  const request: MockRequest = {
    method,
    target,
    headers: { ...token, ...headers },
    body: body ? { kind: "bytes", bytes: body } : { kind: "none" },
  };
  const response = await handle(request, { started: 0, pause: async () => {} });
  const sent = new TextDecoder().decode(response.body);
  const json: unknown = sent.startsWith("{") ? JSON.parse(sent) : undefined;
  return { ...response, text: sent, json };
}

describe("a path", () => {
  test("that the document does not have is a 404 that shows it without its tokens, and not at length", async () => {
    expect(await ask({ target: "/nothing" })).toMatchObject({
      status: 404,
      json: { code: "NotFound", message: 'There is no resource at "/nothing".' },
    });
    const long = await ask({ target: `/${"n".repeat(600)}` });
    expect(long.json).toMatchObject({ message: `There is no resource at "/${"n".repeat(499)}…".` });
    const secret = await ask({ target: "/nothing?access_token=secret" });
    expect(secret.text).not.toContain("secret");
  });

  test("that has other methods is a 405 that names them", async () => {
    expect(await ask({ method: "PATCH" })).toMatchObject({
      status: 405,
      headers: { allow: "GET, PUT, DELETE" },
      json: { message: "The method: expected GET, PUT, DELETE, got PATCH." },
    });
  });

  test("with an id that is no UTF-8 is a 400 that shows it, and not at length", async () => {
    const name = `%FF${"x".repeat(600)}`;
    const shown = `${name.slice(0, 500)}…`;
    expect(await ask({ target: `${meetings}/${name}` })).toMatchObject({
      status: 400,
      json: {
        message: `The path: expected percent-encoded UTF-8, got "${shown}".`,
        parameters: [{ name: shown, reason: "expected percent-encoded UTF-8" }],
      },
    });
  });

  test.each([
    ["onlineMeetingExtensions", "refused", [200, 404]],
    ["extensions", "refused", [404, 200]],
    ["onlineMeetingExtensions", "accepted", [200, 200]],
    ["extensions", "accepted", [200, 200]],
  ] as const)(
    "with %s in links may have the other segment where that is %s",
    async (extensionsPath, other, statuses) => {
      const switches = { extensionsPath, otherExtensionsPath: other };
      const paths = ["onlineMeetingExtensions", "extensions"].map((name) => `${meeting}/${name}`);
      const answers = await Promise.all(paths.map((target) => ask({ target }, { switches })));
      expect(answers.map(({ status }) => status)).toEqual(statuses);
      expect((await ask({}, { switches })).status).toBe(200);
    },
  );
});

describe("the headers of a server", () => {
  const names = ["cache-control", "x-ms-server-fqdn", "x-ms-correlation-id", "x-ms-ucwaversion"] as const;
  const sent = async (question: Question, options: MockOptions) => {
    const { headers } = await ask(question, options);
    return names.map((name) => headers[name]);
  };

  test("are there where a switch says so", async () => {
    const switches = { serverHeaders: "on", ucwaVersion: "on" } as const;
    const id = "00000000-0000-0000-0000-000000000001";
    expect(await sent({}, { switches })).toEqual(["no-cache", "fe1.contoso.com", id, "1.7"]);
    expect(await sent({}, { switches: { ...switches, serverHeaders: "off" } })).toEqual([
      undefined,
      undefined,
      undefined,
      "1.7",
    ]);
    expect(await sent({}, { switches: { ...switches, ucwaVersion: "off" } })).toEqual([
      "no-cache",
      "fe1.contoso.com",
      id,
      undefined,
    ]);
    expect(await sent({ target: "/__mock/health" }, { switches })).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each([
    ["my-id", "my-id"],
    ["x".repeat(100), "x".repeat(100)],
    ["!~", "!~"],
    ["x".repeat(101), "00000000-0000-0000-0000-000000000001"],
    ["two words", "00000000-0000-0000-0000-000000000001"],
    ["", "00000000-0000-0000-0000-000000000001"],
  ])("give back the correlation id %j as %j", async (given, expected) => {
    const headers = { "x-ms-correlation-id": given };
    const response = await ask({ headers }, { switches: { serverHeaders: "on" } });
    expect(response.headers["x-ms-correlation-id"]).toBe(expected);
  });

  test("have ids that count each response once, in hexadecimal", async () => {
    const mock = await createMockHandler({ switches: { serverHeaders: "on" } });
    const ids: unknown[] = [];
    for (let count = 0; count < 16; count += 1) ids.push((await send(mock, {})).headers["x-ms-correlation-id"]);
    expect([ids[0], ids[15]]).toEqual(["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000010"]);
  });

  test("count nothing where a switch says that there are none", async () => {
    const mock = await createMockHandler({ switches: { serverHeaders: "off" } });
    await send(mock, {});
    expect((await mock.controls.save()).correlations).toBe(0);
  });
});

describe("what goes wrong", () => {
  test("is a 500 with the message, unless the client went away", async () => {
    const mock = await createMockHandler({ fault: "delay" });
    const request: MockRequest = { method: "GET", target: meeting, headers: token, body: { kind: "none" } };
    const pause = () => Promise.reject(new DisconnectError());
    await expect(mock.handle(request, { started: 0, pause })).rejects.toThrow(DisconnectError);
    const broken = () => Promise.reject(new Error("The clock stands still."));
    const { status, body } = await mock.handle(request, { started: 0, pause: broken });
    expect([status, JSON.parse(new TextDecoder().decode(body))]).toEqual([
      500,
      expect.objectContaining({ code: "ServiceFailure", message: "The mock failed: The clock stands still." }),
    ]);
  });
});

describe("a store that has a mistake", () => {
  test.each([
    ["cannot count", "countUp", 500],
    ["has no room for the journal", "append", undefined],
  ] as const)("and %s is not taken for one that is away", async (_, method, status) => {
    const store = createMemoryStore();
    const mock = await createMockHandler({ store, switches: { serverHeaders: "on" } });
    Object.assign(store.peek("default") ?? {}, { [method]: () => Promise.reject(new Error("The store is wrong.")) });
    const answer = send(mock, {});
    if (status === undefined) await expect(answer).rejects.toThrow("The store is wrong.");
    else expect(await answer).toMatchObject({ status, json: { message: "The mock failed: The store is wrong." } });
  });
});

describe("a page of another origin, and a host that is not this machine", () => {
  const foreign = { origin: "https://portal.contoso.com" };

  test("may send requests to resources, and control nothing", async () => {
    expect((await ask({ headers: foreign })).status).toBe(200);
    const refused = await ask({ target: "/__mock/health", headers: foreign });
    expect(refused).toMatchObject({
      status: 403,
      json: { code: "Forbidden", message: 'Origin: expected one that cors allows, got "https://portal.contoso.com".' },
    });
    expect(refused.headers).not.toHaveProperty("www-authenticate");
  });

  test("is refused, and left out of the journal where it asked for leave only", async () => {
    const mock = await createMockHandler({ host: "127.0.0.1" });
    const preflight = { ...foreign, host: "localhost", "access-control-request-method": "PUT" };
    expect((await send(mock, { method: "OPTIONS", headers: preflight })).status).toBe(403);
    expect((await send(mock, { target: "/__mock/health", headers: { ...foreign, host: "localhost" } })).status).toBe(
      403,
    );
    expect(mock.controls.requests).toEqual([]);
    const { status, headers, json } = await send(mock, { headers: { host: "rebind.contoso.com" } });
    expect([status, headers["www-authenticate"]]).toEqual([421, undefined]);
    expect(json).toMatchObject({ code: "Forbidden", message: expect.stringContaining('"rebind.contoso.com"') });
    // The document has no 421, so the error is its 403, in the representation that the request accepts.
    const xml = await send(mock, { headers: { host: "rebind.contoso.com", accept: "application/xml" } });
    expect([xml.status, xml.headers["content-type"]]).toEqual([421, "application/xml"]);
    expect(xml.headers).not.toHaveProperty("www-authenticate");
  });
});

describe("an operation", () => {
  test("says what Prism finds of a request that goes on all the same", async () => {
    const { status, headers } = await ask({ headers: { "x-ms-requiresminresourceversion": "x" } });
    expect([status, headers["sl-violations"]]).toEqual([400, expect.stringContaining('"request"')]);
    expect((await ask({})).headers).not.toHaveProperty("sl-violations");
  });

  test("tells a body that nobody can read once, and not that it is missing", async () => {
    const log: JournalEntry[] = [];
    const put = { method: "PUT", text: "{", headers: { "if-match": "*" } };
    const { status } = await ask(put, { log: (entry) => log.push(entry) });
    expect([status, log[0]?.violations]).toEqual([400, [expect.stringMatching(/^The body: expected JSON/)]]);
    const withoutToken = { ...put, headers: { ...put.headers, authorization: "" } };
    expect((await ask(withoutToken, { log: (entry) => log.push(entry) })).status).toBe(401);
    expect(log[1]?.violations).toEqual([expect.any(String), expect.stringMatching(/^The body: expected JSON/)]);
  });

  test("tells what is wrong with a header beside a body that nobody can read", async () => {
    const mock = await createMockHandler({});
    const headers = { "if-match": "*", "x-ms-requiresminresourceversion": "x" };
    expect((await send(mock, { method: "PUT", text: "{", headers })).status).toBe(400);
    expect(mock.controls.requests[0]?.violations).toEqual([
      expect.stringMatching(/x-ms-requiresminresourceversion must match pattern/),
      expect.stringMatching(/^The body: expected JSON/),
    ]);
  });

  test("has the status of its published page where it does not keep what is written", async () => {
    const post = { method: "POST", target: meetings, text: '{"subject":"Budget"}' };
    expect((await ask(post, { state: false })).status).toBe(201);
    expect((await ask({ ...post, headers: { prefer: "code=200" } }, { state: false })).status).toBe(200);
    expect((await ask({ headers: { prefer: "example=NotFound" } })).status).toBe(404);
    expect((await ask({ headers: { prefer: "example=Nothing" } })).status).toBe(400);
  });

  test("that accepts nothing that there is is a 406, after what is wrong with the request", async () => {
    expect((await ask({ headers: { accept: "text/csv" } })).status).toBe(406);
    expect((await ask({ headers: { accept: "text/csv", authorization: "" } })).status).toBe(401);
    expect((await ask({ method: "DELETE", headers: { accept: "text/csv" } })).status).toBe(204);
  });
});

describe("the journal", () => {
  test("has what was asked and how it ended, without tokens, and not at length", async () => {
    const mock = await createMockHandler({ fault: "unavailable", faultRate: 0 });
    await send(mock, {
      method: "PUT",
      text: `{"subject":7,"x":"${"y".repeat(10_000)}"}`,
      headers: { "if-match": "*" },
    });
    await send(mock, { target: "/nothing", headers: { prefer: "ucwa-fault=reset" } });
    const [put, reset] = mock.controls.requests;
    expect(put).toMatchObject({
      method: "PUT",
      target: meeting,
      operationId: "updateMyOnlineMeeting",
      status: 400,
      violations: [expect.stringContaining("must be string")],
    });
    expect(put?.body).toHaveLength(10_000);
    expect(JSON.stringify(put)).not.toContain("cwt=anything");
    expect(put).not.toHaveProperty("fault");
    expect(reset).toMatchObject({ fault: "reset", violations: [], body: "" });
    expect(reset).not.toHaveProperty("operationId");
    expect(put?.milliseconds).toBe(Math.round(Number(put?.milliseconds) * 1000) / 1000);
  });

  test("hides a token wherever the request repeats it", async () => {
    const mock = await createMockHandler({});
    const headers = { authorization: "Bearer cwt=only-in-this-token", "x-other": "only-in-this-token" };
    await send(mock, {
      method: "PUT",
      target: `${meeting}?a=1#only-in-this-token`,
      text: '{"subject":"only-in-this-token"}',
      headers,
    });
    const [entry] = mock.controls.requests;
    expect(entry?.body).toBe('{"subject":"[redacted]"}');
    expect(JSON.stringify(entry)).not.toContain("only-in-this-token");
  });

  test("has the dialect of a sandbox where it is another one than the server's", async () => {
    const dialects: unknown[] = [];
    for (const options of [{}, { dialect: "deployed" } as const]) {
      const log: JournalEntry[] = [];
      const mock = await createMockHandler({ ...options, log: (entry) => log.push(entry) });
      for (const dialect of ["documented", "deployed"]) {
        const created = await send(mock, {
          method: "POST",
          target: "/__mock/sandboxes",
          text: JSON.stringify({ dialect }),
        });
        await send(mock, { target: `${created.headers.location}`.replace("/__mock", "") + meeting });
      }
      await send(mock, {});
      dialects.push(log.map((entry) => ("dialect" in entry ? entry.dialect : "the server's")));
      expect(log[0]).not.toHaveProperty("fault");
    }
    expect(dialects).toEqual([
      ["the server's", "deployed", "the server's"],
      ["documented", "the server's", "the server's"],
    ]);
  });

  test("shows words that are no secret, whatever they mean to a program", async () => {
    const mock = await createMockHandler({});
    await send(mock, { target: "/undefined" });
    expect(mock.controls.requests[0]?.target).toBe("/undefined");
  });
});
