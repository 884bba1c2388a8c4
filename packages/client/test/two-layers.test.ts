import { describe, expect, test } from "vitest";
import { ArgumentError, createClient, type UcwaClient } from "../src/index.ts";
import { reply, representations } from "./support/representations.ts";
import { serve } from "./support/server.ts";

const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const extensionsPath = `${meetingPath}/onlineMeetingExtensions` as const;
const extensionPath = `${extensionsPath}/{onlineMeetingExtensionId}` as const;
const ids = { applicationId: "833", onlineMeetingId: "810" };
const extensionIds = { ...ids, onlineMeetingExtensionId: "seating" };
const address = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
const token = "cwt=PHNhbWw6QXNzZXJ0aW9uIHhtbG5...uZm8";

describe.each(representations)("Two layers, in $name", (representation) => {
  const { options, mediaType } = representation;

  test("GET, PUT, POST and DELETE send what the path and the parameters say, with the token", async () => {
    const server = await serve(
      reply(representation, representation.meeting),
      reply(representation, representation.updated),
      reply(representation, representation.extension, undefined, 201),
      { status: 204 },
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const read = await ucwa.GET(meetingPath, { params: { path: ids } });
    const params = { path: ids, header: { "If-Match": '"1"' } };
    const updated = await ucwa.PUT(meetingPath, { params, body: { subject: "Q3" } });
    const body = { id: "917823", type: "RoamedParticipantData" } as const;
    const created = await ucwa.POST(extensionsPath, { params: { path: ids }, body });
    const deleted = await ucwa.DELETE(extensionPath, { params: { path: extensionIds } });

    expect(read.data?.subject).toBe("Quarterly sales numbers");
    expect(updated.data?.rel).toBe("myOnlineMeeting");
    expect(created.data?.id).toBe("917823");
    expect(created.response.status).toBe(201);
    expect([deleted.data, deleted.error, deleted.response.status]).toEqual([undefined, undefined, 204]);
    expect(server.arrivals.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET ${address}`,
      `PUT ${address}`,
      `POST ${address}/onlineMeetingExtensions`,
      `DELETE ${address}/onlineMeetingExtensions/seating`,
    ]);
    for (const { headers } of server.arrivals) {
      expect(headers).toMatchObject({ authorization: `Bearer ${token}`, accept: mediaType });
    }
    expect(server.arrivals.map(({ headers }) => headers["content-type"])).toEqual([
      undefined,
      mediaType,
      mediaType,
      undefined,
    ]);
    expect(server.arrivals[1]?.headers["if-match"]).toBe('"1"');
  });

  test("a refusal is the error of GET, and is thrown by get", async () => {
    const server = await serve(reply(representation, representation.reason("NotFound"), undefined, 404));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const { data, error, response } = await ucwa.GET(meetingPath, { params: { path: ids } });
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ status: 404, code: "NotFound" });
    expect(response.status).toBe(404);
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({ status: 404, code: "NotFound" });
  });

  test("a target is ids, an href, a link, or a representation in hand", async () => {
    const server = await serve(reply(representation, representation.meeting));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const link = meeting.link("self");
    await ucwa.myOnlineMeeting.get(address);
    await ucwa.myOnlineMeeting.get(link ?? "");
    await ucwa.myOnlineMeeting.get(meeting);
    expect(server.arrivals.map(({ path }) => path)).toEqual([address, address, address, address]);
  });

  test("a representation has data with dates, an ETag, its href, links and what is embedded", async () => {
    const server = await serve(reply(representation, representation.meeting, '"346579618"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    expect(meeting.data.attendees).toEqual(["sip:johndoe@contoso.com", "sip:janedoe@contoso.com"]);
    expect(meeting.data.expirationTime).toEqual(representation.expirationTime);
    expect(meeting.data).not.toHaveProperty("_links");
    expect(meeting.data).not.toHaveProperty("_embedded");
    expect(meeting.etag).toBe("346579618");
    expect(meeting.href).toBe(address);
    expect(meeting.link("onlineMeetingExtensions")?.href).toBe(`${address}/onlineMeetingExtensions`);
    expect(meeting.links("onlineMeetingExtensions")).toHaveLength(1);
    expect(meeting.link("unheardOf")).toBeUndefined();
    const [extension] = meeting.embedded("onlineMeetingExtension");
    expect(extension?.data).toEqual({
      rel: "onlineMeetingExtension",
      id: "917823",
      type: "RoamedParticipantData",
    });
    expect(extension?.href).toBe(`${address}/onlineMeetingExtensions/onlineMeetingExtension`);
  });

  test("list gives each extension as a representation", async () => {
    const server = await serve(reply(representation, representation.extensions));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const extensions = await ucwa.onlineMeetingExtensions.list({ applicationId: "192", onlineMeetingId: "943" });
    expect(extensions.map(({ data }) => data.id)).toEqual(["917823"]);
    expect(server.arrivals[0]?.path).toBe(
      "/ucwa/v1/applications/192/onlineMeetings/myOnlineMeetings/943/onlineMeetingExtensions",
    );
  });

  test("create attaches an extension where the meeting's link says, and gives its representation", async () => {
    const server = await serve(
      reply(representation, representation.deployed, '"346579618"'),
      reply(representation, representation.extension, '"1"', 201),
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const extension = await ucwa.onlineMeetingExtensions.create(meeting, {
      id: "917823",
      type: "RoamedParticipantData",
    });
    expect(extension.etag).toBe("1");
    expect(extension.data.type).toBe("RoamedParticipantData");
    expect(server.arrivals[1]).toMatchObject({ method: "POST", path: `${meeting.href}/extensions` });
    for (const text of ["917823", "RoamedParticipantData"]) expect(server.arrivals[1]?.body).toContain(text);
  });

  test("delete deletes a meeting or an extension and gives nothing", async () => {
    const server = await serve({ status: 204 });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    expect(await ucwa.myOnlineMeeting.delete(ids)).toBeUndefined();
    expect(await ucwa.onlineMeetingExtensions.delete(extensionIds)).toBeUndefined();
    expect(server.arrivals.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `DELETE ${address}`,
      `DELETE ${address}/onlineMeetingExtensions/seating`,
    ]);
    expect(server.arrivals[0]?.headers).not.toHaveProperty("if-match");
  });

  test("a refusal to delete is thrown", async () => {
    const server = await serve(reply(representation, representation.reason("NotFound"), undefined, 404));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await expect(ucwa.myOnlineMeeting.delete(ids)).rejects.toMatchObject({ status: 404, code: "NotFound" });
  });

  test("a key of an extension that is called like a date of a meeting is text like any other", async () => {
    const server = await serve(reply(representation, representation.extension));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const params = { path: extensionIds, header: { "If-Match": '"1"' } };
    await ucwa.PUT(extensionPath, { params, body: { id: "seating", expirationTime: "soon" } });
    expect(server.arrivals[0]?.body).toContain("soon");
  });

  test("headers of the client and of the call are sent, the call's first", async () => {
    const server = await serve(reply(representation, representation.meeting));
    const headers = { "Client-Request-Id": "all", "X-Ms-Namespace": "internal" };
    const ucwa = createClient({ baseUrl: server.baseUrl, token, headers, ...options });
    await ucwa.myOnlineMeeting.get(ids, { headers: { "Client-Request-Id": "one" } });
    await ucwa.GET(meetingPath, { params: { path: ids }, headers: new Headers({ "client-request-id": "two" }) });
    expect(server.arrivals.map(({ headers }) => headers["client-request-id"])).toEqual(["one", "two"]);
    expect(server.arrivals[1]?.headers["x-ms-namespace"]).toBe("internal");
  });

  test("middleware sees each call of both layers once, can change it, and does not see the token", async () => {
    const server = await serve({ status: 503 }, reply(representation, representation.meeting));
    const retry = { initialDelay: 1 };
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry, ...options });
    const seen: string[] = [];
    ucwa.use({
      onRequest({ request }) {
        seen.push(`${request.method} ${request.headers.get("authorization")}`);
        request.headers.set("client-request-id", "traced");
      },
      async onResponse({ response }) {
        seen.push(`${response.status} ${(await response.clone().text()).length > 0}`);
      },
    });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const { data } = await ucwa.GET(meetingPath, { params: { path: ids } });
    expect(seen).toEqual(["GET null", "200 true", "GET null", "200 true"]);
    expect(server.arrivals.map(({ headers }) => headers["client-request-id"])).toEqual(["traced", "traced", "traced"]);
    expect(meeting.data.subject).toBe("Quarterly sales numbers");
    expect(data?.subject).toBe("Quarterly sales numbers");
  });
});

test("middleware sees the path of the document and the ids, whichever layer is called", async () => {
  const [representation] = representations;
  if (!representation) return;
  const server = await serve(reply(representation, representation.meeting, '"1"'));
  const ucwa = createClient({ baseUrl: server.baseUrl, token });
  const seen: unknown[] = [];
  ucwa.use({
    onRequest({ schemaPath, params, request }) {
      seen.push([request.method, schemaPath, params.path, new URL(request.url).pathname]);
    },
  });
  const odd = { ...ids, onlineMeetingId: "8 1/0" };
  const there = address.replace("810", "8%201%2F0");
  await ucwa.GET(meetingPath, { params: { path: odd } });
  await ucwa.myOnlineMeeting.get(odd);
  await ucwa.myOnlineMeeting.delete(odd);
  await ucwa.onlineMeetingExtensions.list(odd);
  await ucwa.onlineMeetingExtensions.get({ ...odd, onlineMeetingExtensionId: "a" });
  expect(seen).toEqual([
    ["GET", meetingPath, odd, there],
    ["GET", meetingPath, odd, there],
    ["DELETE", meetingPath, odd, there],
    ["GET", extensionsPath, odd, `${there}/onlineMeetingExtensions`],
    ["GET", extensionPath, { ...odd, onlineMeetingExtensionId: "a" }, `${there}/onlineMeetingExtensions/a`],
  ]);
});

test("options that middleware gives a request hold for its retries, but not at another origin", async () => {
  const seen: string[] = [];
  const ucwa = createClient({
    baseUrl: "https://fe1.contoso.com/ucwa/v1",
    origins: ["https://pool2.contoso.com"],
    retry: { initialDelay: 0 },
    async fetch({ url, credentials, headers }) {
      seen.push(`${new URL(url).host} ${credentials} ${headers.get("x-trace")}`);
      if (seen.length === 1) return new Response(null, { status: 503 });
      if (seen.length === 2) {
        return new Response(null, { status: 307, headers: { location: "https://pool2.contoso.com/m" } });
      }
      return Response.json({ rel: "myOnlineMeeting" });
    },
  });
  ucwa.use({
    onRequest: ({ request }) => new Request(request, { credentials: "include", headers: { "x-trace": "1" } }),
  });
  await ucwa.myOnlineMeeting.get(ids);
  expect(seen).toEqual(["fe1.contoso.com include 1", "fe1.contoso.com include 1", "pool2.contoso.com same-origin 1"]);
});

test("middleware does not get ids that would change the path", async () => {
  const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", fetch: async () => expect.unreachable() });
  ucwa.use({ onRequest: () => expect.unreachable() });
  const path = { applicationId: "833", onlineMeetingId: ".." };
  await expect(ucwa.myOnlineMeeting.get(path)).rejects.toThrow("onlineMeetingId: expected an id");
  await expect(ucwa.DELETE(meetingPath, { params: { path } })).rejects.toThrow("onlineMeetingId: expected an id");
});

/** What is no id: nothing, dots, which lead to another resource, half a character, and what is neither text nor number. */
const noIds: { id: unknown }[] = [
  "",
  ".",
  "..",
  "...",
  "\ud800",
  "81\udc00",
  undefined,
  null,
  {},
  [],
  ["810"],
  { toString: 1 },
  Number.NaN,
  true,
].map((id) => ({ id }));

describe("Ids that would change the path are refused before anything is sent", () => {
  const calls = (ucwa: UcwaClient, path: typeof extensionIds) => [
    () => ucwa.myOnlineMeeting.get(path),
    () => ucwa.myOnlineMeeting.update(path, {}),
    () => ucwa.myOnlineMeeting.delete(path),
    () => ucwa.onlineMeetingExtensions.list(path),
    () => ucwa.onlineMeetingExtensions.create(path, {}),
    () => ucwa.onlineMeetingExtensions.get(path),
    () => ucwa.onlineMeetingExtensions.delete(path),
    () => ucwa.GET(meetingPath, { params: { path } }),
    () => ucwa.PUT(meetingPath, { params: { path }, body: {} }),
    () => ucwa.DELETE(meetingPath, { params: { path } }),
    () => ucwa.GET(extensionsPath, { params: { path } }),
    () => ucwa.POST(extensionsPath, { params: { path }, body: { id: "1", type: "RoamedParticipantData" } }),
    () => ucwa.DELETE(extensionPath, { params: { path } }),
  ];

  test.each(noIds)("$id, in either layer, with middleware and without", async ({ id }) => {
    const server = await serve({});
    for (const middleware of [[], [{ onRequest() {} }]]) {
      const ucwa = createClient({ baseUrl: server.baseUrl, token });
      ucwa.use(...middleware);
      for (const name of ["applicationId", "onlineMeetingId"]) {
        for (const call of calls(ucwa, Object.assign({ ...extensionIds }, { [name]: id }))) {
          const error = await call().catch((reason: unknown) => reason);
          expect(error).toBeInstanceOf(ArgumentError);
          expect(error).toMatchObject({ message: expect.stringMatching(`^${name}: expected an id, got `) });
        }
      }
    }
    expect(server.arrivals).toEqual([]);
  });

  test("and so are parameters that are left out", async () => {
    const server = await serve({});
    const ucwa = createClient({ baseUrl: server.baseUrl, token });
    const expected = new ArgumentError('applicationId: expected an id, got ""');
    // @ts-expect-error: there are no parameters
    await expect(ucwa.GET(meetingPath, {})).rejects.toThrow(expected);
    // @ts-expect-error: there are no parameters
    await expect(ucwa.DELETE(meetingPath)).rejects.toThrow(expected);
    // @ts-expect-error: there is no path among them
    await expect(ucwa.GET(meetingPath, { params: { header: {} } })).rejects.toThrow(expected);
    await expect(ucwa.myOnlineMeeting.get(JSON.parse('{"onlineMeetingId":"810"}'))).rejects.toThrow(expected);
    expect(server.arrivals).toEqual([]);
  });

  test("but one that only looks like a path is written so that it stays one segment", async () => {
    const server = await serve({});
    const ucwa = createClient({ baseUrl: server.baseUrl, token, cache: false });
    const ids = {
      "8/3": "8%2F3",
      "8?0": "8%3F0",
      "%2e%2e": "%252e%252e",
      ".%2E": ".%252E",
      "..%2f": "..%252f",
      "a\\b": "a%5Cb",
    };
    for (const [applicationId, written] of Object.entries(ids)) {
      const path = { applicationId, onlineMeetingId: "😀" };
      await ucwa.myOnlineMeeting.delete(path);
      await ucwa.DELETE(meetingPath, { params: { path } });
      const sent = `/ucwa/v1/applications/${written}/onlineMeetings/myOnlineMeetings/%F0%9F%98%80`;
      expect(server.arrivals.splice(0).map(({ path }) => path)).toEqual([sent, sent]);
    }
  });
});

test("a fetch of one's own sends the requests", async () => {
  const sent: string[] = [];
  const { mediaType, meeting } = representations[0] ?? { mediaType: "", meeting: "" };
  const ucwa = createClient({
    baseUrl: "https://fe1.contoso.com/ucwa/v1/",
    async fetch(request) {
      sent.push(`${request.method} ${request.url} ${request.headers.get("authorization")}`);
      return new Response(meeting, { headers: { "content-type": mediaType } });
    },
  });
  await ucwa.myOnlineMeeting.get(ids);
  expect(sent).toEqual([`GET https://fe1.contoso.com${address} null`]);
});

test("a browser's own fetch, which must not be called as a method, can be given", async () => {
  const [first] = representations;
  const headers = { "content-type": "application/json" };
  async function fetch(this: unknown) {
    if (this !== undefined) throw new TypeError("Illegal invocation");
    return new Response(first?.meeting, { headers });
  }
  const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", retry: false, fetch });
  expect((await ucwa.myOnlineMeeting.get(ids)).data.rel).toBe("myOnlineMeeting");
});

test("middleware may be frozen, or an object of a class", async () => {
  const seen: string[] = [];
  class Log {
    readonly prefix = "class";
    onRequest() {
      seen.push(this.prefix);
      return undefined;
    }
  }
  const fetch = async () => Response.json({ rel: "myOnlineMeeting" });
  const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", fetch });
  ucwa.use(new Log(), Object.freeze({ onRequest: () => void seen.push("frozen") }));
  await ucwa.myOnlineMeeting.get("/m");
  expect(seen).toEqual(["class", "frozen"]);
});
