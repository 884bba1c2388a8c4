import { describe, expect, test } from "vitest";
import { PreconditionFailedError } from "../../src/index.ts";
import { ids, servers, startServer } from "../support/mocks.ts";
import { representations } from "../support/representations.ts";

const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";

describe.each(servers)("Updating in $name, on a server as $dialect", (server) => {
  test("what is not changed stays as it is, and the ETag is a new one", async () => {
    const { ucwa } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const saved = await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3", leaders: [] });
    const { etag: _old, ...before } = meeting.data;
    expect(saved.data).toMatchObject({ ...before, subject: "Q3", leaders: [] });
    expect(saved.etag).not.toBe(meeting.etag);
    expect((await ucwa.myOnlineMeeting.get(ids)).data).toEqual(saved.data);
  });

  test("a meeting that is not in hand is read first, by its ids or its address", async () => {
    const { ucwa, asked } = await startServer(server);
    const { href } = await ucwa.myOnlineMeeting.update(ids, { subject: "Q3" });
    await ucwa.myOnlineMeeting.update(href, { subject: "Q4" });
    expect(asked()).toEqual(["GET 200", "PUT 200", "GET 200", "PUT 200"]);
  });

  test("null resets a property, undefined leaves it as it is", async () => {
    const { ucwa } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.update(ids, { subject: "Q3", description: "Numbers" });
    const saved = await ucwa.myOnlineMeeting.update(meeting, { description: null, subject: undefined });
    expect(saved.data.subject).toBe("Q3");
    expect(saved.data.description ?? "").toBe("");
  });

  test("a Date comes back as that moment", async () => {
    const { ucwa } = await startServer(server);
    const tomorrow = new Date(Date.now() + 86_400_000);
    await ucwa.myOnlineMeeting.update(ids, { expirationTime: tomorrow });
    expect((await ucwa.myOnlineMeeting.get(ids)).data.expirationTime).toEqual(tomorrow);
  });

  test("of two writers who read the same meeting, the second is told", async () => {
    const { connect } = await startServer(server);
    const [anna, ben] = [connect(), connect()];
    const [hers, his] = [await anna.myOnlineMeeting.get(ids), await ben.myOnlineMeeting.get(ids)];
    await anna.myOnlineMeeting.update(hers, { subject: "Anna's" });
    await expect(ben.myOnlineMeeting.update(his, { subject: "Ben's" })).rejects.toBeInstanceOf(PreconditionFailedError);
    expect((await ben.myOnlineMeeting.get(ids)).data.subject).toBe("Anna's");
  });

  test("a function gets the current meeting and makes its changes again", async () => {
    const { ucwa, connect, asked } = await startServer(server);
    const stale = await ucwa.myOnlineMeeting.get(ids);
    await connect().myOnlineMeeting.update(ids, { subject: "Anna's" });
    const saved = await ucwa.myOnlineMeeting.update(stale, ({ data }) => ({ subject: `${data.subject} and mine` }));
    expect(saved.data.subject).toBe("Anna's and mine");
    expect(asked().slice(-3)).toEqual(["PUT 412", "GET 200", "PUT 200"]);
  });

  test("ten writers at once lose nothing", async () => {
    const { ucwa, connect } = await startServer(server);
    await ucwa.myOnlineMeeting.update(ids, { attendees: [] });
    const guests = Array.from({ length: 10 }, (_, index) => `sip:guest${index}@contoso.com`);
    const invite = (guest: string) =>
      connect().myOnlineMeeting.update(ids, ({ data }) => ({ attendees: [...(data.attendees ?? []), guest] }), {
        conflictRetries: guests.length,
      });
    await Promise.all(guests.map(invite));
    const { data } = await ucwa.myOnlineMeeting.get(ids);
    expect([...(data.attendees ?? [])].sort()).toEqual(guests);
  });

  test("a meeting that was read in one representation is updated by a client that speaks the other", async () => {
    const { ucwa, connect } = await startServer(server);
    const [other] = representations.filter(({ name }) => name !== server.name);
    const meeting = await connect({ representation: undefined, ...other?.options }).myOnlineMeeting.get(ids);
    const saved = await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3" });
    expect(saved.data).toMatchObject({ subject: "Q3", conferenceId: "12983487" });
  });

  test("a PUT without If-Match is refused where servers want it, and does no harm elsewhere", async () => {
    const { ucwa } = await startServer(server);
    const { error } = await ucwa.PUT(meetingPath, { params: { path: ids }, body: { subject: "Q3" } });
    expect(error?.status).toBe(server.dialect === "deployed" ? 428 : undefined);
  });

  test("a deleted meeting is gone, for an update as well", async () => {
    const { ucwa } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    expect(await ucwa.myOnlineMeeting.delete(meeting)).toBeUndefined();
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({ status: 404, code: "NotFound" });
    await expect(ucwa.myOnlineMeeting.update(meeting, { subject: "Q3" })).rejects.toMatchObject({ status: 404 });
  });
});
