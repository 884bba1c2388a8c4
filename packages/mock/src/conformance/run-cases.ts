import { type Answer, isSuccess } from "./answer.ts";
import type { Case } from "./case.ts";
import { compareWithSent } from "./compare-with-sent.ts";
import type { Made } from "./made.ts";
import { makeMeeting, reread } from "./meeting-story.ts";
import type { Place } from "./read-story.ts";
import type { Session } from "./session.ts";
import { follow, playBack, quotedEtag, take } from "./steps.ts";
import type { Target } from "./target.ts";

/** Sends cases that only read. They go to what is there already. */
export async function runReadingCases(session: Session, cases: Case[], meetings: Target, place: Place): Promise<void> {
  const targets = targetsByResource(meetings, place);
  for (const one of cases) {
    const target = targets.get(one.resource);
    if (target && (one.method === "GET" || one.method === "HEAD")) await session.ask(toQuestion(one, target));
  }
}

function targetsByResource(meetings: Target, place: Place): Map<string, Target> {
  const all = [meetings, place.meeting, place.extensions, place.extension].filter((target) => target !== undefined);
  return new Map(all.map((target) => [target.resource, target]));
}

function toQuestion(one: Case, target: Target) {
  const { id: step, operationId, method, representation, headers, expected, text, properties } = one;
  return {
    ...{ step, operationId, target, method, representation, headers, expected },
    ...(text !== undefined ? { text } : properties && { properties }),
  };
}

/** What the cases that write go to: a meeting and an extension that the run has made. */
interface Own {
  meeting: Answer;
  extensions?: Target;
  extension?: Answer;
}

/** Sends cases, those that write only to what the run makes itself. Returns early where the server makes nothing. */
export async function runCases(session: Session, cases: Case[], meetings: Target, made: Made): Promise<void> {
  let own = await makeOwn(session, made, meetings);
  const accepted = new Map<string, Answer[]>();
  for (const one of cases) {
    if (!own) return;
    const answer = await runCase(session, one, meetings, made, own);
    if (!answer) continue;
    verifyAccepted(session, one, answer);
    if (isMember(one)) accepted.set(memberKey(one), [...(accepted.get(memberKey(one)) ?? []), answer]);
    if (isSuccess(answer)) own = await afterSuccess(session, one, answer, own, made, meetings);
  }
  for (const answers of accepted.values()) reportUselessEnumeration(session, answers);
}

async function makeOwn(session: Session, made: Made, meetings: Target): Promise<Own | undefined> {
  const meeting = await makeMeeting(session, made, meetings, "meeting for cases");
  if (!meeting) return undefined;
  const extensions = follow(meeting, "onlineMeetingExtensions", "onlineMeetingExtensions");
  const extension = extensions && (await makeExtension(session, extensions));
  return { meeting, ...(extensions && { extensions }), ...(extension && { extension }) };
}

async function makeExtension(session: Session, target: Target): Promise<Answer | undefined> {
  const properties = { type: "RoamedOrganizerData" };
  const operationId = "createOnlineMeetingExtension";
  const created = await take(session, { step: "extension for cases", operationId, target, properties });
  const self = follow(created, "onlineMeetingExtension");
  if (!self) return undefined;
  const read = { step: "extension for cases: read", operationId: "getOnlineMeetingExtension", target: self };
  const answer = await take(session, read);
  return isSuccess(answer) ? answer : undefined;
}

async function runCase(
  session: Session,
  one: Case,
  meetings: Target,
  made: Made,
  own: Own,
): Promise<Answer | undefined> {
  const { meeting, extension, extensions } = own;
  const place = {
    meeting: meeting.question.target,
    ...(extensions && { extensions }),
    ...(extension && { extension: extension.question.target }),
  };
  const target = targetsByResource(meetings, place).get(one.resource);
  if (!target || !isAllowed(one)) return undefined;
  const question = toQuestion(one, target);
  if (one.text !== undefined || one.method === "GET") return session.ask({ ...question, ...condition(one, own) });
  const body = bodyOf(one, made, own);
  return session.ask({ ...question, ...(body && { properties: body }), ...condition(one, own) });
}

/** Nobody tries out on the list of meetings what a server may take for "delete them all". */
function isAllowed({ kind, method, resource }: Case): boolean {
  return kind !== "method" || method === "HEAD" || resource !== "myOnlineMeetings";
}

function bodyOf(
  { operationId, properties = {}, kind, method }: Case,
  made: Made,
  own: Own,
): Record<string, unknown> | undefined {
  if (kind === "method") return method === "PUT" || method === "POST" ? { description: made.mark } : undefined;
  if (operationId === "createMyOnlineMeeting") return { ...made.properties(), ...properties };
  if (operationId === "createOnlineMeetingExtension") return { type: "RoamedOrganizerData", ...properties };
  if (operationId === "updateMyOnlineMeeting") return playBack(own.meeting, properties);
  return operationId === "updateOnlineMeetingExtension" ? playBack(own.extension, properties) : undefined;
}

/** A change sends the current ETag. */
function condition({ method, headers, resource }: Case, { meeting, extension }: Own) {
  const etag = quotedEtag(resource === "onlineMeetingExtension" ? extension : meeting);
  return method === "PUT" && etag !== undefined ? { etag, headers: { "if-match": etag, ...headers } } : {};
}

/** Keeps up with what a request has changed, whether it was meant to or not. */
async function afterSuccess(
  session: Session,
  one: Case,
  answer: Answer,
  own: Own,
  made: Made,
  meetings: Target,
): Promise<Own | undefined> {
  const { method, resource } = one;
  if (method === "POST" && resource === "onlineMeetingExtensions") {
    const target = follow(answer, "onlineMeetingExtension");
    const operationId = "deleteOnlineMeetingExtension";
    if (target) await take(session, { step: `${one.id}: removed`, operationId, target });
    return own;
  }
  if (method === "DELETE") return makeOwn(session, made, meetings);
  if (method !== "PUT" && method !== "PATCH") return own;
  if (resource === "myOnlineMeeting") {
    const meeting = await reread(session, own.meeting.question.target, `${one.id}: read`);
    verifyAccepted(session, one, meeting);
    return isSuccess(meeting) ? { ...own, meeting } : own;
  }
  const { target } = own.extension?.question ?? {};
  if (!target) return own;
  const step = `${one.id}: read`;
  const extension = await take(session, { step, operationId: "getOnlineMeetingExtension", target });
  verifyAccepted(session, one, extension);
  return isSuccess(extension) ? { ...own, extension } : own;
}

/** A value that is accepted is there afterwards. What null does is learned. */
function verifyAccepted(session: Session, { kind, properties = {} }: Case, answer: Answer | undefined): void {
  if (kind !== "accepted" || !isSuccess(answer)) return;
  const sent = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
  compareWithSent(session, answer, sent);
}

function isMember({ kind, expected }: Case): boolean {
  return kind === "accepted" && expected.statuses.includes(400);
}

function memberKey({ operationId, representation, pointer }: Case): string {
  return `${operationId} ${representation} ${pointer}`;
}

/** A server may refuse members that are not eligible, but not all of them. */
function reportUselessEnumeration(session: Session, answers: Answer[]): void {
  const [first] = answers;
  if (first && answers.every((answer) => answer.status === 400))
    session.report(first, {
      pointer: "body",
      expected: "a member that is accepted",
      actual: "all members are refused",
    });
}
