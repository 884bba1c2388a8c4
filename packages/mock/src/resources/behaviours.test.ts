import { expect, test } from "vitest";
import { httpOperations } from "../contract/operations.ts";
import { UnknownSwitchError } from "../errors.ts";
import { createBehaviours } from "./behaviours.ts";

const operations = await httpOperations();

// The writable properties are those of the page "myOnlineMeeting", PUT; the property named by a GUID is from the trace in "Update an online meeting".
test("a mock behaves as the document says", () => {
  const { clock, switches, ...behaviour } = createBehaviours(operations, 7)({});
  expect(behaviour).toEqual({
    writable: [
      "accessLevel",
      "attendees",
      "automaticLeaderAssignment",
      "description",
      "entryExitAnnouncement",
      "expirationTime",
      "leaders",
      "lobbyBypassForPhoneUsers",
      "phoneUserAdmission",
      "subject",
    ],
    meetingLimit: 7,
    organizerUri: "sip:bmauldin@contoso.com",
    guidProperty: { name: "56de7bbf-1081-43e6-bbf2-1cabf3224c83", value: "please pass this in a PUT request" },
  });
  expect(switches).toMatchObject({ etag: "guid" });
  // Eight hours before the end of the earliest meeting, which is that of the trace.
  expect(clock.now()).toBe(1360199838000 - 8 * 3_600_000);
});

test("a mock behaves as its settings say, in which a store may have kept anything", () => {
  const behaviours = createBehaviours(operations, 7);
  expect(behaviours({ dialect: "deployed" }).switches).toMatchObject({ etag: "decimal", hrefQuery: "off" });
  expect(behaviours({ switches: { hrefQuery: "on", etag: undefined } }).switches).toMatchObject({
    etag: "guid",
    hrefQuery: "on",
  });
  for (const dialect of [undefined, null, "unknown", 7])
    expect(behaviours({ dialect, switches: null, clock: null }).switches).toMatchObject({ etag: "guid" });
  expect(behaviours({ clock: "1970-01-01T00:00:01Z" }).clock.now()).toBe(1000);
  expect(() => behaviours({ switches: { etag: 7 } })).toThrow(UnknownSwitchError);
  expect(() => behaviours({ switches: { fire: "on" } })).toThrow(UnknownSwitchError);
});

test("mocks with the same settings share what they behave like, and others do not", () => {
  const behaviours = createBehaviours(operations, 7);
  const settings = [{ clock: "now" }, { dialect: "deployed" }, { switches: { etag: "decimal" } }, {}];
  const first = settings.map(behaviours);
  expect(new Set(first).size).toBe(4);
  // Others that say the same, and the same ones again.
  for (const again of [settings.map((one) => ({ ...one })), settings])
    expect(again.map(behaviours).map((one, index) => one === first[index])).toEqual([true, true, true, true]);
});

test("what a mock behaves like stays in memory as long as somebody has its settings, and a thousand others do not", () => {
  const behaviours = createBehaviours(operations, 7);
  const at = (second: number) => ({ clock: new Date(second * 1000).toISOString() });
  const kept = at(0);
  const first = behaviours(kept);
  for (let second = 1; second < 1000; second += 1) behaviours(at(second));
  // It keeps a thousand. With one more, it starts over.
  expect(behaviours(at(0))).toBe(first);
  behaviours(at(1000));
  expect(behaviours(at(0))).not.toBe(first);
  expect(behaviours(kept)).toBe(first);
});
