import { isGuid } from "../http/text.ts";
import { type Answer, embeddedIn, hasOtherEtag, isSuccess } from "./answer.ts";
import type { Expectation } from "./case.ts";
import { compareWithSent } from "./compare-with-sent.ts";
import { expectAny, expectError, expectSuccess } from "./expected.ts";
import { extensionsIn, readAgain } from "./read-story.ts";
import type { Session } from "./session.ts";
import { follow, playBack, quotedEtag, take } from "./steps.ts";
import type { Target } from "./target.ts";

const create = "createOnlineMeetingExtension";
const read = "getOnlineMeetingExtension";
const update = "updateOnlineMeetingExtension";
const remove = "deleteOnlineMeetingExtension";

const type = "RoamedOrganizerData";

/** Makes, changes and deletes extensions of an own meeting. Returns one that is left. */
export async function useExtensions(
  session: Session,
  meeting: Answer,
  extensions: Target,
): Promise<Target | undefined> {
  await readSet(session, extensions, "empty extensions", 0);
  const post = (
    step: string,
    properties: Record<string, unknown>,
    more: { expected?: Expectation; headers?: Record<string, string> } = {},
  ) => take(session, { step, operationId: create, target: extensions, properties, ...more });

  const created = await post("extension", { id: "conformance-1", type, room: "12A" });
  const target = follow(created, "onlineMeetingExtension");
  if (!target || !isSuccess(created)) return undefined;
  await verify(session, created, { id: "conformance-1", type, room: "12A" }, target, "extension: read");
  await readSet(session, extensions, "one extension", 1);
  await verifyMeetingEtag(session, meeting);

  const inferred = { ...expectAny(expectSuccess(create), expectError(create, "AlreadyExists")), isInferred: true };
  await post("extension with an id that is taken", { id: "conformance-1", type, seats: "4" }, { expected: inferred });
  const second = await post("extension without an id", { type });
  const values = { type, row: 12, seats: [1, true], free: false };
  await post("extension with numbers", values);
  const either = { statuses: [201, 412], isInferred: true };
  await post("extension if the meeting is outdated", { type }, { headers: { "if-match": '"0"' }, expected: either });
  await changeExtension(session, target);
  const left = follow(second, "onlineMeetingExtension");
  await deleteExtension(session, target);
  return left;
}

async function readSet(session: Session, target: Target, step: string, count: number): Promise<void> {
  const set = await take(session, { step, operationId: "getOnlineMeetingExtensions", target });
  if (!isSuccess(set)) return;
  const found = extensionsIn(set).length;
  if (found !== count) session.report(set, { pointer: "body", expected: `${count} extensions`, actual: `${found}` });
}

async function verify(session: Session, written: Answer, sent: Record<string, unknown>, target: Target, step: string) {
  const again = await take(session, { step, operationId: read, target });
  if (!isSuccess(again)) return;
  for (const answer of [written, again]) compareWithSent(session, answer, sent);
  if (hasOtherEtag(written, again))
    session.report(again, {
      pointer: "header etag",
      expected: "the same as in the response before",
      actual: "another one",
    });
  await readAgain(session, step, read, again);
}

/** The ETag of a meeting does not change with what is embedded in it. */
async function verifyMeetingEtag(session: Session, before: Answer): Promise<void> {
  const { target } = before.question;
  const after = await take(session, { step: "meeting with an extension", operationId: "getMyOnlineMeeting", target });
  if (!isSuccess(after)) return;
  if (hasOtherEtag(before, after))
    session.report(after, {
      pointer: "header etag",
      expected: "the same as without the extension",
      actual: "another one",
    });
  // A meeting may leave out what it could embed.
  const embedded = embeddedIn(after.body, "onlineMeetingExtension").length;
  if (embedded > 1)
    session.report(after, { pointer: "/_embedded/onlineMeetingExtension", expected: "1", actual: `${embedded}` });
}

async function changeExtension(session: Session, target: Target): Promise<void> {
  const put = async (
    step: string,
    changes: Record<string, unknown>,
    more: { ifMatch?: string; expected?: Expectation; isWithoutGuid?: boolean } = {},
  ) => {
    const current = await take(session, { step: `${step}: before`, operationId: read, target });
    const etag = quotedEtag(current);
    if (!isSuccess(current)) return;
    const { ifMatch = etag, expected, isWithoutGuid = false } = more;
    const sent = Object.entries(playBack(current, changes)).filter(([name]) => !isWithoutGuid || !isGuid(name));
    const properties = Object.fromEntries(sent);
    const answer = await take(session, {
      ...{ step, operationId: update, target, properties },
      ...(ifMatch && { headers: { "if-match": ifMatch } }),
      ...(etag && { etag }),
      ...(expected && { expected }),
    });
    if (isSuccess(answer) && !isWithoutGuid) await verify(session, answer, properties, target, `${step}: read`);
  };
  await put("extension update", { room: "12B", floor: "3" });
  await put(
    "stale extension update",
    { room: "12C" },
    { ifMatch: '"0"', expected: expectError(update, "PreconditionFailed") },
  );
  const maybe = expectAny(expectSuccess(update), expectError(update, "ParameterValidationFailure"));
  await put(
    "extension update without the GUID property",
    {},
    { isWithoutGuid: true, expected: { ...maybe, isInferred: true } },
  );
}

async function deleteExtension(session: Session, target: Target): Promise<void> {
  const outdated = { statuses: [204, 412], isInferred: true };
  const refused = await take(session, {
    ...{ step: "extension delete if outdated", operationId: remove, target, headers: { "if-match": '"0"' } },
    expected: outdated,
  });
  if (!isSuccess(refused)) await take(session, { step: "extension delete", operationId: remove, target });
  for (const representation of ["json", "xml"] as const) {
    const step = `deleted extension ${representation}`;
    await take(session, { step, operationId: read, target, representation, expected: expectError(read, "NotFound") });
  }
  await take(session, {
    ...{ step: "deleted extension: update", operationId: update, target, properties: { type } },
    ...{ headers: { "if-match": '"0"' }, expected: expectAny(expectError(update, "NotFound"), { statuses: [412] }) },
  });
}
