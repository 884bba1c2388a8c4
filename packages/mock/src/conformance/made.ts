import { type Answer, isSuccess, propertiesOf, type Question } from "./answer.ts";
import { expectAny, expectError, expectSuccess } from "./expected.ts";
import { targetsOf } from "./read-story.ts";
import type { Session } from "./session.ts";
import { followIn, take } from "./steps.ts";
import { type Target, toTarget } from "./target.ts";

/** What a run has made. It is responsible for nothing else. */
export interface Made {
  /** A text that meetings of this run have as their subject or description. */
  readonly mark: string;
  /** Returns the properties that a meeting of this run is made with. */
  properties(): Record<string, unknown>;
  /** Removes all that the run has made and not removed yet. Returns what is left. */
  cleanUp(session: Session): Promise<Leftovers>;
}

/** What could not be removed. */
export interface Leftovers {
  /** Addresses of meetings that are still there, for the console alone. */
  meetings: string[];
  /** Whether there may be more, because a response was lost or had no address, and the list does not show what it made. */
  isUnsure: boolean;
}

/** Keeps account of the meetings that a session makes. `known` are the meetings that were there before. */
export function keepAccount(session: Session, meetings: Target, seed: number, known: () => Set<string>): Made {
  const mark = `UCWA conformance ${seed}`;
  const made = new Map<string, Target>();
  let count = 0;
  // Those that were made, but whose response does not say where; and those that may have been made.
  let withoutAddress = 0;
  let uncertain = 0;
  session.onAnswer((answer) => {
    if (!mayHaveMade(answer.question)) return;
    const { status } = answer;
    const target = createdMeeting(answer);
    if (target) made.set(target.url.href, target);
    else if (status < 300) withoutAddress += 1;
    else if (status < 400 || status >= 500) uncertain += 1;
  });
  session.onLost((question) => {
    if (mayHaveMade(question)) uncertain += 1;
  });
  return {
    mark,
    properties() {
      count += 1;
      return { subject: `${mark}-${count}`, description: mark };
    },
    async cleanUp(cleaner) {
      if (made.size + withoutAddress + uncertain === 0) return { meetings: [], isUnsure: false };
      // Even if nothing is missing: a request that was sent again after a 503 may have been carried out twice.
      const seen = new Set([...known(), ...made.keys()]);
      const lost = await findLost(cleaner, meetings, mark, seen);
      for (const target of lost ?? []) made.set(target.url.href, target);
      const left: string[] = [];
      for (const target of made.values()) if (!(await remove(cleaner, target))) left.push(target.url.href);
      const isUnsure = lost ? lost.length < withoutAddress : withoutAddress + uncertain > 0;
      return { meetings: left, isUnsure };
    },
  };
}

function mayHaveMade({ operationId, method }: Question): boolean {
  return operationId === "createMyOnlineMeeting" && method === "POST";
}

function createdMeeting(answer: Answer): Target | undefined {
  if (!mayHaveMade(answer.question) || answer.status >= 400) return undefined;
  const target = followIn(answer, answer.body, "myOnlineMeeting");
  // A server that answers with something else has not said what it made.
  return target && target.url.href !== answer.question.target.url.href ? target : undefined;
}

/** Finds meetings that have the mark of this run and were not there before. Undefined if the list cannot be read. */
async function findLost(
  cleaner: Session,
  meetings: Target,
  mark: string,
  known: Set<string>,
): Promise<Target[] | undefined> {
  const list = await take(cleaner, { step: "clean up: list", operationId: "getMyOnlineMeetings", target: meetings });
  if (!isSuccess(list)) return undefined;
  const candidates = targetsOf(list).filter(({ url }) => !known.has(url.href));
  const found: Target[] = [];
  for (const target of candidates) {
    const read = await take(cleaner, { step: "clean up: read", operationId: "getMyOnlineMeeting", target });
    const { subject, description } = propertiesOf(read);
    if ([subject, description].some((text) => typeof text === "string" && text.startsWith(mark))) found.push(target);
  }
  return found;
}

/** Removes a meeting. Returns whether it is gone. */
async function remove(cleaner: Session, target: Target): Promise<boolean> {
  const read = async () => {
    const expected = expectAny(expectSuccess("getMyOnlineMeeting"), expectError("getMyOnlineMeeting", "NotFound"));
    return take(cleaner, { step: "clean up: look", operationId: "getMyOnlineMeeting", target, expected });
  };
  const isGone = (answer: Answer | undefined) => answer?.status === 404 || answer?.status === 410;
  const removed = await take(cleaner, { step: "clean up: remove", operationId: "deleteMyOnlineMeeting", target });
  return isGone(removed) || isGone(await read());
}

/** The target of the list of meetings. */
export function toMeetings(url: URL): Target {
  return toTarget("myOnlineMeetings", url);
}
