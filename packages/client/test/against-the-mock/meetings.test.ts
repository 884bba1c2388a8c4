import { describe, expect, test } from "vitest";
import { ConflictError, createClient, NotFoundError, type UcwaClient } from "../../src/index.ts";
import { disruptions, lossyNetwork } from "../support/lossy-network.ts";
import { servers, startServer } from "../support/mocks.ts";

const application = { applicationId: "833" };
const subjectsOf = async (ucwa: UcwaClient) =>
  (await ucwa.myOnlineMeetings.list(application)).map(({ data }) => data.subject);

describe.each(servers)("Meetings in $name, of a server as $dialect", (server) => {
  test("one is made, extended, updated and deleted, and is gone", async () => {
    const { ucwa, asked } = await startServer(server);
    const expirationTime = new Date(1360203438000);
    const made = await ucwa.myOnlineMeetings.create(application, { subject: "Holiday party", expirationTime });
    expect(made.data).toMatchObject({ rel: "myOnlineMeeting", subject: "Holiday party", leaders: [], expirationTime });
    expect(made.data.joinUrl).toContain(made.data.onlineMeetingId);

    await ucwa.onlineMeetingExtensions.create(made, { id: "seating", table: "12A" });
    const saved = await ucwa.myOnlineMeeting.update(made, { subject: "Holiday party, moved" });
    expect(saved.etag).not.toBe(made.etag);
    const [, listed] = await ucwa.myOnlineMeetings.list(application);
    expect(listed?.data).toEqual(saved.data);
    expect(listed?.embedded("onlineMeetingExtension").map(({ data }) => data.table)).toEqual(["12A"]);

    await ucwa.myOnlineMeeting.delete(listed ?? "");
    await expect(ucwa.myOnlineMeeting.get({ href: made.href })).rejects.toBeInstanceOf(NotFoundError);
    expect(await subjectsOf(ucwa)).toEqual(["Quarterly sales numbers"]);
    const created = server.dialect === "deployed" ? 200 : 201;
    expect(asked().filter((each) => each.startsWith("POST"))).toEqual([`POST ${created}`, "POST 201"]);
  });

  test("a meeting from the list is written as it is, and read first only where the list has no ETags", async () => {
    const { ucwa, asked } = await startServer(server);
    await ucwa.myOnlineMeetings.create(application, { subject: "Holiday party", description: "Bring a dish" });
    const [, listed] = await ucwa.myOnlineMeetings.list(application);
    const before = asked().length;
    const saved = await ucwa.myOnlineMeeting.update(listed ?? "", { subject: "Moved" });
    expect(saved.data).toMatchObject({ subject: "Moved", description: "Bring a dish" });
    expect(asked().slice(before)).toEqual(server.dialect === "deployed" ? ["PUT 200"] : ["GET 200", "PUT 200"]);
  });

  test("the list is never taken from the cache", async () => {
    const { ucwa, connect } = await startServer(server);
    await ucwa.myOnlineMeetings.list(application);
    await connect().myOnlineMeetings.create(application, { subject: "Somebody else's" });
    expect(await subjectsOf(ucwa)).toEqual(["Quarterly sales numbers", "Somebody else's"]);
  });

  test.each(disruptions)("at most one meeting is made after %s", async (disruption) => {
    const { ucwa, connect } = await startServer(server);
    const network = lossyNetwork([disruption]);
    const lossy = connect({ fetch: network.fetch, token: () => "cwt=anything" });
    const made = await lossy.myOnlineMeetings.create(application, { subject: "Once" }).catch((error: unknown) => error);
    const found = (await subjectsOf(ucwa)).filter((subject) => subject === "Once");
    expect(found).toHaveLength(network.stored());
    expect(found.length).toBeLessThan(2);
    // If a meeting was created and the caller gets an error, the error says that the meeting may exist.
    if (made instanceof Error && found.length > 0) expect(made).toHaveProperty("mayHaveBeenApplied", true);
    if (!(made instanceof Error)) expect(found).toHaveLength(1);
  });

  test("a user who has too many meetings gets a conflict that says so", async () => {
    const { mock } = await startServer(server);
    const ucwa = createClient({ baseUrl: `${mock.url}/ucwa/v1`, token: "cwt=anything", ...server.options });
    const headers = { Prefer: "code=409, example=TooManyOnlineMeetings" };
    const refused = ucwa.myOnlineMeetings.create(application, {}, { headers });
    await expect(refused).rejects.toBeInstanceOf(ConflictError);
    await expect(refused).rejects.toMatchObject({ subcode: "TooManyOnlineMeetings", mayHaveBeenApplied: false });
  });
});
