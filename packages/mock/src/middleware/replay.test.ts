import { expect, test } from "vitest";
import type { MockRequest } from "../http/request.ts";
import { createMockHandler } from "../mock.ts";

const meeting = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";

interface Recorded {
  host?: string;
  text: string;
  headers?: Record<string, string>;
}

/** What a mock responds that has recorded this from a GET of the meeting. */
async function replayed({ host = "fe1.contoso.com", text, headers = {} }: Recorded, own: Record<string, string> = {}) {
  const response = {
    status: 200,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    content: { mimeType: headers["content-type"] ?? "application/json", text },
  };
  const entry = { request: { method: "GET", url: `https://${host}${meeting}` }, response };
  const mock = await createMockHandler({ replay: { "a.har": { log: { entries: [entry] } } } });
  const request: MockRequest = {
    method: "GET",
    target: meeting,
    headers: { host: "127.0.0.1:4010", ...own },
    body: { kind: "none" },
  };
  const { status, headers: sent, body } = await mock.handle(request, { started: 0, pause: async () => {} });
  return { status, headers: sent, text: new TextDecoder().decode(body) };
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

test.each(["", '"', "a b"])("links stay as they are where the request has the host %j, which is none", async (host) => {
  const text = '{"href":"https://fe1.contoso.com/a"}';
  expect((await replayed({ text }, { host })).text).toBe(text);
});

test("a response has the headers that were recorded, with links to the mock, but for those that are about a connection", async () => {
  const headers = {
    "content-type": "application/json",
    location: "https://fe1.contoso.com/a",
    etag: '"7"',
    "x-odd": "\u20ac",
    "a b": "1",
    ...Object.fromEntries(
      ["connection", "content-encoding", "content-length", "transfer-encoding", "set-cookie", "vary"].map((name) => [
        name,
        "1",
      ]),
    ),
  };
  expect((await replayed({ text: "{}", headers })).headers).toEqual({
    "content-type": "application/json",
    location: "http://127.0.0.1:4010/a",
    etag: '"7"',
  });
});

test("only texts have links", async () => {
  const text = "https://fe1.contoso.com/a";
  for (const type of ["application/json", "application/vnd.microsoft.com.ucwa+xml", "text/html"])
    expect((await replayed({ text, headers: { "content-type": type } })).text).toBe("http://127.0.0.1:4010/a");
  expect((await replayed({ text, headers: { "content-type": "image/png" } })).text).toBe(text);
});
