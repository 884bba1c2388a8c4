import type { FaultSetting } from "@ucwa-meetings/mock";
import { describe, expect, test } from "vitest";
import { ForbiddenError, UnauthorizedError } from "../../src/index.ts";
import { ids, servers, startServer } from "../support/mocks.ts";

/** Tokens in turn, and for whom they were asked. */
function createTokenSource() {
  const origins: string[] = [];
  return { origins, token: async (origin: string) => `cwt=token-${origins.push(origin)}` };
}

describe.each(servers)("Tokens in $name, for a server as $dialect", (server) => {
  test("one serves for many calls, and is asked for by the server's origin", async () => {
    const { connect, mock } = await startServer(server);
    const { origins, token } = createTokenSource();
    const ucwa = connect({ token });
    await Promise.all([ucwa.myOnlineMeeting.get(ids), ucwa.onlineMeetingExtensions.list(ids)]);
    await ucwa.myOnlineMeeting.update(ids, { subject: "Q3" });
    expect(origins).toEqual([mock.url]);
  });

  test.each<[FaultSetting, number]>([
    ["two-challenges", 401],
    ["forbidden-28055", 403],
  ])("one that is refused with %s is renewed, and the request is sent again, POST included", async (fault, status) => {
    const { connect, mock, asked } = await startServer(server);
    const { origins, token } = createTokenSource();
    const ucwa = connect({ token });
    mock.fault(fault, { times: 1 });
    const { data } = await ucwa.onlineMeetingExtensions.create(ids, { id: "seating", table: "12A" });
    expect(data.table).toBe("12A");
    expect([asked(), origins.length]).toEqual([[`POST ${status}`, "POST 201"], 2]);
  });

  test("one that is refused twice is an UnauthorizedError with the challenge", async () => {
    const { connect, mock, asked } = await startServer(server);
    mock.fault("two-challenges");
    const call = connect({ token: createTokenSource().token }).myOnlineMeeting.get(ids);
    await expect(call).rejects.toBeInstanceOf(UnauthorizedError);
    await expect(call).rejects.toMatchObject({ challenge: expect.stringContaining(", Bearer trusted_issuers=") });
    expect(asked()).toEqual(["GET 401", "GET 401"]);
  });

  test("one that is a string is not tried again", async () => {
    const { ucwa, mock, asked } = await startServer(server);
    mock.fault("forbidden-28055");
    const call = ucwa.myOnlineMeeting.get(ids);
    await expect(call).rejects.toBeInstanceOf(ForbiddenError);
    await expect(call).rejects.toMatchObject({ diagnostics: expect.stringMatching(/^28055;/) });
    expect(asked()).toEqual(["GET 403"]);
  });
});
