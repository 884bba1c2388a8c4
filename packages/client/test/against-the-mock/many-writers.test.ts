import { describe, expect, test } from "vitest";
import { type UcwaClient, UcwaClientError, UnknownOutcomeError } from "../../src/index.ts";
import { type Disruption, disruptions, isOpen, lossyNetwork } from "../support/lossy-network.ts";
import { ids, servers, startServer } from "../support/mocks.ts";
import { createRandom } from "../support/random.ts";

const isLong = process.env.UCWA_LONG === "1";
/** For each of the four kinds of server. */
const rounds = isLong ? 2500 : 60;

/** What is in the way of a round. */
interface Round {
  readonly plan: readonly Disruption[];
  /** When a second writer writes, if at all. */
  readonly second: "never" | "before" | "between";
  /** Unlike in any other round. */
  readonly mark: string;
}

/** What a round came to. */
interface Outcome {
  readonly seen: readonly Disruption[];
  /** How many of the writes of the first writer the server has carried out. */
  readonly stored: number;
  /** Undefined if the first writer was told that it succeeded. */
  readonly error: unknown;
  /** How often the first writer's change is there in the end, and the second writer's. */
  readonly first: number;
  readonly other: number;
}

/** Something that two can write to at the same time. */
interface Subject {
  /** Gets ready, and gives what each of the two does, and how often the mark of each is there then. */
  start(
    ucwa: UcwaClient,
    mark: string,
  ): Promise<{
    first(lossy: UcwaClient): Promise<unknown>;
    second(): Promise<unknown>;
    count(): Promise<{ first: number; other: number }>;
  }>;
}

const times = (list: unknown, mark: string) => [list].flat().filter((each) => each === mark).length;

const subjects: Record<string, Subject> = {
  "a function adds an attendee": {
    async start(ucwa, mark) {
      await ucwa.myOnlineMeeting.update(ids, { attendees: [] });
      const [mine, theirs] = [`sip:${mark}-mine@contoso.com`, `sip:${mark}-theirs@contoso.com`];
      const invite = (client: UcwaClient, guest: string) =>
        client.myOnlineMeeting.update(ids, ({ data }) => ({ attendees: [...(data.attendees ?? []), guest] }));
      return {
        first: (lossy) => invite(lossy, mine),
        second: () => invite(ucwa, theirs),
        async count() {
          const { attendees } = (await ucwa.myOnlineMeeting.get(ids)).data;
          return { first: times(attendees, mine), other: times(attendees, theirs) };
        },
      };
    },
  },
  "an object sets subject and time of a meeting": {
    async start(ucwa, mark) {
      const meeting = await ucwa.myOnlineMeeting.get(ids);
      return {
        first: (lossy) => lossy.myOnlineMeeting.update(meeting, { subject: mark, expirationTime: new Date(1.9e12) }),
        second: () => ucwa.myOnlineMeeting.update(ids, { description: mark }),
        async count() {
          const { subject, description } = (await ucwa.myOnlineMeeting.get(ids)).data;
          return { first: times(subject, mark), other: times(description, mark) };
        },
      };
    },
  },
  "a function adds to the key of an extension, and takes another away": {
    async start(ucwa, mark) {
      const { href } = await ucwa.onlineMeetingExtensions.create(ids, { id: mark, seats: ["0"], table: "1" });
      const add = (client: UcwaClient, seat: string) =>
        client.onlineMeetingExtensions.update(href, ({ data }) => ({
          seats: [data.seats ?? []].flat().concat(seat),
          table: null,
        }));
      return {
        first: (lossy) => add(lossy, "mine"),
        second: () => add(ucwa, "theirs"),
        async count() {
          const { seats } = (await ucwa.onlineMeetingExtensions.get(href)).data;
          return { first: times(seats, "mine"), other: times(seats, "theirs") };
        },
      };
    },
  },
  "an extension is deleted": {
    async start(ucwa, mark) {
      const { href } = await ucwa.onlineMeetingExtensions.create(ids, { id: mark });
      const isThere = async () => (await ucwa.onlineMeetingExtensions.list(ids)).some(({ data }) => data.id === mark);
      return {
        first: (lossy) => lossy.onlineMeetingExtensions.delete(href),
        second: async () => (await isThere()) && ucwa.onlineMeetingExtensions.update(href, { room: "4" }),
        count: async () => ({ first: (await isThere()) ? 0 : 1, other: 1 }),
      };
    },
  },
};
const names = Object.keys(subjects);

/** Plays one round. */
async function play(
  { mock, ucwa, connect }: Awaited<ReturnType<typeof startServer>>,
  subject: Subject,
  { plan, second, mark }: Round,
): Promise<Outcome> {
  mock.reset();
  const both = await subject.start(ucwa, mark);
  const network = lossyNetwork(plan, async () => void (second === "between" && (await both.second())));
  if (second === "before") await both.second();
  const lossy = connect({ fetch: network.fetch, token: () => "cwt=anything" });
  const error = await both.first(lossy).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { seen: network.seen, stored: network.stored(), error, ...(await both.count()) };
}

/** What holds in every round, whatever was in its way. */
function check({ second }: Round, { seen, stored, error, first, other }: Outcome): void {
  expect(stored).toBeLessThanOrEqual(1);
  expect(first).toBe(stored);
  expect(other).toBe(second === "never" ? other : 1);
  if (error === undefined) return void expect(stored).toBe(1);
  if (!(error instanceof UcwaClientError)) throw error;
  // What may have been stored is said to be, and nothing else.
  expect(error.mayHaveBeenApplied).toBe(seen.some(isOpen));
  // Nobody is alarmed where there is no other writer, once a request has reached the server and its answer has come back.
  if (second !== "never") return;
  expect(error).not.toBeInstanceOf(UnknownOutcomeError);
  expect(seen.at(-1)).not.toBe("nothing");
}

describe.each(servers)("Many writers in $name, on a server as $dialect", (server) => {
  test(`whatever happens to requests and answers, no change is lost, doubled or denied, in ${rounds} rounds`, {
    timeout: 600_000,
  }, async () => {
    const started = await startServer(server);
    const { below, choose } = createRandom(servers.indexOf(server) + 1);
    const reached = new Set<string>();
    for (let number = 0; number < rounds; number++) {
      const round: Round = {
        plan: Array.from({ length: below(4) }, () => choose(disruptions)),
        second: choose(["never", "before", "between"]),
        mark: `round${number}`,
      };
      const name = names[number % names.length] ?? "";
      const subject = subjects[name];
      if (!subject) continue;
      const outcome = await play(started, subject, round);
      try {
        check(round, outcome);
      } catch (cause) {
        throw new Error(`${name}: ${JSON.stringify({ ...round, ...outcome, error: `${outcome.error}` })}`, { cause });
      }
      reached.add(Object(outcome.error).name ?? "success");
    }
    expect([...reached]).toEqual(expect.arrayContaining(["UnknownOutcomeError", "success"]));
  });
});
