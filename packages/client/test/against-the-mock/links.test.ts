import { describe, expect, test } from "vitest";
import { LinkError } from "../../src/index.ts";
import { ids, servers, startServer } from "../support/mocks.ts";

describe.each(servers)("Links in $name, of a server as $dialect", (server) => {
  test.each(["/ucwa/v1", "/ucwa/oauth/v1", "/ucwa/oauth/v1/", ""])(
    "are followed under the prefix %j, from the meeting to its extensions and back",
    async (prefix) => {
      const { connect, mock } = await startServer(server);
      const ucwa = connect({ baseUrl: `${mock.url}${prefix}` });
      const meeting = await ucwa.myOnlineMeeting.get(ids);
      const created = await ucwa.onlineMeetingExtensions.create(meeting, { id: "seating" });
      const listed = await ucwa.onlineMeetingExtensions.list(meeting);
      expect(listed.map(({ href }) => href)).toContain(created.href);
      await ucwa.onlineMeetingExtensions.update(created, { table: "12A" });
      await ucwa.onlineMeetingExtensions.delete(created);
      await ucwa.myOnlineMeeting.delete(meeting.link("self") ?? "");
      expect(mock.requests.map(({ status }) => status)).toEqual([200, 201, 200, 200, 204, 204]);
    },
  );

  test("of a deployed server lead to /extensions, of a documented one to /onlineMeetingExtensions", async () => {
    const { ucwa, mock } = await startServer(server);
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    await ucwa.onlineMeetingExtensions.list(meeting);
    const segment = server.dialect === "deployed" ? "extensions" : "onlineMeetingExtensions";
    expect(mock.requests.at(-1)?.target).toMatch(new RegExp(`/810/${segment}$`));
  });

  test("to another origin are not followed, so that no token goes there", async () => {
    const [{ ucwa, mock }, elsewhere] = [await startServer(server), await startServer(server)];
    const { href } = await ucwa.myOnlineMeeting.get(ids);
    const foreign = new URL(href, elsewhere.mock.url).href;
    await expect(ucwa.myOnlineMeeting.get(foreign)).rejects.toBeInstanceOf(LinkError);
    await expect(ucwa.myOnlineMeeting.update(foreign, { subject: "Q3" })).rejects.toBeInstanceOf(LinkError);
    expect([mock.requests.length, elsewhere.mock.requests]).toEqual([1, []]);
  });

  test("to an origin that is listed are followed, with a token of its own", async () => {
    const [{ connect, mock }, pool] = [await startServer(server), await startServer(server)];
    const origins: string[] = [];
    const token = (origin: string) => `cwt=token-${origins.push(origin)}`;
    const ucwa = connect({ token, origins: [pool.mock.url] });
    const { href } = await ucwa.myOnlineMeeting.get(ids);
    await ucwa.myOnlineMeeting.update(new URL(href, pool.mock.url).href, { subject: "Q3" });
    expect(origins).toEqual([mock.url, pool.mock.url]);
    expect([mock.requests.length, pool.mock.requests.length]).toEqual([1, 2]);
  });
});
