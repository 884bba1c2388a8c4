import { describe, expect, test } from "vitest";
import { NetworkError, NotFoundError, PreconditionFailedError, UnknownOutcomeError } from "../../src/index.ts";
import { type Disruption, lossyNetwork } from "../support/lossy-network.ts";
import { ids, servers, startServer } from "../support/mocks.ts";

const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const amy = "sip:amy@contoso.com";

/** A server, and a client to whose requests to write something happens. */
async function startLossy(server: (typeof servers)[number], plan: Disruption[], afterFirst?: () => Promise<void>) {
  const started = await startServer(server);
  const network = lossyNetwork(plan, afterFirst);
  const lossy = started.connect({ fetch: network.fetch, token: () => "cwt=anything" });
  return { ...started, lossy, network };
}

describe.each(servers)("Lost answers in $name, of a server as $dialect", (server) => {
  test("a change that was stored is not made again, and gives the meeting as it is now", async () => {
    const { ucwa, lossy, asked } = await startLossy(server, ["answer lost"]);
    let runs = 0;
    const saved = await lossy.myOnlineMeeting.update(ids, ({ data }) => {
      runs += 1;
      return { attendees: [...(data.attendees ?? []), amy] };
    });
    expect(runs).toBe(1);
    expect(saved.data.attendees?.filter((each) => each === amy)).toEqual([amy]);
    expect(asked()).toEqual(["GET 200", "PUT 200", "PUT 412", "GET 200"]);
    const now = await ucwa.myOnlineMeeting.get(ids);
    expect(now.data).toEqual(saved.data);
    expect(now.etag).toBe(saved.etag);
  });

  test("the mock's own truncated answer is such a loss", async () => {
    const { ucwa, mock } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    mock.fault("truncate", { times: 1 });
    const saved = await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3", expirationTime: new Date(2e12) });
    expect(saved.data).toMatchObject({ subject: "Q3", expirationTime: new Date(2e12) });
  });

  test.each<Disruption>(["answer lost", "answer cut off", "a gateway's 504 in place of the answer"])(
    "fixed changes succeed after %s, whatever they are",
    async (disruption) => {
      const { ucwa, lossy } = await startLossy(server, [disruption]);
      const changes = { subject: 'A "quoted" title / ü', leaders: [], accessLevel: "Everyone" } as const;
      const saved = await lossy.myOnlineMeeting.update(ids, changes);
      expect(saved.data).toMatchObject(changes);
      expect((await ucwa.myOnlineMeeting.get(ids)).data).toMatchObject(changes);
    },
  );

  test("keys of an extension that were set and taken away are recognised, numbers too", async () => {
    const { lossy, ucwa } = await startLossy(server, ["nothing", "answer lost"]);
    await ucwa.onlineMeetingExtensions.create(ids, { id: "seating", table: "12A", seats: ["1", "2"] });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const [, extension] = await lossy.onlineMeetingExtensions.list(meeting);
    const saved = await lossy.onlineMeetingExtensions.update(extension ?? "", { room: "4" });
    const again = await lossy.onlineMeetingExtensions.update(saved, {
      table: null,
      seats: [3, 4],
      count: 5,
      open: true,
    });
    expect(again.data).not.toHaveProperty("table");
    expect(`${again.data.seats} ${again.data.count} ${again.data.open} ${again.data.room}`).toBe("3,4 5 true 4");
  });

  test("a property that was reset to nothing counts as stored", async () => {
    const { ucwa, lossy } = await startLossy(server, ["answer lost"]);
    await ucwa.myOnlineMeeting.update(ids, { description: "Numbers" });
    const saved = await lossy.myOnlineMeeting.update(ids, { description: null });
    expect(saved.data.description ?? "").toBe("");
  });

  test("a property that was reset to a default of the server's is in doubt", async () => {
    const { lossy, ucwa } = await startLossy(server, ["answer lost"]);
    await ucwa.myOnlineMeeting.update(ids, { accessLevel: "Everyone" });
    const update = lossy.myOnlineMeeting.update(ids, { accessLevel: null });
    await expect(update).rejects.toBeInstanceOf(UnknownOutcomeError);
  });

  test.each<Disruption>(["request lost", "answer lost"])(
    "after %s and another writer's change, nothing is tried again, and the error has what is there now",
    async (disruption) => {
      const { ucwa, lossy, network } = await startLossy(server, [disruption], async () => {
        await ucwa.myOnlineMeeting.update(ids, { description: "Anna's" });
      });
      let runs = 0;
      const update = lossy.myOnlineMeeting.update(ids, () => {
        runs += 1;
        return { subject: "Ben's" };
      });
      const error = await update.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UnknownOutcomeError);
      expect(error).toMatchObject({
        name: "UnknownOutcomeError",
        method: "PUT",
        message: expect.stringMatching(
          /: expected the resource as an earlier attempt may have stored it, got one that another writer has changed since/,
        ),
        mayHaveBeenApplied: true,
        cause: expect.any(PreconditionFailedError),
        current: { data: { description: "Anna's" } },
      });
      expect(runs).toBe(1);
      expect(network.stored()).toBe(disruption === "answer lost" ? 1 : 0);
      expect((await ucwa.myOnlineMeeting.get(ids)).data.description).toBe("Anna's");
    },
  );

  test("what the error has can be updated", async () => {
    const { ucwa, lossy } = await startLossy(server, ["request lost"], async () => {
      await ucwa.myOnlineMeeting.update(ids, { description: "Anna's" });
    });
    const error = await lossy.myOnlineMeeting.update(ids, { subject: "Ben's" }).catch((reason: unknown) => reason);
    if (!(error instanceof UnknownOutcomeError) || !error.current) return expect.unreachable();
    const saved = await lossy.myOnlineMeeting.update(error.current, { subject: "Ben's" });
    expect(saved.data).toMatchObject({ subject: "Ben's", description: "Anna's" });
  });

  test("a meeting that somebody has deleted since is not found, and the error tells of the write before", async () => {
    const { ucwa, lossy } = await startLossy(server, ["answer lost"], async () => ucwa.myOnlineMeeting.delete(ids));
    const update = lossy.myOnlineMeeting.update(ids, { subject: "Q3" });
    await expect(update).rejects.toMatchObject({ status: 404, mayHaveBeenApplied: true });
  });

  test("where the meeting cannot be read any more, the error says so, and has none", async () => {
    const { ucwa, connect } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const network = lossyNetwork(["answer lost"]);
    const down = async () => Promise.reject(new TypeError("fetch failed"));
    const lossy = connect({ fetch: (request) => (request.method === "GET" ? down() : network.fetch(request)) });
    const error = await lossy.myOnlineMeeting.update(meeting, () => ({ subject: "Q3" })).catch((each: unknown) => each);
    expect(error).toMatchObject({
      name: "UnknownOutcomeError",
      message: expect.stringContaining("may have stored it, got none: it could not be read since"),
      current: undefined,
      cause: expect.any(PreconditionFailedError),
    });
  });

  test("a caller who calls it off meanwhile gets the own reason", async () => {
    const { ucwa, connect } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const network = lossyNetwork(["answer lost"]);
    const reason = new Error("The window was closed.");
    const controller = new AbortController();
    const lossy = connect({
      async fetch(request) {
        if (request.method === "GET") controller.abort(reason);
        return network.fetch(request);
      },
    });
    const update = lossy.myOnlineMeeting.update(meeting, { subject: "Q3" }, { signal: controller.signal });
    await expect(update).rejects.toBe(reason);
  });

  test("a redirect to elsewhere that ends a call does not hide that the write may have been stored", async () => {
    const { ucwa, connect } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const network = lossyNetwork(["answer lost"]);
    const elsewhere = new Response(null, { status: 307, headers: { location: "https://evil.example/" } });
    const fetch = async (request: Request) => (network.seen.length > 0 ? elsewhere : network.fetch(request));
    const update = connect({ fetch }).myOnlineMeeting.update(meeting, { subject: "Q3" });
    await expect(update).rejects.toMatchObject({ name: "LinkError", mayHaveBeenApplied: true });
  });

  test("a write that is answered with nothing is stored, also if it cannot be read then", async () => {
    const { ucwa, connect } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const answers = [new Response(null, { status: 204 }), new Response("<html>", { status: 502 })];
    const fetch = async () => answers.shift() ?? Response.error();
    const update = connect({ fetch }).myOnlineMeeting.update(meeting, () => ({ subject: "Q3" }));
    await expect(update).rejects.toMatchObject({ method: "GET", status: 502, mayHaveBeenApplied: true });
  });

  test("a lost answer in a later turn of a merge is no reason to merge once more", async () => {
    const { ucwa, lossy, connect } = await startLossy(server, ["nothing", "answer lost"]);
    const stale = await ucwa.myOnlineMeeting.get(ids);
    await connect().myOnlineMeeting.update(ids, { subject: "Anna's" });
    const saved = await lossy.myOnlineMeeting.update(stale, ({ data }) => ({ subject: `${data.subject} and mine` }));
    expect(saved.data.subject).toBe("Anna's and mine");
  });

  test.each<[string, Disruption[]]>([
    ["a new token", ["answer lost", "a 401 in place of the request"]],
    ["a redirect", ["answer lost", "a 307 in place of the request"]],
  ])("a lost answer is remembered beyond %s", async (_, plan) => {
    const { lossy, network } = await startLossy(server, plan);
    const saved = await lossy.myOnlineMeeting.update(ids, ({ data }) => ({ subject: `${data.subject}!` }));
    expect(saved.data.subject).toBe("Quarterly sales numbers!");
    expect(network.stored()).toBe(1);
  });

  test.each<Disruption>(["a 401 in place of the request", "a 307 in place of the request"])(
    "after %s a conflict is a conflict, since nothing was stored",
    async (disruption) => {
      const { lossy, ucwa, connect } = await startLossy(server, [disruption]);
      const stale = await ucwa.myOnlineMeeting.get(ids);
      await connect().myOnlineMeeting.update(ids, { subject: "Anna's" });
      const update = lossy.myOnlineMeeting.update(stale, { subject: "Ben's" });
      await expect(update).rejects.toMatchObject({ name: "PreconditionFailedError", mayHaveBeenApplied: false });
    },
  );

  test("a deletion that took place is a success, also when its answer was lost", async () => {
    const { lossy, asked } = await startLossy(server, ["answer lost"]);
    expect(await lossy.myOnlineMeeting.delete(ids)).toBeUndefined();
    expect(asked()).toEqual(["DELETE 204", "DELETE 404"]);
    await expect(lossy.myOnlineMeeting.delete(ids)).rejects.toBeInstanceOf(NotFoundError);
  });

  test("errors say whether the write may have been stored, in both layers", async () => {
    const { connect, ucwa } = await startServer(server);
    const open = { mayHaveBeenApplied: true };
    const none = { mayHaveBeenApplied: false };
    const lossy = (...plan: Disruption[]) => connect({ fetch: lossyNetwork(plan).fetch, retry: false });
    const create = (disruption: Disruption) => lossy(disruption).onlineMeetingExtensions.create(ids, { id: "seating" });
    await expect(create("request lost")).rejects.toMatchObject(open);
    await expect(create("a page in place of the request")).rejects.toMatchObject(open);
    await expect(create("a gateway's 504 in place of the answer")).rejects.toMatchObject(open);
    await expect(create("nothing")).rejects.toMatchObject({ status: 409, ...none });
    const params = { path: ids, header: { "If-Match": '"1"' } };
    const put = await lossy().PUT(meetingPath, { params, body: { subject: "Q3" } });
    expect(put.error).toMatchObject({ status: 412, ...none });
    const first = await connect({ fetch: lossyNetwork(["request lost"]).fetch }).PUT(meetingPath, { params, body: {} });
    expect(first.error).toMatchObject({ status: 412, ...open });
    await expect(lossy("answer lost").DELETE(meetingPath, { params: { path: ids } })).rejects.toMatchObject(open);
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({ status: 404, ...none });
    const nowhere = connect({ retry: false, fetch: async () => Promise.reject(new TypeError("fetch failed")) });
    const read = await nowhere.myOnlineMeeting.get(ids).catch((reason: unknown) => reason);
    expect(read).toBeInstanceOf(NetworkError);
    expect(read).toMatchObject(none);
    await expect(nowhere.myOnlineMeeting.get({ ...ids, applicationId: "" })).rejects.toMatchObject(none);
  });
});
