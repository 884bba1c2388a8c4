import { describe, expect, test } from "vitest";
import { NotFoundError } from "../../src/index.ts";
import { ids, servers, startServer } from "../support/mocks.ts";
import { guid, guidProperty } from "../support/representations.ts";

const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";

describe.each(servers)("Reading in $name, from a server as $dialect", (server) => {
  test("a meeting has data with dates, an ETag, its address, links and what is embedded", async () => {
    const { ucwa } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    expect(meeting.data).toMatchObject({
      rel: "myOnlineMeeting",
      conferenceId: "12983487",
      attendees: ["sip:johndoe@contoso.com", "sip:janedoe@contoso.com"],
    });
    expect(meeting.data.expirationTime).toBeInstanceOf(Date);
    expect(meeting.etag).toMatch(server.dialect === "deployed" ? /^\d+$/ : /^[\w-]+$/);
    expect(meeting.href).toContain(ids.onlineMeetingId);
    expect(meeting.link("onlineMeetingExtensions")?.href).toContain(meeting.href);
    expect(meeting.embedded("onlineMeetingExtension").map(({ data }) => data.type)).toEqual(["RoamedParticipantData"]);
  });

  test("a deployed server's GUID-named property is there, and a documented one has none", async () => {
    const { ucwa } = await startServer(server);
    const { data } = await ucwa.myOnlineMeeting.get(ids);
    const isThere = Object.entries(data).some(([name, value]) => name === guid && value === guidProperty);
    expect(isThere).toBe(server.dialect === "deployed");
  });

  test("ids, an href, a link and a representation in hand lead to the same", async () => {
    const { ucwa, mock } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    for (const target of [meeting.href, meeting.link("self") ?? "", meeting])
      expect((await ucwa.myOnlineMeeting.get(target)).data).toEqual(meeting.data);
    expect(new Set(mock.requests.map(({ operationId }) => operationId))).toEqual(new Set(["getMyOnlineMeeting"]));
  });

  test("an unchanged meeting is confirmed with a 304, and can be updated", async () => {
    const { ucwa, asked } = await startServer(server);
    const first = await ucwa.myOnlineMeeting.get(ids);
    const second = await ucwa.myOnlineMeeting.get(ids);
    expect(second.data).toEqual(first.data);
    expect((await ucwa.myOnlineMeeting.update(second, { subject: "Q3" })).data.subject).toBe("Q3");
    expect(asked()).toEqual(["GET 200", "GET 304", "PUT 200"]);
  });

  test("a meeting that somebody else changed is read again", async () => {
    const { ucwa, connect, asked } = await startServer(server);
    await ucwa.myOnlineMeeting.get(ids);
    await connect().myOnlineMeeting.update(ids, { subject: "Q3" });
    expect((await ucwa.myOnlineMeeting.get(ids)).data.subject).toBe("Q3");
    expect(asked()).toEqual(["GET 200", "GET 200", "PUT 200", "GET 200"]);
  });

  test("an extension of one's own is in the meeting at once, though the meeting's ETag is the same", async () => {
    const { ucwa } = await startServer(server);
    const before = await ucwa.myOnlineMeeting.get(ids);
    await ucwa.onlineMeetingExtensions.create(before, { id: "seating" });
    const after = await ucwa.myOnlineMeeting.get(ids);
    expect(after.etag).toBe(before.etag);
    expect(after.embedded("onlineMeetingExtension").map(({ data }) => data.id)).toContain("seating");
  });

  test("with cache: false, everything is read in full", async () => {
    const { connect, asked } = await startServer(server);
    const ucwa = connect({ cache: false });
    await ucwa.myOnlineMeeting.get(ids);
    await ucwa.myOnlineMeeting.get(ids);
    expect(asked()).toEqual(["GET 200", "GET 200"]);
  });

  test("a condition of the caller's own is answered with neither data nor error", async () => {
    const { ucwa } = await startServer(server);
    const { etag } = await ucwa.myOnlineMeeting.get(ids);
    const params = { path: ids, header: { "If-None-Match": `"${etag}"` } };
    const { data, error, response } = await ucwa.GET(meetingPath, { params });
    expect([data, error, response.status]).toEqual([undefined, undefined, 304]);
  });

  test("GET gives the body as the document describes it, get what is made of it", async () => {
    const { ucwa } = await startServer(server);
    const { data } = await ucwa.GET(meetingPath, { params: { path: ids } });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    expect(data?._links?.self).toEqual(meeting.link("self"));
    expect(data?.subject).toBe(meeting.data.subject);
  });

  test("a meeting that is not there is a NotFoundError of get, and the error of GET", async () => {
    const { ucwa } = await startServer(server);
    const nowhere = { ...ids, onlineMeetingId: "NOWHERE1" };
    await expect(ucwa.myOnlineMeeting.get(nowhere)).rejects.toBeInstanceOf(NotFoundError);
    const { data, error } = await ucwa.GET(meetingPath, { params: { path: nowhere } });
    expect([data, error?.status, error?.code]).toEqual([undefined, 404, "NotFound"]);
  });

  test("middleware sees what a server says, and its headers arrive", async () => {
    const { ucwa, mock } = await startServer(server);
    const seen: string[] = [];
    ucwa.use({
      onRequest: ({ request }) => request.headers.set("client-request-id", "traced"),
      onResponse: ({ response }) => void seen.push(`${response.status} ${response.headers.get("content-type")}`),
    });
    await ucwa.myOnlineMeeting.get(ids);
    expect(seen).toEqual([expect.stringContaining(`200 application/`)]);
    expect(mock.requests[0]?.headers["client-request-id"]).toBe("traced");
  });
});
