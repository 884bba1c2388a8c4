import { operations as table } from "@ucwa-meetings/spec/operations";
import { type Answer, embeddedIn, hasOtherEtag, isSuccess, linksOf, propertiesOf, relationsOf } from "./answer.ts";
import { findDifferences, ownNames } from "./compare.ts";
import { expectAny, expectError, expectSuccess } from "./expected.ts";
import type { Session } from "./session.ts";
import { follow, followIn, quotedEtag, take, toOwnTarget } from "./steps.ts";
import { type Target, toTarget } from "./target.ts";

/** What reading has led to. */
export interface Place {
  meeting?: Target;
  extensions?: Target;
  extension?: Target;
  etag?: string;
}

/** Reads the list of meetings in both representations. Returns the targets of the meetings in it. */
export async function readList(session: Session, name: string, meetings: Target): Promise<Target[]> {
  const operationId = "getMyOnlineMeetings";
  const json = await take(session, { step: `${name} list`, operationId, target: meetings });
  const xml = await take(session, {
    step: `${name} list in XML`,
    operationId,
    target: meetings,
    representation: "xml",
  });
  const [listed, listedInXml] = [targetsOf(json), targetsOf(xml)];
  if (xml && isSuccess(json) && isSuccess(xml) && listed.length !== listedInXml.length)
    session.report(xml, {
      pointer: "/_embedded",
      expected: `${listed.length} meetings, as in JSON`,
      actual: `${listedInXml.length}`,
    });
  return listed;
}

/** Returns the targets of the meetings in a list, whether they are embedded or linked. */
export function targetsOf(list: Answer | undefined): Target[] {
  return targetsIn(list, ["myOnlineMeeting", "myAssignedOnlineMeeting"], "myOnlineMeeting");
}

/** Returns the targets of the extensions in a set, whether they are embedded or linked. */
export function extensionsIn(set: Answer | undefined): Target[] {
  return targetsIn(set, ["onlineMeetingExtension"], "onlineMeetingExtension");
}

function targetsIn(list: Answer | undefined, rels: string[], resource: string): Target[] {
  if (!isSuccess(list)) return [];
  const targets = rels.flatMap((rel) => [
    ...embeddedIn(list.body, rel).flatMap((one) => followIn(list, one, resource) ?? []),
    ...linksOf(list.body, rel).flatMap(({ href }) => toOwnTarget(list, String(href), resource) ?? []),
  ]);
  return [...new Map(targets.map((target) => [target.url.href, target])).values()];
}

/** Reads a meeting and its extensions in both representations, with and without conditions. */
export async function readMeeting(session: Session, name: string, meeting: Target): Promise<Place> {
  const operationId = "getMyOnlineMeeting";
  const json = await take(session, { step: `${name} meeting`, operationId, target: meeting });
  await readAgain(session, `${name} meeting`, operationId, json);
  await take(session, {
    ...{ step: `${name} meeting without a token`, operationId, target: meeting },
    ...{ headers: { authorization: undefined }, expected: expectError(operationId, "Unauthorized") },
  });
  const extensions = follow(json, "onlineMeetingExtensions", "onlineMeetingExtensions");
  const extension = extensions && (await readExtensions(session, name, extensions));
  const etag = quotedEtag(json);
  return { meeting, ...(extensions && { extensions }), ...(extension && { extension }), ...(etag && { etag }) };
}

async function readExtensions(session: Session, name: string, target: Target): Promise<Target | undefined> {
  const operationId = "getOnlineMeetingExtensions";
  const set = await take(session, { step: `${name} extensions`, operationId, target });
  await readAgain(session, `${name} extensions`, operationId, set);
  const [extension] = extensionsIn(set);
  if (!extension) return undefined;
  const step = `${name} extension`;
  const json = await take(session, { step, operationId: "getOnlineMeetingExtension", target: extension });
  await readAgain(session, step, "getOnlineMeetingExtension", json);
  return extension;
}

/** Reads a resource again: in XML, and with conditions that are met and not met. */
export async function readAgain(session: Session, name: string, operationId: string, before: Answer | undefined) {
  if (!isSuccess(before)) return;
  const { target } = before.question;
  const xml = await take(session, { step: `${name} in XML`, operationId, target, representation: "xml" });
  if (isSuccess(xml)) {
    const resource = propertiesOf(before);
    const differing = findDifferences(resource, propertiesOf(xml), ownNames(resource));
    for (const property of differing)
      session.report(xml, { pointer: `/${property}`, expected: "the same as in JSON", actual: "something else" });
    if (relationsOf(xml).join() !== relationsOf(before).join())
      session.report(xml, { pointer: "/_links", expected: "the same relations as in JSON", actual: "others" });
    if (hasOtherEtag(before, xml))
      session.report(xml, { pointer: "header etag", expected: "the same as in JSON", actual: "another one" });
  }
  const etag = before.headers.etag;
  if (etag === undefined) return;
  await readUnderCondition(session, name, operationId, before, etag);
}

async function readUnderCondition(session: Session, name: string, operationId: string, before: Answer, etag: string) {
  const { target } = before.question;
  const ask = (step: string, condition: string) =>
    take(session, {
      ...{ step: `${name} if ${step}`, operationId, target, etag, headers: { "if-none-match": condition } },
      ...(step === "changed" && { expected: { statuses: [304, ...expectSuccess(operationId).statuses] } }),
    });
  const same = await ask("changed", etag);
  if (same?.status === 304 && hasOtherEtag(before, same))
    session.report(same, { pointer: "header etag", expected: "the ETag of the 200", actual: "another one" });
  // It must not be taken for the current one.
  await ask("another is current", '"0"');
}

/** Reads a meeting at other spellings of its address, which a server may know. */
export async function readOtherAddresses(session: Session, { meeting, extensions }: Place): Promise<void> {
  const expected = (operationId: string) => expectAny(expectSuccess(operationId), expectError(operationId, "NotFound"));
  if (extensions) {
    const other = otherSpelling(extensions.url);
    const operationId = "getOnlineMeetingExtensions";
    if (other)
      await take(session, {
        ...{ step: "extensions at the other path", operationId, target: toTarget("", other) },
        expected: { ...expected(operationId), isInferred: true },
      });
  }
  const prefix = meeting && findPrefix(meeting.url.pathname);
  if (!meeting || !prefix) return;
  const target = toTarget("", new URL(meeting.url.pathname.slice(prefix.length), meeting.url));
  const operationId = "getMyOnlineMeeting";
  await take(session, {
    ...{ step: "meeting without a prefix", operationId, target },
    expected: { ...expected(operationId), isInferred: true },
  });
}

/** The prefix of a path that a server of the document has. */
export function findPrefix(path: string): string | undefined {
  const longestFirst = [...table.prefixes].sort((first, second) => second.length - first.length);
  return longestFirst.find((prefix) => path.toLowerCase().startsWith(`${prefix}/`));
}

/** Returns the address of a set of extensions in the other spelling that the document has. */
function otherSpelling(url: URL): URL | undefined {
  const entry = table.operations.find(({ operationId }) => operationId === "getOnlineMeetingExtensions");
  const last = (path: string) => path.slice(path.lastIndexOf("/"));
  const [published, deployed] = [last(entry?.path ?? ""), last(entry?.deployedPath ?? "")];
  const own = last(url.pathname);
  const other = own === published ? deployed : own === deployed ? published : undefined;
  return other === undefined ? undefined : new URL(url.pathname.slice(0, -own.length) + other + url.search, url);
}
