import { describe, expect, test } from "vitest";
import { NetworkError, ServiceUnavailableError, TimeoutError } from "../../src/index.ts";
import { ids, servers, startServer } from "../support/mocks.ts";

describe.each(servers)("Failures in $name, of a server as $dialect", (server) => {
  test.each(["unavailable:1", "too-many-requests:1", "reset", "truncate"] as const)(
    "a GET is repeated after %s, until it succeeds",
    async (fault) => {
      const { ucwa, mock } = await startServer(server);
      mock.fault(fault, { times: 2 });
      expect((await ucwa.myOnlineMeeting.get(ids)).data.conferenceId).toBe("12983487");
      expect(mock.requests).toHaveLength(3);
    },
  );

  test("an update and a deletion are repeated, too, and take place once", async () => {
    const { ucwa, mock, asked } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    mock.fault("unavailable:1", { times: 1 });
    const saved = await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3" });
    mock.fault("reset", { times: 1 });
    await ucwa.myOnlineMeeting.delete(saved);
    expect(asked()).toEqual(["GET 200", "PUT 503", "PUT 200", "DELETE 0", "DELETE 204"]);
  });

  test("a POST is never repeated, since it may have succeeded", async () => {
    const { ucwa, mock, asked } = await startServer(server);
    mock.fault("unavailable:1");
    const seating = { id: "seating" };
    await expect(ucwa.onlineMeetingExtensions.create(ids, seating)).rejects.toBeInstanceOf(ServiceUnavailableError);
    mock.fault("truncate");
    await expect(ucwa.onlineMeetingExtensions.create(ids, seating)).rejects.toBeInstanceOf(NetworkError);
    expect(asked()).toEqual(["POST 503", "POST 201"]);
  });

  test("a GET is given up after its repetitions, or at once with retry: false", async () => {
    const { ucwa, connect, mock } = await startServer(server);
    mock.fault("reset");
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toBeInstanceOf(NetworkError);
    expect(mock.requests).toHaveLength(3);
    await expect(connect({ retry: false }).myOnlineMeeting.get(ids)).rejects.toBeInstanceOf(NetworkError);
    expect(mock.requests).toHaveLength(4);
  });

  test("a slow answer is a TimeoutError, and a repetition may be faster", async () => {
    const { ucwa, connect, mock } = await startServer(server);
    mock.fault("delay:2000", { times: 2 });
    const call = connect({ retry: false }).myOnlineMeeting.get(ids, { timeout: 50 });
    await expect(call).rejects.toBeInstanceOf(TimeoutError);
    expect((await ucwa.myOnlineMeeting.get(ids, { timeout: 1000 })).data.conferenceId).toBe("12983487");
  });

  test("a call can be called off", async () => {
    const { ucwa, mock } = await startServer(server);
    mock.fault("delay:1000", { times: 1 });
    const reason = new Error("The window was closed.");
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 20);
    await expect(ucwa.myOnlineMeeting.get(ids, { signal: controller.signal })).rejects.toBe(reason);
  });

  test.each([
    ["html-500", 500],
    ["html-502", 502],
  ] as const)(
    "a page for people in place of a representation, as of %s, is an UnexpectedResponseError",
    async (fault, status) => {
      const { ucwa, mock, asked } = await startServer(server);
      mock.fault(fault);
      await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({
        name: "UnexpectedResponseError",
        status,
        message: expect.stringContaining("text/html <!DOCTYPE html>"),
      });
      expect(asked()).toEqual([`GET ${status}`]);
    },
  );
});
