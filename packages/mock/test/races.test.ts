import { describe, expect, test } from "vitest";
import { SeedError, startMock } from "../src/index.ts";
import { ask, extensions, meeting } from "./support/ask.ts";
import { message, openRaw, statuses } from "./support/raw-socket.ts";

const at = (id: string) => `/ucwa/v1/applications/1/onlineMeetings/myOnlineMeetings/${id}`;
const seedOf = (href: string) => ({ rel: "myOnlineMeeting", subject: "A seed", _links: { self: { href } } });
const extensionOf = (href: string, id: string) => ({
  rel: "onlineMeetingExtension",
  id,
  type: "RoamedOrganizerData",
  _links: { self: { href: `${href}/onlineMeetingExtensions/${id}` } },
});

test("a reset in the middle of other requests leaves none of them without an answer", async () => {
  const seed = ["A", "B", "C"].map((id) => seedOf(at(id)));
  await using mock = await startMock({ seed });
  for (let round = 0; round < 20; round += 1) {
    const put = message("PUT", at("B"), '{"subject":"x"}');
    const texts = [put, message("DELETE", at("B")), message("POST", "/__mock/reset"), put];
    const raws = await Promise.all([texts.join(""), ...texts].map((text) => openRaw(mock, text)));
    const counts = [4, 1, 1, 1, 1];
    const answers = await Promise.all(
      raws.map((raw, index) => raw.until((came) => statuses(came).length === counts[index])),
    );
    expect(answers.map((text) => statuses(text).length)).toEqual(counts);
    for (const raw of raws) raw[Symbol.dispose]();
  }
  expect((await ask(mock, "/__mock/health")).status).toBe(200);
});

test("an extension does not outlive its meeting, however the two race", async () => {
  await using mock = await startMock();
  for (let round = 0; round < 50; round += 1) {
    const added = Array.from({ length: 4 }, (_, index) =>
      ask(mock, extensions, { method: "POST", json: { id: `race-${round}-${index}`, type: "RoamedOrganizerData" } }),
    );
    const [deleted, ...answers] = await Promise.all([ask(mock, meeting, { method: "DELETE" }), ...added]);
    expect(deleted?.status).toBe(204);
    for (const { status } of answers) expect([201, 404]).toContain(status);
    await mock.seed([seedOf(meeting)]);
    expect((await ask(mock, extensions)).text).not.toContain("race-");
  }
});

test("ids that are taken already are passed over once, not with each new extension", async () => {
  await using mock = await startMock({ seed: [seedOf(meeting)] });
  const taken = Array.from({ length: 3000 }, (_, index) => extensionOf(meeting, String(index + 1)));
  await mock.seed(taken);
  const create = async () =>
    (await ask(mock, extensions, { method: "POST", json: { type: "RoamedOrganizerData" } })).json.id;
  expect([await create(), await create()]).toEqual(["3001", "3002"]);
});

describe("a seed that is refused changes nothing", () => {
  const wrong: [string, Record<string, unknown>[], string][] = [
    [
      "a resource without a place after a good one",
      [seedOf(at("NEW")), { rel: "myOnlineMeeting" }],
      "seed: expected _links.self.href",
    ],
    [
      "an embedded resource without a place",
      [
        seedOf(at("NEW")),
        {
          ...seedOf(at("OTHER")),
          _embedded: { onlineMeetingExtension: [{ ...extensionOf(at("OTHER"), "1"), _links: {} }] },
        },
      ],
      "",
    ],
    ["an extension without its meeting", [seedOf(at("NEW")), extensionOf(at("NONE"), "1")], "expected its meeting"],
  ];

  test.each(wrong)("%s", async (_, seeds, reason) => {
    await using mock = await startMock();
    const before = (await ask(mock, meeting)).text;
    const error = await mock.seed([{ ...seedOf(meeting), subject: "replaced" }, ...seeds]).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(SeedError);
    expect(error.message).toContain(reason);
    expect((await ask(mock, meeting)).text).toBe(before);
    expect((await ask(mock, at("NEW"))).status).toBe(404);
  });

  test("and starts no server", async () => {
    await expect(startMock({ seed: [extensionOf(meeting, "1")] })).rejects.toThrow(
      `seed ${meeting.replace("/ucwa/v1", "")}/onlineMeetingExtensions/1: expected its meeting among the seeds or in the mock, got none.`,
    );
  });
});
