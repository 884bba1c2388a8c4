import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Mock, SeedError, startMock } from "../src/index.ts";
import { ask, embeddedIn, extensions, meeting, selfOf } from "./support/ask.ts";

let mock: Mock;
beforeEach(async () => {
  mock = await startMock();
});
afterEach(() => mock.close());

test("a PUT is seen by the next GET", async () => {
  const put = await ask(mock, meeting, { method: "PUT", json: { subject: "Budget", accessLevel: "Locked" } });
  expect(put.status).toBe(200);
  const get = await ask(mock, meeting);
  expect(get.json).toEqual(put.json);
  expect(get.json).toMatchObject({ subject: "Budget", accessLevel: "Locked" });
});

test("a PUT resets what it leaves out and keeps what is read-only", async () => {
  const before = (await ask(mock, meeting)).json;
  const after = (await ask(mock, meeting, { method: "PUT", json: { subject: "Budget" } })).json;
  expect(after).toMatchObject({ subject: "Budget", description: "", attendees: [], leaders: [] });
  for (const name of ["joinUrl", "onlineMeetingId", "onlineMeetingUri", "organizerUri", "conferenceId"]) {
    expect(after[name]).toBe(before[name]);
  }
});

test("a PUT without expirationTime gives the meeting eight hours from the mock's clock", async () => {
  await using fixed = await startMock({ clock: "2026-03-01T12:00:00Z" });
  const { json } = await ask(fixed, meeting, { method: "PUT", json: {} });
  expect(json.expirationTime).toBe(`/Date(${Date.parse("2026-03-01T20:00:00Z")})/`);
});

test("a PUT ignores unknown, read-only and surrounding properties", async () => {
  const before = (await ask(mock, meeting)).json;
  const sent = { ...before, joinUrl: "https://example.com/", attendanceAnnouncementsStatus: "Enabled", etag: "1" };
  expect((await ask(mock, meeting, { method: "PUT", json: sent })).json).toEqual(before);
});

test("ISO 8601 goes in and /Date(ms)/ comes out", async () => {
  const json = { expirationTime: "2016-09-26T16:20:29.6249403-07:00" };
  const answer = await ask(mock, meeting, { method: "PUT", json });
  expect(answer.json.expirationTime).toBe(`/Date(${Date.parse("2016-09-26T23:20:29.624Z")})/`);
});

test("a DELETE makes 404 of the meeting and of all that is below it", async () => {
  expect((await ask(mock, meeting, { method: "DELETE" })).status).toBe(204);
  for (const path of [meeting, extensions, `${extensions}/onlineMeetingExtension`]) {
    const { status, json } = await ask(mock, path);
    expect({ status, code: json.code, subcode: json.subcode }).toEqual({
      status: 404,
      code: "NotFound",
      subcode: undefined,
    });
  }
  expect((await ask(mock, meeting, { method: "DELETE" })).status).toBe(404);
});

test("an application that nobody seeded is 404 ApplicationNotFound", async () => {
  const { status, json } = await ask(mock, meeting.replace("833", "834"));
  expect(status).toBe(404);
  expect(json).toMatchObject({ code: "NotFound", subcode: "ApplicationNotFound" });
});

describe("a POSTed extension", () => {
  const posted = { id: "seating", type: "RoamedOrganizerData", row: "12", seats: ["A", "B"], numbered: true };

  test("appears in the set and in the meeting with its custom keys", async () => {
    const created = await ask(mock, extensions, { method: "POST", json: posted });
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({ rel: "onlineMeetingExtension", ...posted });
    expect(embeddedIn(await ask(mock, extensions))).toContainEqual(created.json);
    expect(embeddedIn(await ask(mock, meeting))).toContainEqual(created.json);
    expect((await ask(mock, selfOf(created))).json).toEqual(created.json);
  });

  test("does not alter the meeting's ETag", async () => {
    const before = (await ask(mock, meeting)).headers.get("etag");
    await ask(mock, extensions, { method: "POST", json: posted });
    expect((await ask(mock, meeting)).headers.get("etag")).toBe(before);
  });

  test("is refused with 409 AlreadyExists where its id is taken", async () => {
    await ask(mock, extensions, { method: "POST", json: posted });
    const { status, json } = await ask(mock, extensions, { method: "POST", json: posted });
    expect(status).toBe(409);
    expect(json).toMatchObject({ code: "Conflict", subcode: "AlreadyExists" });
  });

  test("gets an id of its own where it has none", async () => {
    const one = await ask(mock, extensions, { method: "POST", json: {} });
    const other = await ask(mock, extensions, { method: "POST", json: { type: "Undefined" } });
    expect(one.json.id).toBeTruthy();
    expect(other.json.id).not.toBe(one.json.id);
    expect((await ask(mock, selfOf(other))).json).toEqual(other.json);
  });

  test("gets an id of its own also where another one has the next number", async () => {
    for (const id of ["1", "2"]) await ask(mock, extensions, { method: "POST", json: { id } });
    const { status, json } = await ask(mock, extensions, { method: "POST", json: {} });
    expect(status).toBe(201);
    expect(["1", "2", "917823"]).not.toContain(json.id);
  });

  test("has an address of its own where that of another one ends in its id", async () => {
    const created = await ask(mock, extensions, { method: "POST", json: { id: "onlineMeetingExtension" } });
    expect(selfOf(created)).toMatch(/\/onlineMeetingExtension-\d+$/);
    expect((await ask(mock, selfOf(created))).json.id).toBe("onlineMeetingExtension");
    expect((await ask(mock, `${extensions}/onlineMeetingExtension`)).json.id).toBe("917823");
  });

  test("is refused with a property that is null", async () => {
    const { status, json } = await ask(mock, extensions, { method: "POST", json: { ...posted, row: null } });
    expect([status, json.message]).toEqual([400, "/row: expected string or number or boolean or array, got null."]);
  });

  test("can be replaced and deleted", async () => {
    const self = selfOf(await ask(mock, extensions, { method: "POST", json: posted }));
    const put = await ask(mock, self, { method: "PUT", json: { type: "RoamedParticipantData", gate: "4" } });
    expect(put.json).toMatchObject({ id: "seating", type: "RoamedParticipantData", gate: "4" });
    expect(put.json).not.toHaveProperty("row");
    expect((await ask(mock, self, { method: "DELETE" })).status).toBe(204);
    expect((await ask(mock, self)).status).toBe(404);
  });

  test.each(["a/b ä?", "..", "%", "\ud800"])("may have an id that a path has to escape: %j", async (id) => {
    const created = await ask(mock, extensions, { method: "POST", json: { id } });
    expect(created.status).toBe(201);
    expect((await ask(mock, selfOf(created))).json.id).toBe(id);
  });
});

test("many POSTs at once lose nothing, and of many with one id a single one wins", async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `x${index % 10}`);
  const answers = await Promise.all(ids.map((id) => ask(mock, extensions, { method: "POST", json: { id } })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(10);
});

test("two runs of the same requests give the same answers, ids and ETags included", async () => {
  const run = async () => {
    await using one = await startMock();
    const answers = [
      await ask(one, meeting),
      await ask(one, extensions, { method: "POST", json: {} }),
      await ask(one, meeting, { method: "PUT", json: {} }),
    ];
    return answers.map(({ text, headers }) => [text, headers.get("etag")]);
  };
  expect(await run()).toEqual(await run());
});

describe("seeds", () => {
  const href = "/ucwa/v1/applications/1/onlineMeetings/myOnlineMeetings/STANDUP1";
  const standup = { rel: "myOnlineMeeting", subject: "Stand-up", _links: { self: { href } } };

  test("take the place of the document's examples", async () => {
    await using seeded = await startMock({ seed: [standup] });
    expect((await ask(seeded, href)).json.subject).toBe("Stand-up");
    expect((await ask(seeded, meeting)).status).toBe(404);
  });

  test("are refused where they do not say where they are", async () => {
    await expect(startMock({ seed: [{ rel: "myOnlineMeeting" }] })).rejects.toThrow(SeedError);
    await expect(startMock({ seed: [{ rel: "myOnlineMeeting" }] })).rejects.toThrow("_links.self.href");
  });

  test.each([
    [
      "a value that JSON cannot carry",
      1n,
      /^seed: expected a resource that JSON can carry, got another value \(.+\)\.$/,
    ],
    ["too many levels", JSON.parse("[".repeat(40) + "]".repeat(40)), /^seed: expected at most 32 levels, got more\.$/],
  ])("a seed with %s is refused, and told what was expected", async (_, value, message) => {
    const seed = { rel: "myOnlineMeeting", _links: { self: { href: meeting } }, value };
    await expect(startMock({ seed: [seed] })).rejects.toThrow(message);
  });

  test("are refused where the document's schema refuses them", async () => {
    const seed = [{ ...standup, attendees: "everybody" }];
    await expect(startMock({ seed })).rejects.toThrow('/attendees: expected array, got "everybody"');
  });
});
