import { describe, expect, test } from "vitest";
import { readEnvironment } from "../src/cli/read-environment.ts";
import { dialects, type Mock, startMock } from "../src/index.ts";
import { ask, hrefs, meeting, selfOf, type TestResponse } from "./support/ask.ts";

const meetings = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings";
const xml = { accept: "application/xml" };
const emptyList = { rel: "myOnlineMeetings", _links: { self: { href: meetings } } };
const create = (mock: Pick<Mock, "url">, json: object = {}) => ask(mock, meetings, { method: "POST", json });
const embedded = ({ json }: TestResponse, rel = "myOnlineMeeting"): Record<string, unknown>[] =>
  Object(json._embedded)[rel] ?? [];

describe.each(dialects)("A new meeting, in the dialect %s", (dialect) => {
  test("has the id, the addresses and the defaults of the meetings in traffic", async () => {
    await using mock = await startMock({ dialect, clock: "2013-02-14T12:00:00Z" });
    const { json } = await create(mock, { subject: "holiday party", attendees: ["sip:Chris@contoso.com"] });
    const id = String(json.onlineMeetingId);
    expect(id).toMatch(/^[A-Z0-9]{8}$/);
    expect(json).toMatchObject({
      rel: "myOnlineMeeting",
      subject: "holiday party",
      attendees: ["sip:Chris@contoso.com"],
      description: "",
      leaders: [],
      accessLevel: "SameEnterprise",
      automaticLeaderAssignment: "Disabled",
      entryExitAnnouncement: "Disabled",
      lobbyBypassForPhoneUsers: "Disabled",
      phoneUserAdmission: "Disabled",
      expirationTime: `/Date(${Date.parse("2013-02-14T20:00:00Z")})/`,
      joinUrl: `https://meet.contoso.com/bmauldin/${id}`,
      onlineMeetingRel: "myOnlineMeetings",
      onlineMeetingUri: `sip:bmauldin@contoso.com;gruu;opaque=app:conf:focus:id:${id}`,
      organizerUri: "sip:bmauldin@contoso.com",
    });
    expect(selfOf({ json })).toBe(`${meetings}/${id}`);
    expect(json).not.toHaveProperty("_embedded");
  });

  test("comes with the status of its source, an ETag and no Location, and is read as it came", async () => {
    await using mock = await startMock({ dialect });
    const created = await create(mock, { subject: "Budget" });
    expect(created.status).toBe(dialect === "deployed" ? 200 : 201);
    expect(created.headers.get("location")).toBeNull();
    const read = await ask(mock, selfOf(created));
    expect(read.json).toEqual(created.json);
    expect(read.headers.get("etag")).toBe(created.headers.get("etag"));
    expect(created.headers.get("sl-violations")).toBeNull();
  });

  test("stands in the list, after those that were there, with links that lead somewhere", async () => {
    await using mock = await startMock({ dialect });
    const created = await create(mock, { subject: "Budget" });
    for (const headers of [{ accept: "application/json" }, xml]) {
      const list = await ask(mock, meetings, { headers });
      expect([list.status, list.headers.get("etag"), list.headers.get("sl-violations")]).toEqual([200, null, null]);
      const links = hrefs(list.text);
      expect(links).toEqual(expect.arrayContaining([meetings, meeting, selfOf(created)]));
      for (const link of links) expect({ link, status: (await ask(mock, link)).status }).toEqual({ link, status: 200 });
    }
    const { text } = await ask(mock, meetings);
    expect(text.indexOf(selfOf(created))).toBeGreaterThan(text.indexOf(meeting));
  });

  test("can be extended, updated and deleted, and is gone then", async () => {
    await using mock = await startMock({ dialect });
    const { json, headers } = await create(mock, { subject: "Budget" });
    const self = selfOf({ json });
    const extensions = Object(json._links).onlineMeetingExtensions.href;
    expect((await ask(mock, extensions, { method: "POST", json: { id: "seating" } })).status).toBe(201);
    const put = { ...json, subject: "Budget 2014" };
    const ifMatch = { "if-match": headers.get("etag") ?? "" };
    expect((await ask(mock, self, { method: "PUT", json: put, headers: ifMatch })).status).toBe(200);
    const [, listed] = embedded(await ask(mock, meetings));
    expect(listed).toMatchObject({
      subject: "Budget 2014",
      _embedded: { onlineMeetingExtension: [{ id: "seating" }] },
    });
    expect((await ask(mock, self, { method: "DELETE" })).status).toBe(204);
    expect((await ask(mock, self)).status).toBe(404);
    expect(embedded(await ask(mock, meetings))).toHaveLength(1);
  });
});

test("A new meeting may be asked for in XML, and is answered in it", async () => {
  await using mock = await startMock();
  const body = `<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><property name="subject">Budget</property><propertyList name="attendees"><item>sip:amy@contoso.com</item></propertyList></input>`;
  const { status, text } = await ask(mock, meetings, { method: "POST", xml: body, headers: xml });
  expect(status).toBe(201);
  expect(text).toMatch(/^<\?xml.*\?>\s*<resource rel="myOnlineMeeting" /);
  expect(text).toContain("<item>sip:amy@contoso.com</item>");
});

test("What the page does not name is accepted and not kept, an older name among it", async () => {
  await using mock = await startMock();
  const sent = { attendanceAnnouncementsStatus: "Enabled", joinUrl: "https://elsewhere.example/", rel: "x", seats: 4 };
  const { status, json } = await create(mock, sent);
  expect(status).toBe(201);
  expect(json).toMatchObject({ rel: "myOnlineMeeting", joinUrl: expect.stringContaining("meet.contoso.com") });
  expect(Object.keys(json)).not.toEqual(expect.arrayContaining(["attendanceAnnouncementsStatus"]));
  expect(Object.keys(json)).not.toEqual(expect.arrayContaining(["seats"]));
});

test.each([
  [{ accessLevel: "Anybody" }, "accessLevel"],
  [{ attendees: ["johndoe"] }, "attendees/0"],
  [{ expirationTime: "/Date(0)/" }, "expirationTime"],
])("A value that is not allowed is refused, and no meeting is made: %o", async (json, name) => {
  await using mock = await startMock();
  const refused = await create(mock, json);
  expect(refused).toMatchObject({ status: 400, json: { code: "BadRequest", subcode: "ParameterValidationFailure" } });
  expect(JSON.stringify(refused.json.parameters).replaceAll(".", "/")).toContain(name.split("/")[0]);
  expect(embedded(await ask(mock, meetings))).toHaveLength(1);
});

test("An application that does not exist has no meetings, and takes none", async () => {
  await using mock = await startMock();
  const elsewhere = meetings.replace("833", "834");
  for (const question of [{}, { method: "POST", json: {} }])
    expect(await ask(mock, elsewhere, question)).toMatchObject({
      status: 404,
      json: { code: "NotFound", subcode: "ApplicationNotFound" },
    });
});

test("Other methods are refused with those that there are", async () => {
  await using mock = await startMock();
  for (const method of ["PUT", "DELETE"]) {
    const { status, headers } = await ask(mock, meetings, { method });
    expect([status, headers.get("allow")]).toEqual([405, "GET, POST"]);
  }
});

describe("A limit of meetings", () => {
  test("refuses the next one with 409, in JSON and XML, until one is deleted", async () => {
    await using mock = await startMock({ meetingLimit: 2 });
    const created = await create(mock);
    expect(created.status).toBe(201);
    expect(await create(mock)).toMatchObject({
      status: 409,
      json: { code: "Conflict", subcode: "TooManyOnlineMeetings" },
    });
    const inXml = await ask(mock, meetings, { method: "POST", xml: "<input/>", headers: xml });
    expect(inXml.text).toContain("<subcode>TooManyOnlineMeetings</subcode>");
    await ask(mock, selfOf(created), { method: "DELETE" });
    expect((await create(mock)).status).toBe(201);
  });

  test("holds when many ask at once", async () => {
    await using mock = await startMock({ meetingLimit: 4 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(mock)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(17);
    const ids = embedded(await ask(mock, meetings)).map(({ _links }) => Object(_links).self.href);
    expect(new Set(ids).size).toBe(4);
  });

  test("does not count the predefined meeting", async () => {
    const predefined = { rel: "myAssignedOnlineMeeting", _links: { self: { href: `${meetings}/1XAW22CG` } } };
    await using mock = await startMock({ meetingLimit: 1, seed: [predefined] });
    expect((await create(mock)).status).toBe(201);
    expect((await create(mock)).status).toBe(409);
  });

  test("is read from the environment, too", async () => {
    expect(await readEnvironment({ UCWA_MEETING_LIMIT: "7" })).toMatchObject({ meetingLimit: 7 });
    await expect(readEnvironment({ UCWA_MEETING_LIMIT: "some" })).rejects.toThrow("UCWA_MEETING_LIMIT: expected");
  });
});

describe("A store", () => {
  test("can begin empty, and the first meeting goes into it", async () => {
    await using mock = await startMock({ seed: [emptyList] });
    expect((await ask(mock, meetings)).json).toEqual({ ...emptyList, _embedded: { myOnlineMeeting: [] } });
    expect((await ask(mock, meeting)).status).toBe(404);
    const created = await create(mock, { subject: "The first" });
    expect(created.status).toBe(201);
    expect(embedded(await ask(mock, meetings))).toEqual([created.json]);
  });

  test("that is empty says so in the way of its dialect", async () => {
    await using mock = await startMock({ dialect: "deployed", seed: [emptyList] });
    expect((await ask(mock, meetings)).json).toEqual(emptyList);
  });

  test("is emptied or filled by a list that is seeded later", async () => {
    await using mock = await startMock();
    const seeded = { rel: "myOnlineMeeting", subject: "Seeded", _links: { self: { href: `${meetings}/DEDX9367` } } };
    await mock.seed([{ ...emptyList, _embedded: { myOnlineMeeting: seeded } }]);
    expect(embedded(await ask(mock, meetings))).toMatchObject([{ subject: "Seeded" }]);
    await mock.seed([emptyList]);
    expect(embedded(await ask(mock, meetings))).toEqual([]);
  });

  test("gives the same ids after a reset, and none that a seed has", async () => {
    await using mock = await startMock({ seed: [emptyList] });
    const first = await create(mock);
    await mock.reset();
    expect((await create(mock)).text).toBe(first.text);
    await mock.reset();
    await mock.seed([first.json]);
    const second = await create(mock);
    expect(selfOf(second)).not.toBe(selfOf(first));
    expect(embedded(await ask(mock, meetings))).toHaveLength(2);
  });
});

test("The predefined meeting is listed under its own rel, and stays so after an update", async () => {
  const self = { href: `${meetings}/1XAW22CG` };
  await using mock = await startMock({ seed: [{ rel: "myAssignedOnlineMeeting", subject: "Mine", _links: { self } }] });
  expect(embedded(await ask(mock, meetings), "myAssignedOnlineMeeting")).toMatchObject([{ subject: "Mine" }]);
  const { json } = await ask(mock, self.href, { method: "PUT", json: { subject: "Still mine" } });
  expect(json).toMatchObject({ rel: "myAssignedOnlineMeeting", subject: "Still mine" });
});

test("The organizer of a new meeting is the one of the user's other meetings", async () => {
  const seed = {
    rel: "myOnlineMeeting",
    organizerUri: "sip:Dana@fabrikam.com",
    _links: { self: { href: `${meetings}/DEDX9367` } },
  };
  await using mock = await startMock({ seed: [seed] });
  const { json } = await create(mock);
  expect(json).toMatchObject({
    organizerUri: "sip:Dana@fabrikam.com",
    joinUrl: `https://meet.fabrikam.com/dana/${json.onlineMeetingId}`,
  });
});

test.each([undefined, "tel:+14255550100", "x-sip:a@contoso.com", "sip:contoso.com", "sip:a@contoso.com;gruu"])(
  "The organizer of a new meeting is a person's SIP URI, which %s is not",
  async (organizerUri) => {
    const at = (id: string) => ({ rel: "myOnlineMeeting", _links: { self: { href: `${meetings}/${id}` } } });
    const seed = [
      { ...at("A1"), ...(organizerUri && { organizerUri }) },
      { ...at("A2"), organizerUri: "SIPS:Dana@fabrikam.com" },
    ];
    await using mock = await startMock({ seed });
    expect((await create(mock)).json.organizerUri).toBe("SIPS:Dana@fabrikam.com");
  },
);

test("A list may have links in place of meetings", async () => {
  await using mock = await startMock({ switches: { meetingList: "linked" } });
  const created = await create(mock);
  const { json, headers } = await ask(mock, meetings);
  expect(json).toEqual({
    rel: "myOnlineMeetings",
    _links: { self: { href: meetings }, myOnlineMeeting: [{ href: meeting }, { href: selfOf(created) }] },
  });
  expect(headers.get("sl-violations")).toBeNull();
});

test("The published list is in the mock from the start, with both kinds of meetings", async () => {
  await using mock = await startMock();
  const list = await ask(mock, meetings.replace("833", "192"));
  expect(embedded(list, "myAssignedOnlineMeeting")).toMatchObject([
    { rel: "myAssignedOnlineMeeting", accessLevel: "Locked" },
  ]);
  expect(embedded(list)).toMatchObject([{ rel: "myOnlineMeeting", expirationTime: "/Date(1474932029024)/" }]);
});

test("With examples only, a new meeting comes with the published status and body", async () => {
  await using mock = await startMock({ state: false });
  const { status, json } = await create(mock);
  expect([status, json.onlineMeetingId]).toEqual([201, "IB88RLLY"]);
  const deployed = await ask(mock, meetings, { method: "POST", json: {}, headers: { prefer: "code=200" } });
  expect([deployed.status, deployed.json.onlineMeetingId]).toEqual([200, "DEDX9367"]);
});
