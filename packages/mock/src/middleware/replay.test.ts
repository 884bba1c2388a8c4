import { expect, test } from "vitest";
import type { MockRequest } from "../http/request.ts";
import { createMockHandler } from "../mock.ts";

const meeting = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";

interface Recorded {
  host?: string;
  path?: string;
  text: string;
  /** That of the text, where it is base64. */
  encoding?: string;
  headers?: Record<string, string>;
}

/** Creates a mock that has recorded these from GETs, and returns what sends a request to it. */
async function createReplay(...recorded: Recorded[]) {
  const entries = recorded.map(({ host = "fe1.contoso.com", path = meeting, text, encoding, headers = {} }) => ({
    request: { method: "GET", url: `https://${host}${path}` },
    response: {
      status: 200,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      content: { mimeType: headers["content-type"] ?? "application/json", text, encoding },
    },
  }));
  const mock = await createMockHandler({ replay: { "a.har": { log: { entries } } } });
  return async (target: string, headers: Record<string, string>, url?: string) => {
    const request: MockRequest = { method: "GET", target, headers, body: { kind: "none" }, ...(url && { url }) };
    const { status, headers: sent, body } = await mock.handle(request, { started: 0, pause: async () => {} });
    return { status, headers: sent, body, text: new TextDecoder().decode(body) };
  };
}

/** What a mock responds that has recorded this from a GET of the meeting. */
async function replayed(recorded: Recorded, headers: Record<string, string> = { host: "127.0.0.1:4010" }) {
  const send = await createReplay(recorded);
  return send(meeting, headers);
}

test.each(["fe1.contoso.com", "fe1.contoso.com:4443", "[2001:db8::1]:4443", "fe(1)+*$.contoso.com"])(
  "links to the recorded server at %s lead to the mock, in the form in which they were written",
  async (host) => {
    const other = `https://${host.replace(/:4443$/, "")}.example/c`;
    const text = `{"href":"https://${host}/a","escaped":"http:\\/\\/${host}\\/b","other":"${other}"}`;
    expect((await replayed({ host, text })).text).toBe(
      `{"href":"http://127.0.0.1:4010/a","escaped":"http:\\/\\/127.0.0.1:4010\\/b","other":"${other}"}`,
    );
  },
);

test("links lead to the origin to which a program sends, in the form in which they were written", async () => {
  const send = await createReplay({
    text: '{"a":"http://fe1.contoso.com/a","b":"https:\\/\\/fe1.contoso.com:4443/b"}',
  });
  expect((await send(meeting, {}, `https://other.test:8443${meeting}`)).text).toBe(
    '{"a":"https://other.test:8443/a","b":"https:\\/\\/other.test:8443/b"}',
  );
});

test.each(["", '"', "a b", 'a"http://b'])(
  "links stay as they are where the request has the host %j, which is none",
  async (host) => {
    const text = '{"href":"https://fe1.contoso.com/a"}';
    expect((await replayed({ text }, { host })).text).toBe(text);
    expect((await replayed({ text }, {})).text).toBe(text);
  },
);

test("links to each server of a recording lead to the mock", async () => {
  const text = "https://fe1.contoso.com/a https://fe2.contoso.com/b";
  const send = await createReplay({ text }, { host: "fe2.contoso.com", text });
  expect((await send(meeting, { host: "127.0.0.1" })).text).toBe("http://127.0.0.1/a http://127.0.0.1/b");
});

test("what was not recorded is named as it was asked for, with the nearest that was", async () => {
  const send = await createReplay({ path: `${meeting}?a=1`, text: "{}" });
  const messageOf = async (target: string, accept = "application/json") =>
    JSON.parse((await send(target, { host: "127.0.0.1", accept })).text).message;
  const path = meeting.slice("/ucwa/v1".length);
  const nearest = `The nearest is of GET "${path}?a=[redacted]" in JSON`;
  expect(await messageOf(`${meeting}?b=2`)).toBe(
    `There is no recording of GET "${path}?b=[redacted]" in JSON. ${nearest}, with another query.`,
  );
  expect(await messageOf(`${meeting}1`)).toBe(`There is no recording of GET "${path}1" in JSON. ${nearest}.`);
  expect(await messageOf(meeting, "text/csv")).toBe(
    `There is no recording of GET "${path}". ${nearest}, with another query.`,
  );
});

test("a response has the headers that were recorded, with links to the mock, but for those that are about a connection", async () => {
  const headers = {
    "content-type": "application/json",
    location: "https://fe1.contoso.com/a",
    etag: '"7"',
    "x-odd": "\u20ac",
    "upgrade-insecure-requests": "1",
    "x-connection": "1",
    "a b": "1",
    ...Object.fromEntries(
      [
        "connection",
        "content-encoding",
        "content-length",
        "transfer-encoding",
        "set-cookie",
        "vary",
        "access-control-allow-origin",
      ].map((name) => [name, "1"]),
    ),
  };
  expect((await replayed({ text: "{}", headers })).headers).toEqual({
    "content-type": "application/json",
    location: "http://127.0.0.1:4010/a",
    etag: '"7"',
    "upgrade-insecure-requests": "1",
    "x-connection": "1",
  });
});

const inLatin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each([
  [
    "ISO-8859-1",
    inLatin1("\u00e9 https://fe1.contoso.com/a \u00ff"),
    inLatin1("\u00e9 http://127.0.0.1:4010/a \u00ff"),
  ],
  ["windows-1252", inLatin1("\u0080 \u009f"), inLatin1("\u0080 \u009f")],
  ["utf-16le", inLatin1("\u00e9\0h\0"), inLatin1("\u00e9\0h\0")],
  ["none", Uint8Array.of(0xef, 0xbb, 0xbf, 0xff), Uint8Array.of(0xef, 0xbb, 0xbf, 0xff)],
])("a text in the charset %s has the bytes that were recorded, but for its links", async (charset, bytes, expected) => {
  const type = `application/json; charset=${charset}`;
  const text = btoa(String.fromCharCode(...bytes));
  const { body, headers } = await replayed({ text, encoding: "base64", headers: { "content-type": type } });
  expect([headers["content-type"], ...body]).toEqual([type, ...expected]);
});

test("only texts have links", async () => {
  const text = "https://fe1.contoso.com/a";
  for (const type of ["application/json", "application/vnd.microsoft.com.ucwa+xml", "text/html"])
    expect((await replayed({ text, headers: { "content-type": type } })).text).toBe("http://127.0.0.1:4010/a");
  expect((await replayed({ text, headers: { "content-type": "image/png" } })).text).toBe(text);
});
