import { decode } from "@ucwa-meetings/xml";
import { describe, expect, test } from "vitest";
import { createClient, PreconditionFailedError } from "../src/index.ts";
import { guid, guidProperty, type Representation, reply, representations } from "./support/representations.ts";
import { type Arrival, serve } from "./support/server.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const token = "cwt=PHNhbWw6QXNzZXJ0aW9uIHhtbG5...uZm8";

/** What a request body says, in the JSON representation; its dates as they were written. */
function said({ mediaType }: Representation, { body }: Arrival): Record<string, unknown> {
  return mediaType.endsWith("xml") ? decode(body, { timestamps: "asWritten" }) : JSON.parse(body);
}

describe.each(representations)("Lossless update, in $name", (representation) => {
  const { options, deployed } = representation;

  test("everything that was read goes back as it came, with the changes applied", async () => {
    const server = await serve(reply(representation, deployed, '"346579618"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3 sales numbers" });
    const [read, put] = server.arrivals;
    expect(read?.method).toBe("GET");
    expect(put).toMatchObject({ method: "PUT", path: meeting.href });
    expect(put && said(representation, put)).toMatchObject({
      accessLevel: "SameEnterprise",
      attendees: [],
      onlineMeetingId: "PYC58WSY",
      subject: "Q3 sales numbers",
      [guid]: guidProperty,
    });
    const date = deployed.match(/(?<="expirationTime":|"expirationTime">)[^,<]+/)?.[0] ?? "no date";
    expect(put?.body).toContain(date);
    expect(put?.body).toContain("12345678901234567890");
  });

  test.each(["346579618", '"346579618"', 'W/"346579618"'])(
    "If-Match is quoted when the ETag came as %s",
    async (etag) => {
      const server = await serve(reply(representation, representation.meeting, etag));
      const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
      const meeting = await ucwa.myOnlineMeeting.get(ids);
      await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3" });
      expect(meeting.etag).toBe("346579618");
      expect(server.arrivals[1]?.headers["if-match"]).toBe('"346579618"');
    },
  );

  test("an ETag that is none, for it has a space in it, does not count", async () => {
    const server = await serve(reply(representation, representation.meeting, '"346 579"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    expect((await ucwa.myOnlineMeeting.get(ids)).etag).toBeUndefined();
  });

  test("the ETag of the body serves where there is no header, and the header comes first", async () => {
    const server = await serve(reply(representation, deployed), reply(representation, deployed, '"7"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    expect((await ucwa.myOnlineMeeting.get(ids)).etag).toBe("346579618");
    expect((await ucwa.myOnlineMeeting.get(ids)).etag).toBe("7");
  });

  test("a target that is not in hand is read first", async () => {
    const server = await serve(reply(representation, deployed, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await ucwa.myOnlineMeeting.update(ids, { subject: "Q3" });
    await ucwa.myOnlineMeeting.update("/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810", {});
    expect(server.arrivals.map(({ method }) => method)).toEqual(["GET", "PUT", "GET", "PUT"]);
  });

  test("null resets a property by leaving it out, undefined leaves it as it is", async () => {
    const server = await serve(reply(representation, deployed, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await ucwa.myOnlineMeeting.update(ids, { expirationTime: null, subject: undefined });
    const sent = server.arrivals[1] && said(representation, server.arrivals[1]);
    expect(sent).not.toHaveProperty("expirationTime");
    expect(sent?.subject).toBe("Status");
  });

  test("a Date, or a string with an offset, can be sent as a time", async () => {
    const server = await serve(reply(representation, deployed, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await ucwa.myOnlineMeeting.update(ids, { expirationTime: new Date("2027-01-31T12:00:00Z") });
    await ucwa.myOnlineMeeting.update(ids, { expirationTime: "2027-01-31T12:00:00.0000000-05:00" });
    await ucwa.myOnlineMeeting.update(ids, { expirationTime: "/Date(1801483200000)/" });
    const times = server.arrivals.filter(({ method }) => method === "PUT").map((put) => said(representation, put));
    expect(times.map(({ expirationTime }) => expirationTime)).toEqual([
      "2027-01-31T12:00:00.000Z",
      "2027-01-31T12:00:00.0000000-05:00",
      representation.name === "XML" ? "2027-02-01T12:00:00.0000000Z" : "/Date(1801483200000)/",
    ]);
  });

  test("an extension keeps its custom keys and its GUID-named property", async () => {
    const body = representation.mediaType.endsWith("xml")
      ? `<resource rel="onlineMeetingExtension" href="/e/1" xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><property name="id">1</property><property name="tollNumber">+1 425</property><propertyList name="seats"><item>12A</item></propertyList><property name="${guid}">${guidProperty}</property><property name="etag">5</property></resource>`
      : `{"rel":"onlineMeetingExtension","id":"1","tollNumber":"+1 425","seats":["12A"],"${guid}":"${guidProperty}","etag":"5","_links":{"self":{"href":"/e/1"}}}`;
    const server = await serve(reply(representation, body));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const extension = await ucwa.onlineMeetingExtensions.get("/e/1");
    expect(extension.data.tollNumber).toBe("+1 425");
    await ucwa.onlineMeetingExtensions.update(extension, { tollNumber: null, room: "4" });
    const put = server.arrivals[1];
    expect(put).toMatchObject({ method: "PUT", path: "/e/1" });
    expect(put?.headers["if-match"]).toBe('"5"');
    const sent = put && said(representation, put);
    expect(sent).toMatchObject({ id: "1", seats: ["12A"], room: "4", [guid]: guidProperty });
    expect(sent).not.toHaveProperty("tollNumber");
  });

  test("an embedded extension with an ETag is updated unread, one without is read first", async () => {
    const inJson = (etag: string) =>
      `{"rel":"onlineMeetingExtensions","_links":{"self":{"href":"/s"}},"_embedded":{"onlineMeetingExtension":[{"rel":"onlineMeetingExtension","id":"1","n":1.50,${etag}"_links":{"self":{"href":"/e/1"}}}]}}`;
    const inXml = (etag: string) =>
      `<resource rel="onlineMeetingExtensions" href="/s" xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><resource rel="onlineMeetingExtension" href="/e/1"><property name="id">1</property><property name="n">1.50</property>${etag}</resource></resource>`;
    const isXml = representation.mediaType.endsWith("xml");
    const server = await serve(
      reply(representation, isXml ? inXml('<property name="etag">5</property>') : inJson('"etag":"5",')),
      reply(representation, representation.extension, '"6"'),
      reply(representation, isXml ? inXml("") : inJson("")),
      reply(representation, representation.extension, '"7"'),
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    for (let round = 0; round < 2; round++) {
      const [extension] = await ucwa.onlineMeetingExtensions.list("/s");
      await ucwa.onlineMeetingExtensions.update(extension ?? "", { room: "4" });
    }
    expect(server.arrivals.map(({ method, path }) => `${method} ${path}`).join()).toBe(
      "GET /s,PUT /e/1,GET /s,GET /e/1,PUT /ucwa/v1/applications/192/onlineMeetings/myOnlineMeetings/943/onlineMeetingExtensions/onlineMeetingExtension",
    );
    expect(server.arrivals[1]?.headers["if-match"]).toBe('"5"');
    expect(server.arrivals[1]?.body).toContain("1.50");
    expect(server.arrivals[4]?.headers["if-match"]).toBe('"7"');
  });

  test("a 412 throws PreconditionFailedError when the changes are fixed", async () => {
    const server = await serve(
      reply(representation, deployed, '"1"'),
      reply(representation, representation.reason("PreconditionFailed"), undefined, 412),
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await expect(ucwa.myOnlineMeeting.update(ids, { subject: "Q3" })).rejects.toBeInstanceOf(PreconditionFailedError);
    expect(server.arrivals.map(({ method }) => method)).toEqual(["GET", "PUT"]);
  });

  test("after a 412 a function gets the current meeting and makes its changes again", async () => {
    const server = await serve(
      reply(representation, representation.meeting, '"1"'),
      reply(representation, representation.reason("PreconditionFailed"), undefined, 412),
      reply(representation, deployed, '"2"'),
      reply(representation, representation.updated, '"3"'),
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const saved = await ucwa.myOnlineMeeting.update(ids, async ({ data }) => ({ subject: `${data.subject}!` }));
    expect(saved.etag).toBe("3");
    const puts = server.arrivals.filter(({ method }) => method === "PUT");
    expect(puts.map((put) => said(representation, put).subject)).toEqual(["Quarterly sales numbers!", "Status!"]);
    expect(puts.map(({ headers }) => headers["if-match"])).toEqual(['"1"', '"2"']);
  });

  test("a function is given up after its retries", async () => {
    const server = await serve(({ method }) =>
      method === "GET"
        ? reply(representation, deployed, '"1"')
        : reply(representation, representation.reason("PreconditionFailed"), undefined, 412),
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const change = () => ({ subject: "Q3" });
    await expect(ucwa.myOnlineMeeting.update(ids, change, { conflictRetries: 1 })).rejects.toMatchObject({
      status: 412,
    });
    expect(server.arrivals.map(({ method }) => method)).toEqual(["GET", "PUT", "GET", "PUT"]);
    await expect(ucwa.myOnlineMeeting.update(ids, change)).rejects.toMatchObject({ status: 412 });
    expect(server.arrivals).toHaveLength(4 + 8);
  });

  test("a representation without an ETag is not updated, since that could undo another update", async () => {
    const server = await serve(reply(representation, representation.meeting));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await expect(ucwa.myOnlineMeeting.update(ids, { subject: "Q3" })).rejects.toThrow(
      "etag: expected the version that is to be replaced, got undefined",
    );
    expect(server.arrivals.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("a PUT that is answered with 204 is followed by a reading", async () => {
    const server = await serve(
      reply(representation, deployed, '"1"'),
      { status: 204 },
      reply(representation, representation.updated, '"2"'),
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const saved = await ucwa.myOnlineMeeting.update(ids, { subject: "Q3" });
    expect(saved.etag).toBe("2");
    expect(server.arrivals.map(({ method }) => method)).toEqual(["GET", "PUT", "GET"]);
  });
});

test("a representation is sent back in the form that it was read in, whichever the client speaks", async () => {
  const [inJson, inXml] = representations;
  if (!inJson || !inXml) return;
  const server = await serve(reply(inJson, inJson.deployed), reply(inXml, inXml.updated, '"2"'));
  const meeting = await createClient({ baseUrl: server.baseUrl, token }).myOnlineMeeting.get(ids);
  const ucwa = createClient({ baseUrl: server.baseUrl, token, ...inXml.options });
  expect((await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3" })).etag).toBe("2");
  const [, put] = server.arrivals;
  expect(put?.headers).toMatchObject({ "content-type": "application/json", accept: "application/xml" });
  expect(put && said(inJson, put)).toMatchObject({
    subject: "Q3",
    expirationTime: "/Date(1360199838000)/",
    [guid]: guidProperty,
  });
});
