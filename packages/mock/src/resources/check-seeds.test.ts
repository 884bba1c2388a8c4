import { expect, test, vi } from "vitest";
import { httpOperations } from "../contract/operations.ts";
import { SeedError } from "../errors.ts";
import { checkSeeds } from "./check-seeds.ts";
import type { Seed } from "./seed.ts";

const operations = await httpOperations();
const self = { self: { href: "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810" } };
const meeting = (properties: object = {}): Seed => ({ rel: "myOnlineMeeting", ...properties, _links: self });
const cycle = meeting({ list: [{}] });
cycle.self = cycle;
const check = (seed: Seed) => checkSeeds(operations, [meeting(), seed]);

test("a resource as a GET returns it is a seed", async () => {
  await expect(check(meeting({ subject: "Budget", leaders: ["sip:a@contoso.com"] }))).resolves.toBeUndefined();
  await expect(checkSeeds(operations, [])).resolves.toBeUndefined();
});

test.each<[string, Seed, string | RegExp]>([
  ["is no resource", { rel: "x" }, /^seed: expected _links\.self\.href in the form of /],
  [
    "has a wrong value",
    meeting({ subject: 7 }),
    /^seed \/applications\/833\/onlineMeetings\/myOnlineMeetings\/810: \/subject: expected string.*, got 7\.$/,
  ],
  [
    "has too many values",
    meeting({ leaders: Array.from({ length: 5001 }, () => "a") }),
    "seed: expected at most 5000 members and items, got more.",
  ],
  [
    "has too many levels",
    meeting({ x: JSON.parse("[".repeat(40) + "]".repeat(40)) }),
    "seed: expected at most 32 levels, got more.",
  ],
  [
    "has itself in it",
    cycle,
    "seed: expected a resource that JSON can carry, got another value (Converting circular structure to JSON).",
  ],
  [
    "has what JSON cannot carry",
    meeting({ x: 7n }),
    /^seed: expected a resource that JSON can carry, got another value \(.+\)\.$/,
  ],
])("a seed that %s is refused with what was expected", async (_, seed, message) => {
  const failure = check(seed);
  await expect(failure).rejects.toThrow(SeedError);
  await expect(failure).rejects.toThrow(message);
});

test.each([
  [0, ["the seeds", "a request"]],
  [9, ["the seeds", "a request"]],
  [10, ["a request", "the seeds"]],
])("a request has its turn after ten milliseconds of checking seeds: %i", async (duration, expected) => {
  let now = 1000;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => {
    now += duration;
    return now;
  });
  const order: string[] = [];
  const request = new Promise<void>((resolve) =>
    setTimeout(() => {
      order.push("a request");
      resolve();
    }),
  );
  await checkSeeds(operations, [meeting()]).finally(() => clock.mockRestore());
  order.push("the seeds");
  await request;
  expect(order).toEqual(expected);
});

test("what made a seed no JSON is kept", async () => {
  await expect(check(meeting({ x: 7n }))).rejects.toMatchObject({ cause: expect.any(TypeError) });
});
