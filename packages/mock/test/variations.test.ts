import { decode } from "@ucwa-meetings/xml";
import { describe, expect, test } from "vitest";
import { type MockOptions, type Switches, startMock, startProxy } from "../src/index.ts";
import { ask, deployedMeeting, extensions, hrefs, meeting, type Question, selfOf } from "./support/ask.ts";
import { ways } from "./support/ways-in.ts";

const answerWith = async (switches: Partial<Switches>, path: string, question: Question = {}) => {
  await using mock = await startMock({ switches });
  return await ask(mock, path, question);
};
const meetings = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings";
const linkOf = (json: Record<string, unknown>, rel: string) => Object(Object(json._links)[rel]);
const xml = (children: string) => `<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa">${children}</input>`;

describe("a time without an offset", () => {
  const time = "2013-02-07T01:17:18";
  const inJson = { json: { expirationTime: time } };
  const inXml = { xml: xml(`<property name="expirationTime">${time}.0000000</property>`) };
  const local = `/Date(${Date.parse(`${time}-05:00`)})/`;

  test.each([
    ["JSON", inJson],
    ["XML", inXml],
  ])("is refused in %s, and with timeWithoutOffset=local taken as the server's local time", async (_, body) => {
    for (const target of [
      { path: meeting, method: "PUT", success: 200 },
      { path: meetings, method: "POST", success: 201 },
    ]) {
      const { path, method, success } = target;
      const refused = await answerWith({}, path, { method, ...body });
      expect(refused.status).toBe(400);
      expect(refused.json).toMatchObject({
        subcode: "ParameterValidationFailure",
        // The pattern as it is: no list of types is in it.
        parameters: [{ name: "expirationTime", reason: expect.stringContaining("\\d{1,15}") }],
      });
      const taken = await answerWith({ timeWithoutOffset: "local" }, path, { method, ...body });
      expect([taken.status, taken.json.expirationTime]).toEqual([success, local]);
      expect(taken.headers.has("sl-violations")).toBe(false);
    }
  });

  test("is taken by a deployed server; one that no calendar has is refused all the same", async () => {
    await using mock = await startMock({
      dialect: "deployed",
      switches: { ifMatch: "optional", guidPropertyOnPut: "optional" },
    });
    const put = async (expirationTime: string) => ask(mock, meeting, { method: "PUT", json: { expirationTime } });
    expect((await put("2013-02-07T01:17")).json.expirationTime).toBe(`/Date(${Date.parse("2013-02-07T01:17-05:00")})/`);
    expect((await put(`${time}Z`)).json.expirationTime).toBe(`/Date(${Date.parse(`${time}Z`)})/`);
    for (const wrong of ["2013-02-30T00:00:00", "7/2/2013 01:17", "2013-02-07"])
      expect((await put(wrong)).status).toBe(400);
  });

  test("is text like any other in an extension", async () => {
    const json = { expirationTime: time };
    const { json: created } = await answerWith({ timeWithoutOffset: "local" }, extensions, { method: "POST", json });
    expect(created.expirationTime).toBe(time);
  });
});

test("expirationTime=absent leaves it out of every answer, and meetings keep it", async () => {
  await using mock = await startMock({ switches: { expirationTime: "absent" } });
  const put = { method: "PUT", json: { subject: "x", expirationTime: "2013-02-07T01:17:18Z" } };
  const made = { method: "POST", json: {} };
  for (const answer of [await ask(mock, meeting, put), await ask(mock, meetings, made), await ask(mock, meetings)]) {
    expect(answer.status).toBeLessThan(300);
    expect(answer.text).not.toContain("expirationTime");
  }
  const inXml = await ask(mock, meeting, { headers: { accept: "application/xml" } });
  expect(inXml.text).not.toContain("expirationTime");
  expect((await answerWith({}, meeting)).json).toHaveProperty("expirationTime");
});

describe("onlineMeetingId", () => {
  test("is the last segment of the path on a deployed server, and its addresses end in it", async () => {
    await using mock = await startMock({ dialect: "deployed" });
    for (const path of [meeting, deployedMeeting]) {
      const { json } = await ask(mock, path);
      const id = path.slice(path.lastIndexOf("/") + 1);
      expect(selfOf({ json })).toMatch(new RegExp(`/${id}$`));
      expect(json).toMatchObject({
        onlineMeetingId: id,
        joinUrl: expect.stringMatching(new RegExp(`/${id}$`)),
        onlineMeetingUri: expect.stringMatching(new RegExp(`:${id}$`)),
      });
    }
    const { json: list } = await ask(mock, meetings);
    expect(JSON.stringify(list)).toContain('"onlineMeetingId":"810"');
  });

  test("with what a seed has besides: a URI for older clients, or no id at all", async () => {
    const href = "/ucwa/v1/applications/1/onlineMeetings/myOnlineMeetings/A%C3%9C";
    const seed = {
      rel: "myOnlineMeeting",
      onlineMeetingId: "IB88RLLY",
      joinUrl: "https://meet.contoso.com/other",
      legacyOnlineMeetingUri: "conf:sip:a@contoso.com;gruu;opaque=app:conf:focus:id:IB88RLLY?conversation-id=c/d:e",
      _links: { self: { href } },
    };
    const { onlineMeetingId, ...withoutId } = seed;
    const shown = async (resource: Record<string, unknown>) => {
      await using mock = await startMock({ seed: [resource], switches: { onlineMeetingId: "path" } });
      return (await ask(mock, href)).json;
    };
    expect(await shown(seed)).toMatchObject({
      onlineMeetingId: "AÜ",
      joinUrl: "https://meet.contoso.com/other",
      legacyOnlineMeetingUri: "conf:sip:a@contoso.com;gruu;opaque=app:conf:focus:id:A%C3%9C?conversation-id=c/d:e",
    });
    expect(await shown(withoutId)).not.toHaveProperty("onlineMeetingId");
    const others = {
      joinUrl: "https://meet.contoso.com/IB88RLLY/",
      onlineMeetingUri: "sip:a@contoso.com;gruu;opaque=app:conf:focus:id:XIB88RLLY",
      legacyOnlineMeetingUri: "conf:sip:a@contoso.com?id=a:IB88RLLY",
    };
    expect(await shown({ ...seed, ...others })).toMatchObject({ onlineMeetingId: "AÜ", ...others });
    const joinUrl = "https://meet.contoso.com/OTHER123";
    expect(await shown({ ...seed, joinUrl })).toMatchObject({ onlineMeetingId: "AÜ", joinUrl });
  });

  test("is the seed's where onlineMeetingId=seeded, as on the page", async () => {
    await using mock = await startMock({ dialect: "deployed", switches: { onlineMeetingId: "seeded" } });
    expect((await ask(mock, meeting)).json).toMatchObject({
      onlineMeetingId: "IB88RLLY",
      joinUrl: expect.stringMatching(/\/IB88RLLY$/),
    });
  });
});

describe("hrefs", () => {
  const query = "?applicationEndpoint=1&resourceVersion=1";

  test.each(["application/json", "application/xml"])("are absolute, have a query, or both, in %s", async (accept) => {
    for (const [switches, begin, end] of [
      [{}, "", ""],
      [{ hrefs: "absolute" }, "origin", ""],
      [{ hrefQuery: "on" }, "", query],
      [{ hrefs: "absolute", hrefQuery: "on" }, "origin", query],
    ] as const) {
      await using mock = await startMock({ switches });
      const origin = begin === "" ? "" : mock.url;
      for (const path of [meeting, extensions, meetings]) {
        const answer = await ask(mock, path, { headers: { accept } });
        const links = hrefs(answer.text.replaceAll("&amp;", "&"));
        expect(links).toContain(origin + path + end);
        for (const link of links) {
          expect(link).toMatch(origin === "" ? /^\/ucwa\// : /^http:\/\/127\.0\.0\.1:\d+\/ucwa\//);
          expect(link.slice(link.indexOf("?"))).toBe(end === "" ? link.at(-1) : end);
          expect({ link, status: (await ask(mock, link)).status }).toEqual({ link, status: 200 });
        }
      }
    }
  });

  test("are absolute with the origin to which a program sends, on every way in and in a sandbox", async () => {
    for (const { name: way, start } of ways) {
      await using mock = await start({ switches: { hrefs: "absolute" } });
      const sandbox = await ask(mock, "/__mock/sandboxes", { method: "POST" });
      for (const base of [mock.url, String(sandbox.json.baseUrl)]) {
        for (const accept of ["application/json", "application/xml"]) {
          const links = hrefs((await ask(mock, base + meeting, { headers: { accept } })).text);
          expect([way, ...links]).toContain(base + meeting);
          expect([way, ...links.filter((link) => !link.startsWith(base))]).toEqual([way]);
        }
      }
    }
  });

  test("are absolute with the public URL, if a proxy in front of the mock has another name or TLS", async () => {
    const publicUrl = "https://mock.contoso.com";
    await using mock = await startMock({ publicUrl, switches: { hrefs: "absolute", meetingList: "linked" } });
    for (const path of [meeting, extensions, meetings]) {
      const links = hrefs((await ask(mock, path)).text);
      expect(links).toContain(publicUrl + path);
      expect(links.filter((link) => !link.startsWith(`${publicUrl}/ucwa/`))).toEqual([]);
    }
  });
});

describe("link attributes", () => {
  test("are there as text or number, with the ETag of what the link leads to", async () => {
    for (const [linkAttributes, revision] of [
      ["text", "4"],
      ["number", 4],
    ] as const) {
      await using mock = await startMock({ switches: { linkAttributes, meetingList: "linked" } });
      const { json, headers } = await ask(mock, meeting);
      expect(linkOf(json, "self")).toEqual({ href: meeting });
      expect(linkOf(json, "onlineMeetingExtensions")).toEqual({
        href: extensions,
        title: "onlineMeetingExtensions",
        revision,
      });
      const [link] = linkOf((await ask(mock, meetings)).json, "myOnlineMeeting");
      expect(link).toEqual({ href: meeting, title: "Quarterly sales numbers", revision, etag: headers.get("etag") });
    }
  });

  test("are attributes of <link> in XML, where a number is text", async () => {
    await using mock = await startMock({ switches: { linkAttributes: "number", meetingList: "linked" } });
    const etag = (await ask(mock, meeting)).headers.get("etag");
    const { text } = await ask(mock, meetings, { headers: { accept: "application/xml" } });
    expect(text).toContain(
      `<link rel="myOnlineMeeting" href="${meeting}" title="Quarterly sales numbers" revision="4" etag="${etag}" />`,
    );
  });

  test("are not there by default", async () => {
    const { json } = await answerWith({ meetingList: "linked" }, meetings);
    expect(linkOf(json, "myOnlineMeeting")).toEqual([{ href: meeting }]);
    expect(linkOf((await answerWith({}, meeting)).json, "onlineMeetingExtensions")).toEqual({ href: extensions });
  });
});

describe("empty parameters and debugInfo", () => {
  const missing = (accept: string) => ({ headers: { accept, prefer: "code=409, example=AlreadyExists" } });

  test("are in XML as on the page of errors, and with emptyReasonDetails=absent they are not", async () => {
    const published = await answerWith({}, meeting, missing("application/xml"));
    expect(published.text).toMatch(/<debugInfo \/>\s*<parameters \/>\s*<\/reason>$/);
    expect(decode(published.text)).toMatchObject({ code: "Conflict", debugInfo: {}, parameters: [] });
    const { text } = await answerWith({ emptyReasonDetails: "absent" }, meeting, missing("application/xml"));
    expect(text).not.toMatch(/debugInfo|parameters/);
  });

  test("are in JSON with emptyReasonDetails=always only", async () => {
    for (const emptyReasonDetails of ["absent", "xml"] as const) {
      const { json } = await answerWith({ emptyReasonDetails }, meeting, missing("application/json"));
      expect([json.code, Object.keys(json)]).toEqual(["Conflict", ["code", "subcode", "message"]]);
    }
    const { json } = await answerWith({ emptyReasonDetails: "always" }, meeting, missing("application/json"));
    expect(json).toMatchObject({ code: "Conflict", debugInfo: {}, parameters: [] });
    const { text } = await answerWith({ emptyReasonDetails: "always" }, meeting, missing("application/xml"));
    expect(text).toMatch(/<debugInfo \/>\s*<parameters \/>/);
  });

  test("take the place of no others", async () => {
    const put = { method: "PUT", json: { subject: 1 } };
    const { json } = await answerWith({ emptyReasonDetails: "always" }, meeting, put);
    expect(json).toMatchObject({ parameters: [{ name: "subject" }], debugInfo: {} });
  });
});

describe("paths without a version, as on a server of 2012", () => {
  const unversioned = meeting.replace("/v1", "");

  test.each(["application/json", "application/xml"])(
    "lead to the same, and to links of their kind, in %s",
    async (accept) => {
      await using mock = await startMock();
      for (const path of [unversioned, `${unversioned}/extensions`, unversioned.replace(/\/810$/, "")]) {
        const answer = await ask(mock, path, { headers: { accept } });
        expect(answer.status).toBe(200);
        for (const link of hrefs(answer.text)) {
          expect(link).toMatch(/^\/ucwa\/applications\//);
          expect((await ask(mock, link)).status).toBe(200);
        }
      }
    },
  );

  test("are those of links where the request had no prefix and defaultPrefix=unversioned", async () => {
    const bare = meeting.replace("/ucwa/v1", "");
    expect(selfOf(await answerWith({ defaultPrefix: "unversioned" }, bare))).toBe(unversioned);
    expect(selfOf(await answerWith({ defaultPrefix: "unversioned" }, meeting))).toBe(meeting);
    expect(selfOf(await answerWith({}, bare))).toBe(bare);
  });
});

describe("the proxy finds no violation in what a server may do", () => {
  const unusual: Partial<Switches> = {
    serverHeaders: "on",
    challenges: "two",
    serverErrorDiagnostics: "on",
    timeWithoutOffset: "local",
    expirationTime: "absent",
    onlineMeetingId: "path",
    hrefs: "absolute",
    hrefQuery: "on",
    linkAttributes: "number",
    emptyReasonDetails: "always",
    ifMatch: "optional",
    guidPropertyOnPut: "optional",
  };

  test.each<[string, MockOptions]>([
    ["documented", { switches: unusual }],
    ["deployed", { dialect: "deployed", switches: unusual }],
    [
      "deployed, listed as links",
      { dialect: "deployed", switches: { ...unusual, meetingList: "linked", linkAttributes: "text" } },
    ],
  ])("as %s, in JSON and in XML, with a version in the path or without one", async (_, options) => {
    await using mock = await startMock(options);
    await using proxy = await startProxy({ upstream: mock.url });
    const paths = [meeting, extensions, meetings].flatMap((path) => [path, path.replace("/v1", "")]);
    const seen: number[] = [];
    for (const accept of ["application/json", "application/xml"]) {
      const request = async (path: string, { headers, ...question }: Question = {}) =>
        seen.push((await ask(proxy, path, { ...question, headers: { accept, ...headers } })).status);
      for (const path of paths) await request(path);
      await request(meeting, { method: "PUT", json: { subject: "x" } });
      await request(meetings, { method: "POST", json: {} });
      for (const status of [401, 403, 404, 409, 500]) await request(meeting, { headers: { prefer: `code=${status}` } });
      await request(meeting, { headers: { prefer: "ucwa-fault=html-500" } });
      await request(meeting, { headers: { prefer: "ucwa-fault=forbidden-28055" } });
    }
    await proxy.close();
    expect(new Set(seen)).toEqual(new Set([200, options.dialect ? 200 : 201, 401, 403, 404, 409, 500]));
    expect(proxy.report()).toMatchObject({ exchanges: seen.length, checked: seen.length, violations: [] });
  });

  test("but in a time without an offset that a client sends, whatever the server makes of it", async () => {
    await using mock = await startMock({ switches: unusual });
    await using proxy = await startProxy({ upstream: mock.url });
    const put = { method: "PUT", json: { expirationTime: "2013-02-07T01:17:18" } };
    expect((await ask(proxy, meeting, put)).status).toBe(200);
    await proxy.close();
    expect(proxy.report().violations).toMatchObject([{ side: "request", pointer: "/expirationTime" }]);
  });
});
