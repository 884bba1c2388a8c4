import { startMock } from "@ucwa-meetings/mock";
import { operations } from "@ucwa-meetings/spec/operations";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient, isUcwaError, PreconditionFailedError } from "../src/index.ts";
import { guid, playBack, representations } from "./support/representations.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const token = "cwt=anything";

const settings = representations.flatMap((representation) =>
  (["documented", "deployed"] as const).map((dialect) => ({ ...representation, dialect })),
);

describe.each(settings)("Against the mock, in $name, with a server as $dialect", ({ options, dialect }) => {
  let mock: Awaited<ReturnType<typeof startMock>>;
  beforeAll(async () => {
    mock = await startMock({ dialect });
  });
  afterAll(() => mock.close());

  /** A client of a mock in its first state. */
  async function fresh() {
    await mock.reset();
    return createClient({ baseUrl: `${mock.url}/ucwa/v1`, token, retry: { minDelay: 1, maxDelay: 1 }, ...options });
  }

  test("a meeting is read, changed and deleted", async () => {
    const ucwa = await fresh();
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const saved = await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3", leaders: [] });
    const { etag: _old, ...before } = meeting.data;
    expect(saved.data).toMatchObject({ ...before, subject: "Q3", leaders: [] });
    expect(saved.etag).not.toBe(meeting.etag);
    await ucwa.myOnlineMeeting.delete(saved);
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({ status: 404, code: "NotFound" });
  });

  test("a deployed server gets its GUID-named property back", async () => {
    const ucwa = await fresh();
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    expect(Object.entries(meeting.data).some(([name, value]) => name === guid && value === playBack)).toBe(
      dialect === "deployed",
    );
    await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3" });
  });

  test("an unchanged meeting is confirmed with a 304", async () => {
    const ucwa = await fresh();
    const first = await ucwa.myOnlineMeeting.get(ids);
    expect((await ucwa.myOnlineMeeting.get(ids)).data).toEqual(first.data);
    expect(mock.requests.map(({ status }) => status)).toEqual([200, 304]);
  });

  test("extensions are created, listed, changed and deleted, custom keys and all", async () => {
    const ucwa = await fresh();
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const before = await ucwa.onlineMeetingExtensions.list(meeting);
    const seating = { id: "seating", type: "RoamedParticipantData", table: "12A", guests: ["Amy", "Ben"] } as const;
    const created = await ucwa.onlineMeetingExtensions.create(meeting, { ...seating, guests: [...seating.guests] });
    expect(created.data).toMatchObject(seating);
    const changed = await ucwa.onlineMeetingExtensions.update(created, { table: null, room: "4" });
    expect(changed.data).toMatchObject({ id: "seating", guests: ["Amy", "Ben"], room: "4" });
    expect(changed.data).not.toHaveProperty("table");
    const listed = await ucwa.onlineMeetingExtensions.list(meeting);
    expect(listed.map(({ data }) => data.id)).toEqual([...before.map(({ data }) => data.id), "seating"]);
    expect((await ucwa.onlineMeetingExtensions.get(changed)).data).toEqual(changed.data);
    await expect(ucwa.onlineMeetingExtensions.create(meeting, { id: "seating" })).rejects.toMatchObject({
      status: 409,
      subcode: "AlreadyExists",
    });
    for (const extension of listed) await ucwa.onlineMeetingExtensions.delete(extension);
    expect(await ucwa.onlineMeetingExtensions.list(meeting)).toEqual([]);
  });

  test("of two writers who read the same meeting, the second is told", async () => {
    const [anna, ben] = [await fresh(), createClient({ baseUrl: `${mock.url}/ucwa/v1`, token, ...options })];
    const [hers, his] = [await anna.myOnlineMeeting.get(ids), await ben.myOnlineMeeting.get(ids)];
    await anna.myOnlineMeeting.update(hers, { subject: "Anna's" });
    await expect(ben.myOnlineMeeting.update(his, { subject: "Ben's" })).rejects.toBeInstanceOf(PreconditionFailedError);
    expect((await ben.myOnlineMeeting.get(ids)).data.subject).toBe("Anna's");
  });

  test("ten writers at once lose nothing", async () => {
    const ucwa = await fresh();
    await ucwa.myOnlineMeeting.update(ids, { attendees: [] });
    const guests = Array.from({ length: 10 }, (_, index) => `sip:guest${index}@contoso.com`);
    const writers = guests.map(async (guest) => {
      const writer = createClient({ baseUrl: `${mock.url}/ucwa/v1`, token, ...options });
      await writer.myOnlineMeeting.update(ids, ({ data }) => ({ attendees: [...(data.attendees ?? []), guest] }), {
        retries: guests.length,
      });
    });
    await Promise.all(writers);
    const { data } = await ucwa.myOnlineMeeting.get(ids);
    expect([...(data.attendees ?? [])].sort()).toEqual(guests);
  });

  test("a PUT without If-Match is refused where servers want it, and does no harm elsewhere", async () => {
    const ucwa = await fresh();
    const { error } = await ucwa.PUT(meetingPath, { params: { path: ids }, body: { subject: "Q3" } });
    expect(error?.status).toBe(dialect === "deployed" ? 428 : undefined);
  });

  test("every documented error can be had, and narrows", async () => {
    const ucwa = await fresh();
    const documented = operations.operations.find(({ operationId }) => operationId === "getMyOnlineMeeting");
    for (const { status, code, subcode, example } of documented?.errors ?? []) {
      const headers = { Prefer: `code=${status}, example=${example}` };
      const { error } = await ucwa.GET(meetingPath, { params: { path: ids }, headers });
      expect(isUcwaError<"getMyOnlineMeeting">(error)).toBe(true);
      expect({ status: error?.status, code: error?.code, subcode: error?.subcode }).toEqual({ status, code, subcode });
    }
  });
});
