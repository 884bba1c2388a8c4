import { describe, expect, test } from "vitest";
import { ArgumentError, createClient, LinkError } from "../src/index.ts";
import { reply, representations } from "./support/representations.ts";
import { serve } from "./support/server.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const token = "cwt=PHNhbWw6QXNzZXJ0aW9uIHhtbG5...uZm8";

/** What a program without types may pass. */
function untyped(value: unknown) {
  return Object(value);
}

describe.each(representations)("Targets, in $name", (representation) => {
  const { options } = representation;

  async function start() {
    const server = await serve(
      reply(representation, representation.deployed, '"1"'),
      reply(representation, representation.extensions),
      reply(representation, representation.deployed, '"2"'),
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const [extension] = await ucwa.onlineMeetingExtensions.list(meeting);
    return { server, ucwa, meeting, extension };
  }

  test.each([
    ["as it was read", (representation: unknown) => untyped(representation)],
    ["copied by spreading", (representation: unknown) => ({ ...untyped(representation) })],
    ["copied by way of JSON", (representation: unknown) => JSON.parse(JSON.stringify(representation))],
  ])("a representation of another resource, %s, is refused before anything is sent", async (_, passed) => {
    const { server, ucwa, meeting, extension } = await start();
    const { length } = server.arrivals;
    const runs: unknown[] = [];
    const change = () => {
      runs.push(1);
      return {};
    };
    for (const call of [
      () => ucwa.onlineMeetingExtensions.delete(passed(meeting)),
      () => ucwa.onlineMeetingExtensions.update(passed(meeting), change),
      () => ucwa.onlineMeetingExtensions.get(passed(meeting)),
    ]) {
      await expect(call()).rejects.toThrow(
        new ArgumentError('target: expected a representation of onlineMeetingExtension, got "myOnlineMeeting"'),
      );
    }
    for (const call of [
      () => ucwa.myOnlineMeeting.delete(passed(extension)),
      () => ucwa.myOnlineMeeting.update(passed(extension), change),
      () => ucwa.myOnlineMeeting.get(passed(extension)),
      () => ucwa.onlineMeetingExtensions.list(passed(extension)),
      () => ucwa.onlineMeetingExtensions.create(passed(extension), {}),
    ]) {
      await expect(call()).rejects.toThrow(
        new ArgumentError('target: expected a representation of myOnlineMeeting, got "onlineMeetingExtension"'),
      );
    }
    expect(runs).toEqual([]);
    expect(server.arrivals).toHaveLength(length);
  });

  test("what is at an address is not written to if it is another resource", async () => {
    const { server, ucwa } = await start();
    const update = ucwa.onlineMeetingExtensions.update("/e/1", { room: "4" });
    await expect(update).rejects.toThrow(ArgumentError);
    expect(server.arrivals.map(({ method }) => method)).toEqual(["GET", "GET", "GET"]);
  });

  test("a copy of a representation stands for its address", async () => {
    const { server, ucwa, meeting } = await start();
    expect((await ucwa.myOnlineMeeting.get({ ...meeting })).etag).toBe("2");
    expect(server.arrivals.at(-1)?.path).toBe(meeting.href);
  });

  test("a copy has no links, so nothing is attached to it", async () => {
    const { server, ucwa, meeting } = await start();
    const copy = { ...meeting };
    await expect(ucwa.onlineMeetingExtensions.create(copy, {})).rejects.toBeInstanceOf(LinkError);
    await expect(ucwa.onlineMeetingExtensions.list(copy)).rejects.toBeInstanceOf(LinkError);
    expect(server.arrivals).toHaveLength(2);
  });

  test("what a representation holds is frozen, its lists as well", async () => {
    const { meeting, extension } = await start();
    const data: Record<string, unknown> = { ...meeting }.data;
    expect(() => Object.assign(data, { subject: "Q3" })).toThrow(TypeError);
    expect(() => untyped(data.attendees).push("sip:amy@contoso.com")).toThrow(TypeError);
    expect(() => Object.assign(untyped(extension).data, { room: "4" })).toThrow(TypeError);
    expect(data.subject).toBe("Status");
  });
});

test("an answer without a rel is what it was asked as", async () => {
  const server = await serve({ headers: { "content-type": "application/json" }, body: '{"subject":"a","etag":"1"}' });
  const ucwa = createClient({ baseUrl: server.baseUrl, token });
  const meeting = await ucwa.myOnlineMeeting.get(ids);
  expect(meeting.data.rel).toBe("myOnlineMeeting");
  await expect(ucwa.onlineMeetingExtensions.delete(untyped(meeting))).rejects.toThrow(ArgumentError);
  await ucwa.myOnlineMeeting.update(meeting, { subject: "b" });
  expect(server.arrivals[1]?.body).toBe('{"subject":"b","etag":"1"}');
});
