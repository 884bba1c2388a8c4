import { httpOperations } from "../contract/operations.ts";
import { defaultBodyLimit } from "../defaults.ts";
import { useExtensions } from "./extension-story.ts";
import { generateCases } from "./generate-cases.ts";
import { keepAccount, type Leftovers, type Made, toMeetings } from "./made.ts";
import { changeMeeting, deleteMeeting, makeMeeting, tryTimes, tryUnknownMember } from "./meeting-story.ts";
import { readList, readMeeting, readOtherAddresses } from "./read-story.ts";
import { runCases, runReadingCases } from "./run-cases.ts";
import { createSession, type Session } from "./session.ts";
import { follow } from "./steps.ts";
import type { Target } from "./target.ts";
import { createTransport, sleep } from "./transport.ts";

/** How a server is tried out. */
export interface ConformanceOptions {
  /** The address of the list of meetings. */
  meetings: URL;
  token: string;
  seed: number;
  /** Whether the run may make meetings, change and delete them. */
  allowWrites: boolean;
  /** @default the global `fetch` */
  fetch?: typeof fetch;
  /** How long a response may take, in milliseconds. */
  timeout: number;
  /** How long a server may have the run wait in all, in milliseconds. */
  maxWait: number;
  /** The year to compute times from. */
  year: number;
  /**
   * How many of the generated cases to send at most.
   * @default all
   */
  maxCases?: number;
  /** Stops the run; what it made is still removed. */
  stop?: AbortSignal;
}

/** What a run has seen. */
export interface ConformanceRun {
  session: Session;
  /** Whether a signal stopped it. */
  isStopped: boolean;
  leftovers: Leftovers;
}

/** Tries out a server: sends what the document allows and forbids, and compares what comes back. */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceRun> {
  const { fetch: send = fetch, timeout, maxWait, token, stop = new AbortController().signal } = options;
  const operations = await httpOperations();
  const transport = createTransport({ fetch: send, timeout, maxWait, sleep, bodyLimit: 10 * defaultBodyLimit });
  const { origin } = options.meetings;
  const common = { operations, transport, token, origin, bodyLimit: 10 * defaultBodyLimit };
  const session = createSession({ ...common, stop });
  const meetings = toMeetings(options.meetings);
  const known = new Set<string>();
  const made = keepAccount(session, meetings, options.seed, () => known);
  const failure = await tell(session, meetings, made, known, options).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  // In a session of its own: what stopped the run does not stop this.
  const leftovers = await made.cleanUp(createSession({ ...common, stop: new AbortController().signal }));
  if (failure && !stop.aborted) throw failure.error;
  return { session, isStopped: failure !== undefined, leftovers };
}

/** The story of a run, from the list of meetings to what is left of a deleted one. */
async function tell(session: Session, meetings: Target, made: Made, known: Set<string>, options: ConformanceOptions) {
  const { allowWrites, seed, year, maxCases } = options;
  const cases = generateCases(await httpOperations(), { seed, year }).slice(0, maxCases);
  const [first, ...others] = await readList(session, "first", meetings);
  for (const target of [first, ...others]) if (target) known.add(target.url.href);
  const place = first ? await readMeeting(session, "first", first) : {};
  await readOtherAddresses(session, place);
  if (!allowWrites) {
    await runReadingCases(session, cases, meetings, place);
    return;
  }
  await write(session, meetings, made, year);
  await runCases(session, cases, meetings, made);
}

async function write(session: Session, meetings: Target, made: Made, year: number): Promise<void> {
  const meeting = await makeMeeting(session, made, meetings, "new meeting");
  if (!meeting) return;
  const own = await readMeeting(session, "own", meeting.question.target);
  const extensions = follow(meeting, "onlineMeetingExtensions", "onlineMeetingExtensions");
  const extension = extensions && (await useExtensions(session, meeting, extensions));
  await changeMeeting(session, meeting);
  await tryUnknownMember(session, made, meetings);
  await tryTimes(session, made, meetings, year);
  await makeMeeting(session, made, meetings, "new meeting again");
  await readList(session, "second", meetings);
  await deleteMeeting(
    session,
    meeting,
    [own.extensions, extension].filter((target) => target !== undefined),
  );
  await readList(session, "third", meetings);
}
