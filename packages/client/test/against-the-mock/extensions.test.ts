import { describe, expect, test } from "vitest";
import { ConflictError } from "../../src/index.ts";
import { ids, servers, startServer } from "../support/mocks.ts";

const seating = { id: "seating", type: "RoamedParticipantData", table: "12A", guests: ["Amy", "Ben"] } as const;
const extensionsPath =
  "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}/onlineMeetingExtensions";

/** As a caller has it, whose lists are not read-only. */
const own = { ...seating, guests: [...seating.guests] };

describe.each(servers)("Extensions in $name, on a server as $dialect", (server) => {
  test("are created, listed, changed and deleted, custom keys and all", async () => {
    const { ucwa } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const before = await ucwa.onlineMeetingExtensions.list(meeting);
    const created = await ucwa.onlineMeetingExtensions.create(meeting, own);
    expect(created.data).toMatchObject(seating);
    const changed = await ucwa.onlineMeetingExtensions.update(created, { table: null, room: "4" });
    expect(changed.data).toMatchObject({ id: "seating", guests: ["Amy", "Ben"], room: "4" });
    expect(changed.data).not.toHaveProperty("table");
    const listed = await ucwa.onlineMeetingExtensions.list(meeting);
    expect(listed.map(({ data }) => data.id)).toEqual([...before.map(({ data }) => data.id), "seating"]);
    expect((await ucwa.onlineMeetingExtensions.get(changed)).data).toEqual(changed.data);
    for (const extension of listed) await ucwa.onlineMeetingExtensions.delete(extension);
    expect(await ucwa.onlineMeetingExtensions.list(meeting)).toEqual([]);
  });

  test("are listed and created by the meeting's ids as by its link", async () => {
    const { ucwa } = await startServer(server);
    const created = await ucwa.onlineMeetingExtensions.create(ids, own);
    const target = { ...ids, onlineMeetingExtensionId: "seating" };
    expect((await ucwa.onlineMeetingExtensions.get(target)).data).toEqual(created.data);
    expect((await ucwa.onlineMeetingExtensions.list(ids)).map(({ href }) => href)).toContain(created.href);
  });

  test("get an id where they were given none", async () => {
    const { ucwa } = await startServer(server);
    const { data } = await ucwa.onlineMeetingExtensions.create(ids, { type: "RoamedParticipantData" });
    expect(data.id).toEqual(expect.stringMatching(/./));
    expect((await ucwa.onlineMeetingExtensions.list(ids)).map((each) => each.data.id)).toContain(data.id);
  });

  test("that are there already are a ConflictError, AlreadyExists", async () => {
    const { ucwa } = await startServer(server);
    await ucwa.onlineMeetingExtensions.create(ids, own);
    const again = ucwa.onlineMeetingExtensions.create(ids, { id: "seating" });
    await expect(again).rejects.toBeInstanceOf(ConflictError);
    await expect(again).rejects.toMatchObject({ code: "Conflict", subcode: "AlreadyExists" });
  });

  test("that came with the meeting can be changed from there", async () => {
    const { ucwa } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const [embedded] = meeting.embedded("onlineMeetingExtension");
    await ucwa.onlineMeetingExtensions.update(embedded ?? "", { room: "4" });
    const [after] = await ucwa.onlineMeetingExtensions.list(meeting);
    expect(after?.data).toMatchObject({ id: embedded?.data.id, type: embedded?.data.type, room: "4" });
  });

  test("survive an update of their meeting", async () => {
    const { ucwa } = await startServer(server);
    await ucwa.onlineMeetingExtensions.create(ids, own);
    const saved = await ucwa.myOnlineMeeting.update(ids, { subject: "Q3" });
    expect((await ucwa.onlineMeetingExtensions.list(saved)).map(({ data }) => data.table)).toContain("12A");
  });

  test("are posted by path, with what a path and a body say", async () => {
    const { ucwa } = await startServer(server);
    const { data, response } = await ucwa.POST(extensionsPath, { params: { path: ids }, body: own });
    expect([response.status, data?.table]).toEqual([201, "12A"]);
  });

  test("change for the writer who read them last", async () => {
    const { connect } = await startServer(server);
    const [anna, ben] = [connect(), connect()];
    const target = { ...ids, onlineMeetingExtensionId: "seating" };
    const hers = await anna.onlineMeetingExtensions.create(ids, own);
    const his = await ben.onlineMeetingExtensions.get(target);
    await anna.onlineMeetingExtensions.update(hers, { table: "1" });
    await expect(ben.onlineMeetingExtensions.update(his, { table: "2" })).rejects.toMatchObject({ status: 412 });
    const saved = await ben.onlineMeetingExtensions.update(his, ({ data }) => ({ table: `${data.table}B` }));
    expect(saved.data.table).toBe("1B");
  });
});
