import { describe, expect, test } from "vitest";
import {
  ArgumentError,
  ConflictError,
  NotFoundError,
  parseChallenge,
  type UcwaClient,
  UcwaError,
  UnexpectedResponseError,
} from "../../src/index.ts";
import { ids, servers, startServer } from "../support/mocks.ts";

const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const application = { applicationId: ids.applicationId };
const nowhere = { ...ids, onlineMeetingId: "NOWHERE1" };

/** What was thrown, as the error that it has to be. */
async function thrownBy(call: Promise<unknown>): Promise<UcwaError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof UcwaError) return error;
  throw new Error(`expected a UcwaError, got ${error}`);
}

/** Makes, extends, updates, lists and deletes a meeting by nothing but links. */
async function liveThrough(ucwa: UcwaClient) {
  const made = await ucwa.myOnlineMeetings.create(application, { subject: "Kick-off" });
  const extension = await ucwa.onlineMeetingExtensions.create(made, { id: "seating", table: "12A" });
  await ucwa.onlineMeetingExtensions.update(extension, { table: "14" });
  expect((await ucwa.onlineMeetingExtensions.list(made)).map(({ data }) => data.table)).toEqual(["14"]);
  const listed = await ucwa.myOnlineMeetings.list(application);
  const found = listed.find(({ data }) => data.subject === "Kick-off");
  const saved = await ucwa.myOnlineMeeting.update(found ?? "", { subject: "Kick-off, moved" });
  expect((await ucwa.myOnlineMeeting.get(made)).data.subject).toBe("Kick-off, moved");
  await ucwa.onlineMeetingExtensions.delete(extension);
  await ucwa.myOnlineMeeting.delete(saved);
  await expect(ucwa.myOnlineMeeting.get(made)).rejects.toBeInstanceOf(NotFoundError);
  return { made, extension, saved };
}

const deployed = servers.filter(({ dialect }) => dialect === "deployed");

describe.each(deployed)("What servers do in different ways, in $name", (server) => {
  describe("the headers of every response", () => {
    test("no-cache does not keep a meeting from being confirmed with a 304", async () => {
      for (const serverHeaders of ["on", "off"] as const) {
        const { ucwa, asked } = await startServer(server, { serverHeaders });
        const seen: (string | null)[] = [];
        ucwa.use({ onResponse: ({ response }) => void seen.push(response.headers.get("cache-control")) });
        const first = await ucwa.myOnlineMeeting.get(ids);
        expect((await ucwa.myOnlineMeeting.get(ids)).data).toEqual(first.data);
        expect(asked()).toEqual(["GET 200", "GET 304"]);
        expect(seen[0]).toBe(serverHeaders === "on" ? "no-cache" : null);
      }
    });

    test("the server's name and version are there for middleware to read", async () => {
      const { ucwa } = await startServer(server, { serverHeaders: "on", ucwaVersion: "on" });
      const seen: (string | null)[] = [];
      ucwa.use({
        onResponse({ response: { headers } }) {
          seen.push(headers.get("x-ms-server-fqdn"), headers.get("x-ms-ucwaversion"));
        },
      });
      await ucwa.myOnlineMeeting.get(ids);
      await expect(ucwa.myOnlineMeeting.get(nowhere)).rejects.toBeInstanceOf(NotFoundError);
      expect(seen).toEqual(["fe1.contoso.com", "1.7", "fe1.contoso.com", "1.7"]);
      const silent = await startServer(server, { serverHeaders: "off", ucwaVersion: "off" });
      expect((await silent.ucwa.myOnlineMeeting.get(ids)).data.rel).toBe("myOnlineMeeting");
    });

    test("an error has the correlation id that the caller has sent, or else the server's own", async () => {
      const { ucwa } = await startServer(server, { serverHeaders: "on" });
      const headers = { "X-MS-Correlation-Id": "my-id" };
      expect((await thrownBy(ucwa.myOnlineMeeting.get(nowhere, { headers }))).correlationId).toBe("my-id");
      const { correlationId } = await thrownBy(ucwa.myOnlineMeeting.get(nowhere));
      expect(correlationId).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  describe("the challenges of a 401", () => {
    test.each(["one", "two"] as const)("with %s, the one with the address of tokens is found", async (challenges) => {
      const { connect } = await startServer(server, { challenges });
      const { status, challenge = "" } = await thrownBy(connect({ token: undefined }).myOnlineMeeting.get(ids));
      const found = parseChallenge(challenge);
      const schemes = challenges === "one" ? ["MsRtcOAuth"] : ["Bearer", "MsRtcOAuth"];
      expect([status, found.map(({ scheme }) => scheme)]).toEqual([401, schemes]);
      expect(found.find(({ scheme }) => scheme === "MsRtcOAuth")?.parameters).toEqual({
        href: "https://fe1.contoso.com/WebTicket/oauthtoken",
        grant_type: "urn:microsoft.rtc:windows,urn:microsoft.rtc:anonmeeting,password",
      });
    });

    test("with two, a token is asked for once more, and the request is sent again", async () => {
      const { connect, asked } = await startServer(server, { challenges: "two" });
      const tokens = ["", "cwt=anything"];
      const ucwa = connect({ token: () => tokens.shift() ?? "" });
      expect((await ucwa.onlineMeetingExtensions.create(ids, { id: "seating" })).data.id).toBe("seating");
      expect(asked()).toEqual(["POST 401", "POST 201"]);
    });
  });

  test("a page with a 500 has diagnostics where the server sends them", async () => {
    for (const serverErrorDiagnostics of ["on", "off"] as const) {
      const { ucwa, mock } = await startServer(server, { serverErrorDiagnostics });
      mock.fault("html-500");
      const call = ucwa.myOnlineMeeting.get(ids);
      await expect(call).rejects.toBeInstanceOf(UnexpectedResponseError);
      const diagnostics = serverErrorDiagnostics === "on" ? expect.stringMatching(/^28032;/) : undefined;
      await expect(call).rejects.toMatchObject({ status: 500, diagnostics });
    }
  });

  test("a Warning with diagnostics 28055 arrives, and the token is renewed", async () => {
    const { connect, mock, asked } = await startServer(server);
    const ucwa = connect({ token: async () => "cwt=anything" });
    const warnings: (string | null)[] = [];
    ucwa.use({ onResponse: ({ response }) => void warnings.push(response.headers.get("warning")) });
    mock.fault("forbidden-28055", { times: 3 });
    const error = await thrownBy(ucwa.myOnlineMeeting.get(ids));
    expect([error.status, error.diagnostics]).toEqual([403, expect.stringMatching(/^28055;/)]);
    expect((await ucwa.myOnlineMeeting.get(ids)).data.rel).toBe("myOnlineMeeting");
    expect([asked(), warnings]).toEqual([
      ["GET 403", "GET 403", "GET 403", "GET 200"],
      ['120 host "InvalidToken"', null],
    ]);
  });

  describe("a time without an offset", () => {
    const time = "2013-02-07T01:17:18";

    test("is not sent by either layer, whatever the server would make of it", async () => {
      for (const timeWithoutOffset of ["refused", "local"] as const) {
        const { ucwa, asked } = await startServer(server, { timeWithoutOffset });
        const meeting = await ucwa.myOnlineMeeting.get(ids);
        const body = { expirationTime: time };
        await expect(ucwa.myOnlineMeeting.update(meeting, body)).rejects.toBeInstanceOf(ArgumentError);
        await expect(ucwa.myOnlineMeetings.create(application, body)).rejects.toBeInstanceOf(ArgumentError);
        await expect(ucwa.PUT(meetingPath, { params: { path: ids }, body })).rejects.toBeInstanceOf(ArgumentError);
        expect(asked()).toEqual(["GET 200"]);
      }
    });

    test("that another program has sent is read as the server took it, or is not there", async () => {
      for (const timeWithoutOffset of ["refused", "local"] as const) {
        const { ucwa, mock } = await startServer(server, { timeWithoutOffset, guidPropertyOnPut: "optional" });
        const before = await ucwa.myOnlineMeeting.get(ids);
        const body = JSON.stringify({ expirationTime: time });
        const headers = { authorization: "Bearer cwt=other", "content-type": "application/json", "if-match": "*" };
        const { status } = await fetch(mock.url + before.href, { method: "PUT", headers, body });
        const { data } = await ucwa.myOnlineMeeting.get(ids);
        const expected = { refused: [400, before.data.expirationTime], local: [200, new Date(`${time}-05:00`)] };
        expect([status, data.expirationTime]).toEqual(expected[timeWithoutOffset]);
        const saved = await ucwa.myOnlineMeeting.update(ids, { subject: "Q3" });
        expect(saved.data.expirationTime).toEqual(data.expirationTime);
      }
    });
  });

  test("a meeting without an expirationTime is read, updated and made", async () => {
    const { ucwa, asked } = await startServer(server, { expirationTime: "absent" });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    expect(meeting.data.expirationTime).toBeUndefined();
    const saved = await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3" });
    expect([saved.data.subject, saved.data.expirationTime]).toEqual(["Q3", undefined]);
    const soon = { expirationTime: new Date(Date.now() + 3_600_000) };
    expect((await ucwa.myOnlineMeeting.update(saved, soon)).data.expirationTime).toBeUndefined();
    expect((await ucwa.myOnlineMeetings.create(application, soon)).data.expirationTime).toBeUndefined();
    expect(asked()).toEqual(["GET 200", "PUT 200", "PUT 200", "POST 200"]);
  });

  test("the id in the path and onlineMeetingId are one on some servers, and two on others", async () => {
    const same = await startServer(server, { onlineMeetingId: "path" });
    const meeting = await same.ucwa.myOnlineMeeting.get(ids);
    const { onlineMeetingId = "", joinUrl, onlineMeetingUri } = meeting.data;
    expect(meeting.href).toMatch(new RegExp(`/${onlineMeetingId}$`));
    expect(joinUrl).toMatch(new RegExp(`/${onlineMeetingId}$`));
    expect(onlineMeetingUri).toMatch(new RegExp(`:${onlineMeetingId}$`));
    const byId = await same.ucwa.myOnlineMeeting.get({ ...application, onlineMeetingId });
    expect((await same.ucwa.myOnlineMeeting.update(byId, { subject: "Q3" })).data).toMatchObject({
      onlineMeetingId,
      joinUrl,
    });
    const { ucwa } = await startServer(server, { onlineMeetingId: "seeded" });
    expect((await ucwa.myOnlineMeeting.get(ids)).data.onlineMeetingId).toBe("IB88RLLY");
  });

  test.each([
    ["absolute", { hrefs: "absolute" }],
    ["with a query", { hrefQuery: "on" }],
    ["absolute and with a query", { hrefs: "absolute", hrefQuery: "on" }],
    ["absolute and with a query, in a list of links", { hrefs: "absolute", hrefQuery: "on", meetingList: "linked" }],
  ] as const)("hrefs that are %s are followed as they are", async (_, switches) => {
    const { ucwa, mock } = await startServer(server, switches);
    const { made, extension, saved } = await liveThrough(ucwa);
    for (const { href } of [made, extension, saved]) {
      expect(href.startsWith(mock.url)).toBe("hrefs" in switches);
      expect(href.endsWith("?applicationEndpoint=1&resourceVersion=1")).toBe("hrefQuery" in switches);
    }
    // What is made, listed or read by ids has no link that leads to it.
    const followed = mock.requests.filter(({ target }) => !target.endsWith("/myOnlineMeetings"));
    expect(followed.length).toBeGreaterThan(6);
    for (const { target } of followed)
      expect(/\?applicationEndpoint=.*&resourceVersion=/.test(target)).toBe("hrefQuery" in switches);
  });

  test("hrefs that are absolute lead to the list that another client was given, too", async () => {
    const { ucwa, mock } = await startServer(server, { hrefs: "absolute", hrefQuery: "on" });
    const href = `${mock.url}/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings?applicationEndpoint=1`;
    await ucwa.myOnlineMeetings.create(href, { subject: "Kick-off" });
    expect((await ucwa.myOnlineMeetings.list({ href })).map(({ data }) => data.subject)).toContain("Kick-off");
  });

  test("links give title, revision and etag where they have them", async () => {
    const revisions = { text: "4", number: server.name === "XML" ? "4" : 4 };
    for (const linkAttributes of ["text", "number"] as const) {
      const { ucwa } = await startServer(server, { linkAttributes, meetingList: "linked" });
      const meeting = await ucwa.myOnlineMeeting.get(ids);
      const revision = revisions[linkAttributes];
      const link = meeting.link("onlineMeetingExtensions");
      expect(link).toEqual({ href: expect.stringContaining(meeting.href), title: "onlineMeetingExtensions", revision });
      expect((await ucwa.onlineMeetingExtensions.list(link ?? "")).length).toBeGreaterThan(0);
      await liveThrough(ucwa);
    }
    const { ucwa } = await startServer(server);
    const plain = (await ucwa.myOnlineMeeting.get(ids)).link("onlineMeetingExtensions");
    expect(Object.keys(plain ?? {})).toEqual(["href"]);
  });

  test("a list gives the etag of what it links to", async () => {
    const { ucwa } = await startServer(server, { linkAttributes: "text", meetingList: "linked" });
    const { etag } = await ucwa.myOnlineMeeting.get(ids);
    const path = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings";
    const { data } = await ucwa.GET(path, { params: { path: application } });
    expect(data?._links.myOnlineMeeting).toEqual([
      { href: expect.stringMatching(/\/810$/), title: "Quarterly sales numbers", revision: "4", etag },
    ]);
  });

  test.each(["absent", "xml", "always"] as const)(
    "an error whose parameters and debugInfo are empty or absent (%s) reads the same",
    async (emptyReasonDetails) => {
      const { ucwa } = await startServer(server, { emptyReasonDetails });
      await ucwa.onlineMeetingExtensions.create(ids, { id: "seating" });
      const error = await thrownBy(ucwa.onlineMeetingExtensions.create(ids, { id: "seating" }));
      expect(error).toBeInstanceOf(ConflictError);
      expect(error).toMatchObject({ code: "Conflict", subcode: "AlreadyExists", parameters: [], debugInfo: {} });
      const isEmpty = emptyReasonDetails === "always" || (emptyReasonDetails === "xml" && server.name === "XML");
      expect("parameters" in error.reason).toBe(isEmpty);
      expect("debugInfo" in error.reason).toBe(isEmpty);
      const wrong = JSON.parse('{"accessLevel":"Sometimes"}');
      const { parameters } = await thrownBy(ucwa.myOnlineMeeting.update(ids, wrong));
      expect(parameters).toMatchObject([{ name: "accessLevel" }]);
    },
  );

  test("paths without a version lead through a meeting's whole life", async () => {
    const { connect, mock } = await startServer(server);
    const { made } = await liveThrough(connect({ baseUrl: `${mock.url}/ucwa` }));
    expect(made.href).toMatch(/^\/ucwa\/applications\/833\//);
    for (const { target } of mock.requests) expect(target).toMatch(/^\/ucwa\/applications\//);
  });

  test("links without a version are followed where the base URL has no prefix", async () => {
    const { connect, mock } = await startServer(server, { defaultPrefix: "unversioned" });
    const { made } = await liveThrough(connect({ baseUrl: mock.url }));
    expect(made.href).toMatch(/^\/ucwa\/applications\/833\//);
  });
});
