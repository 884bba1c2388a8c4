import { isGuid } from "../http/text.ts";
import { type Answer, hasOtherEtag, isSuccess, propertiesOf } from "./answer.ts";
import { findDifferences, ownNames } from "./compare.ts";
import { compareWithSent } from "./compare-with-sent.ts";
import { expectAny, expectError, expectSuccess } from "./expected.ts";
import type { Made } from "./made.ts";
import type { Session } from "./session.ts";
import { follow, playBack, quotedEtag, take } from "./steps.ts";
import type { Target } from "./target.ts";

const create = "createMyOnlineMeeting";
const read = "getMyOnlineMeeting";
const update = "updateMyOnlineMeeting";

/** Makes a meeting, and reads it. Undefined if the server made none. */
export async function makeMeeting(
  session: Session,
  made: Made,
  meetings: Target,
  step: string,
): Promise<Answer | undefined> {
  const properties = made.properties();
  const created = await take(session, { step, operationId: create, target: meetings, properties });
  const target = follow(created, "myOnlineMeeting");
  if (!created || !target) return undefined;
  compareWithSent(session, created, properties);
  const answer = await take(session, { step: `${step}: read`, operationId: read, target });
  if (!isSuccess(answer)) return undefined;
  compareWithSent(session, answer, properties);
  compareReads(session, created, answer);
  return answer;
}

/** Reports what a response to a change and the following read do not agree on. */
function compareReads(session: Session, written: Answer, again: Answer): void {
  const before = propertiesOf(written);
  for (const name of findDifferences(before, propertiesOf(again), ownNames(before)))
    session.report(again, {
      pointer: `/${name}`,
      expected: "the same as in the response before",
      actual: "something else",
    });
  if (hasOtherEtag(written, again))
    session.report(again, {
      pointer: "header etag",
      expected: "the same as in the response before",
      actual: "another one",
    });
}

/** Reads a meeting afresh, for its current ETag. */
export function reread(session: Session, target: Target, step: string): Promise<Answer | undefined> {
  return take(session, { step, operationId: read, target });
}

/** Changes a meeting in all the ways that conditions allow and forbid. */
export async function changeMeeting(session: Session, { question: { target } }: Answer): Promise<void> {
  const put = async (
    step: string,
    changes: Record<string, unknown>,
    condition: "current" | "none" | string,
    more: {
      expected?: Answer["question"]["expected"];
      representation?: "xml";
      leaveOut?: (name: string) => boolean;
    } = {},
  ) => {
    const { leaveOut = () => false, ...rest } = more;
    const current = await reread(session, target, `${step}: before`);
    const etag = quotedEtag(current);
    if (!isSuccess(current) || etag === undefined) return undefined;
    const all = Object.entries(playBack(current, changes)).filter(([name]) => !leaveOut(name));
    const value = condition === "current" ? etag : condition;
    const headers = condition === "none" ? {} : { "if-match": value };
    const properties = Object.fromEntries(all);
    const answer = await take(session, { step, operationId: update, target, properties, headers, etag, ...rest });
    return answer && { answer, current, properties };
  };

  const required = expectAny(expectSuccess(update), expectError(update, "PreconditionRequired"));
  const failed = expectError(update, "PreconditionFailed");
  const maybe = expectAny(expectSuccess(update), expectError(update, "ParameterValidationFailure"));
  for (const representation of ["json", "xml"] as const) {
    const name = representation === "json" ? "" : " in XML";
    const other = representation === "xml" && { representation };
    const changes = { subject: `Changed${name}`, description: `It's "conformance" & <more>${name}`, leaders: [] };
    const changed = await put(`update${name}`, changes, "current", other || {});
    await verifyChange(session, changed, `update${name}: read`);
    const stale = quotedEtag(changed?.current) ?? '"0"';
    await put(`stale update${name}`, { subject: "Stale" }, stale, { expected: failed, ...other });
    await verifyUnchanged(session, target, changed?.answer, `stale update${name}: read`);
  }
  await put("update without If-Match", { subject: "None" }, "none", { expected: required });
  await put("update with an outdated If-Match without quotes", {}, "0", { expected: expectAny(required, failed) });
  await put("update if there is any", {}, "*", { expected: expectAny(required, failed) });
  const inferredRefusal = { expected: { ...maybe, isInferred: true }, leaveOut: isGuid };
  await put("update without the GUID property", {}, "current", inferredRefusal);
  await put("update with null", { subject: null }, "current", { expected: { ...maybe, isInferred: true } });
  await reread(session, target, "update with null: read");
}

type Changed = { answer: Answer; current: Answer; properties: Record<string, unknown> } | undefined;

async function verifyChange(session: Session, changed: Changed, step: string): Promise<void> {
  if (!changed || !isSuccess(changed.answer)) return;
  const { answer, current, properties } = changed;
  compareWithSent(session, answer, properties);
  if (answer.headers.etag !== undefined && answer.headers.etag === current.headers.etag)
    session.report(answer, { pointer: "header etag", expected: "a new ETag", actual: "the one before" });
  const again = await reread(session, answer.question.target, step);
  if (!isSuccess(again)) return;
  compareWithSent(session, again, properties);
  if (answer.question.representation === "json") compareReads(session, answer, again);
  await take(session, {
    ...{ step: `${step} if the one before is current`, operationId: read, target: answer.question.target },
    headers: { "if-none-match": current.headers.etag },
  });
}

/** A change that was refused must not have had an effect. */
async function verifyUnchanged(
  session: Session,
  target: Target,
  before: Answer | undefined,
  step: string,
): Promise<void> {
  const again = await reread(session, target, step);
  if (!isSuccess(before) || !isSuccess(again)) return;
  const names = ownNames(propertiesOf(before)).filter((name) => name in propertiesOf(again));
  for (const name of findDifferences(propertiesOf(before), propertiesOf(again), names))
    session.report(again, {
      pointer: `/${name}`,
      expected: "the value before the refused change",
      actual: "another value",
    });
}

/** Sends a member that no enumeration has, for the form of the error. */
export async function tryUnknownMember(session: Session, made: Made, meetings: Target): Promise<void> {
  for (const representation of ["json", "xml"] as const)
    await take(session, {
      ...{ step: `unknown member in ${representation}`, operationId: create, target: meetings, representation },
      properties: { ...made.properties(), accessLevel: "NoSuchMember" },
      expected: expectError(create, "ParameterValidationFailure"),
    });
}

/** Sends times that servers may refuse or accept. */
export async function tryTimes(session: Session, made: Made, meetings: Target, year: number): Promise<void> {
  const expected = {
    ...expectAny(expectSuccess(create), expectError(create, "ParameterValidationFailure")),
    isInferred: true,
  };
  const times = { "without an offset": `${year + 1}-01-01T00:00:00`, "out of range": "/Date(4102444800000)/" };
  for (const [name, expirationTime] of Object.entries(times)) {
    const properties = { ...made.properties(), expirationTime };
    await take(session, { step: `time ${name}`, operationId: create, target: meetings, properties, expected });
  }
}

/** Deletes a meeting, and uses it after that. */
export async function deleteMeeting(
  session: Session,
  { question: { target } }: Answer,
  inside: Target[],
): Promise<void> {
  const remove = "deleteMyOnlineMeeting";
  const current = await reread(session, target, "delete: before");
  const removed = await take(session, { step: "delete", operationId: remove, target });
  if (!isSuccess(removed)) return;
  const gone = (operationId: string) => expectError(operationId, "NotFound");
  for (const representation of ["json", "xml"] as const) {
    const name = representation === "json" ? "" : " in XML";
    await take(session, { step: `deleted${name}`, operationId: read, target, representation, expected: gone(read) });
  }
  const etag = quotedEtag(current);
  await take(session, {
    ...{ step: "deleted: update", operationId: update, target, properties: playBack(current) },
    ...(etag && { etag, headers: { "if-match": etag } }),
    expected: gone(update),
  });
  await take(session, { step: "deleted: delete", operationId: remove, target, expected: gone(remove) });
  for (const one of inside) {
    const operationId =
      one.resource === "onlineMeetingExtension" ? "getOnlineMeetingExtension" : "getOnlineMeetingExtensions";
    // That extensions end with their meeting is inferred.
    const expected = { ...gone(operationId), isInferred: true };
    await take(session, { step: `deleted: ${one.resource}`, operationId, target: one, expected });
  }
}
