import type { Switches } from "../contract/switches.ts";
import { isGuid, isObject } from "../http/text.ts";
import { type Answer, embeddedIn, hrefOf, isSuccess, linksOf, propertiesOf } from "./answer.ts";
import { findPrefix } from "./read-story.ts";

/** What a run has seen, by the names of its steps. */
export interface Seen {
  /** The response of the first of some steps that got one. */
  step(...names: string[]): Answer | undefined;
  /** All responses. */
  all(): Answer[];
}

type Learner<Value> = (seen: Seen) => Value | undefined;

/** How each switch is learned: from which steps, and what they say. Undefined if they say nothing. */
export const learners: { [Name in keyof Switches]: Learner<Switches[Name]> } = {
  defaultPrefix: (seen) => {
    const href = hrefOf(body(success(seen, "meeting without a prefix")));
    if (href === undefined) return undefined;
    const prefix = findPrefix(toPath(href)) ?? "";
    if (prefix === "") return "none";
    return prefix === "/ucwa" ? "unversioned" : prefix.includes("oauth") ? "oauth" : undefined;
  },
  extensionsPath: (seen) => {
    const path = toPath(hrefOf(body(meeting(seen)), "onlineMeetingExtensions") ?? "");
    if (path.endsWith("/extensions")) return "extensions";
    return path.endsWith("/onlineMeetingExtensions") ? "onlineMeetingExtensions" : undefined;
  },
  otherExtensionsPath: (seen) => byStatus(seen, "extensions at the other path", { 200: "accepted", 404: "refused" }),
  hrefs: (seen) => {
    const href = hrefOf(body(meeting(seen)));
    if (href === undefined) return undefined;
    return /^https?:/i.test(href) ? "absolute" : "relative";
  },
  hrefQuery: (seen) => {
    const href = hrefOf(body(meeting(seen)));
    if (href === undefined) return undefined;
    return href.includes("?") ? "on" : "off";
  },
  linkAttributes: (seen) => {
    const [link] = linksOf(body(meeting(seen)), "onlineMeetingExtensions");
    if (!link) return undefined;
    if (typeof link.revision === "number") return "number";
    return ["title", "revision", "etag"].some((name) => name in link) ? "text" : "off";
  },
  onlineMeetingId: (seen) => {
    const first = success(seen, "first meeting");
    const id = propertiesOf(first).onlineMeetingId;
    const href = hrefOf(body(first));
    if (typeof id !== "string" || href === undefined) return undefined;
    return decodeURIComponent(lastSegment(href)) === id ? "path" : "seeded";
  },
  extensionHref: (seen) => {
    const created = success(seen, "extension");
    const href = hrefOf(body(created));
    if (href === undefined) return undefined;
    const last = decodeURIComponent(lastSegment(href));
    if (last === "onlineMeetingExtension") return "placeholder";
    return last === propertiesOf(created).id ? "id" : undefined;
  },
  etag: (seen) => {
    const header = meeting(seen)?.headers.etag ?? "";
    return /^"\d+"$/.test(header) ? "decimal" : isGuid(header.replaceAll('"', "")) ? "guid" : undefined;
  },
  etagProperty: (seen) => onOff(meeting(seen), (answer) => "etag" in propertiesOf(answer)),
  collectionEtag: (seen) =>
    onOff(success(seen, "own extensions", "first extensions"), ({ headers }) => "etag" in headers),
  notModified: (seen) =>
    byStatus(seen, ["own meeting if changed", "first meeting if changed"], { 304: "304", 200: "200" }),
  ifMatch: (seen) => byStatus(seen, "update without If-Match", { 428: "required", 200: "optional" }),
  unquotedIfMatch: (seen) =>
    byStatus(seen, "update with an outdated If-Match without quotes", { 412: "read", 428: "ignored", 200: "ignored" }),
  ifMatchStar: (seen) => {
    // Where a condition is not required, nobody can see whether it was looked at.
    if (learners.ifMatch(seen) !== "required") return undefined;
    return byStatus(seen, "update if there is any", { 200: "matches", 428: "ignored" });
  },
  ifMatchOnDelete: (seen) => byStatus(seen, "extension delete if outdated", { 204: "ignored", 412: "honoured" }),
  ifMatchOnPost: (seen) => byStatus(seen, "extension if the meeting is outdated", { 201: "ignored", 412: "honoured" }),
  guidProperty: (seen) => onOff(meeting(seen), (answer) => Object.keys(propertiesOf(answer)).some(isGuid)),
  guidPropertyOnPut: (seen) => byStatus(seen, "update without the GUID property", { 200: "optional", 400: "required" }),
  guidPropertyOnExtensionPut: (seen) =>
    byStatus(seen, "extension update without the GUID property", { 200: "optional", 400: "required" }),
  serverHeaders: (seen) => onOff(meeting(seen), ({ headers }) => "x-ms-server-fqdn" in headers),
  ucwaVersion: (seen) => onOff(meeting(seen), ({ headers }) => "x-ms-ucwaversion" in headers),
  charset: (seen) => onOff(meeting(seen), ({ headers }) => /;\s*charset=/i.test(headers["content-type"] ?? "")),
  xmlRel: (seen) => {
    const xml = success(seen, "own meeting in XML", "first meeting in XML");
    return onOff(xml, ({ text }) => /<property\s+name\s*=\s*["']rel["']/.test(text));
  },
  xmlReasonDetails: (seen) => {
    const has = (answer: Answer) => hasParameters(answer) === "filled";
    const errors = seen.all().filter((answer) => isReason(answer) && answer.status === 400);
    const inXml = errors.filter(({ headers }) => isXmlType(headers));
    if (inXml.some(has)) return "filled";
    return inXml.length > 0 && errors.some((answer) => !isXmlType(answer.headers) && has(answer)) ? "empty" : undefined;
  },
  emptyReasonDetails: (seen) => {
    const json = notFound(seen, "deleted");
    const xml = notFound(seen, "deleted in XML");
    if (!json || !xml || hasParameters(json) === "filled") return undefined;
    if (hasParameters(json) === "empty") return "always";
    return hasParameters(xml) === "empty" ? "xml" : "absent";
  },
  unauthorized: (seen) => {
    const answer = unauthorized(seen);
    if (!answer) return undefined;
    return isReason(answer) ? "reason" : /^text\/html/i.test(answer.headers["content-type"] ?? "") ? "html" : undefined;
  },
  challenges: (seen) => {
    const challenges = unauthorized(seen)?.headers["www-authenticate"];
    if (challenges === undefined) return undefined;
    return /(?:^|,\s*)Bearer\b/i.test(challenges) && /MsRtcOAuth/i.test(challenges) ? "two" : "one";
  },
  serverErrorDiagnostics: (seen) => {
    const page = seen.all().find(({ status, headers }) => status === 500 && /html/.test(headers["content-type"] ?? ""));
    return onOff(page, ({ headers }) => /28032/.test(headers["x-ms-diagnostics"] ?? ""));
  },
  duplicateExtension: (seen) =>
    byStatus(seen, "extension with an id that is taken", { 409: "conflict", 201: "replace" }),
  generatedExtensionId: (seen) => {
    const id = String(propertiesOf(success(seen, "extension without an id")).id ?? "");
    return /^\d+$/.test(id) ? "number" : isGuid(id) ? "guid" : undefined;
  },
  emptyCollection: (seen) => {
    const set = success(seen, "empty extensions");
    if (!set || embeddedIn(set.body, "onlineMeetingExtension").length > 0) return undefined;
    return "_embedded" in propertiesOf(set) ? "list" : "absent";
  },
  meetingCreated: (seen) => byStatus(seen, "new meeting", { 201: "201", 200: "200" }),
  meetingList: (seen) => {
    const list = success(seen, "second list", "first list");
    const has = (find: typeof linksOf) => find(list?.body, "myOnlineMeeting").length > 0;
    return has(embeddedIn) ? "embedded" : has(linksOf) ? "linked" : undefined;
  },
  expirationTime: (seen) => {
    const answer = success(seen, "own meeting", "first meeting");
    return answer && ("expirationTime" in propertiesOf(answer) ? "present" : "absent");
  },
  timeWithoutOffset: (seen) => byStatus(seen, "time without an offset", { 400: "refused", 200: "local", 201: "local" }),
  expirationRange: (seen) => byStatus(seen, "time out of range", { 400: "refused", 200: "accepted", 201: "accepted" }),
  explicitNull: (seen) => {
    const answer = seen.step("update with null");
    // A server that refuses every update says nothing of null.
    if (!success(seen, "update")) return undefined;
    if (answer?.status === 400) return "refused";
    const before = propertiesOf(seen.step("update with null: before")).subject;
    const after = propertiesOf(success(seen, "update with null: read")).subject;
    if (!isSuccess(answer) || before === "" || before === undefined) return undefined;
    return after === before ? "kept" : "reset";
  },
  extensionValues: (seen) => {
    const { row } = propertiesOf(success(seen, "extension with numbers"));
    return row === 12 ? "kept" : row === "12" ? "text" : undefined;
  },
  inactiveApplicationExpired: (seen) => bySubcode(seen, "InactiveApplicationExpired", { 404: "404", 410: "410" }),
  tooManyApplications: (seen) => bySubcode(seen, "TooManyApplications", { 403: "403", 409: "409", 410: "410" }),
  exchangeServiceFailure: (seen) => bySubcode(seen, "ExchangeServiceFailure", { 500: "500", 504: "504" }),
};

function body(answer: Answer | undefined): unknown {
  return answer?.body;
}

function success(seen: Seen, ...names: string[]): Answer | undefined {
  const answer = seen.step(...names);
  return isSuccess(answer) ? answer : undefined;
}

function notFound(seen: Seen, ...names: string[]): Answer | undefined {
  const answer = seen.step(...names);
  return answer?.status === 404 && isReason(answer) ? answer : undefined;
}

function meeting(seen: Seen): Answer | undefined {
  return success(seen, "own meeting", "first meeting");
}

function unauthorized(seen: Seen): Answer | undefined {
  return seen.all().find(({ status }) => status === 401);
}

function byStatus<Value>(seen: Seen, names: string | string[], values: Record<number, Value>): Value | undefined {
  const answer = seen.step(...[names].flat());
  return answer && values[answer.status];
}

function bySubcode<Value>(seen: Seen, name: string, values: Record<number, Value>): Value | undefined {
  const isIt = ({ body: reason }: Answer) => isObject(reason) && (reason.subcode === name || reason.code === name);
  const answer = seen.all().find(isIt);
  return answer && values[answer.status];
}

function onOff(answer: Answer | undefined, isOn: (answer: Answer) => boolean): "on" | "off" | undefined {
  return answer && (isOn(answer) ? "on" : "off");
}

function isReason({ status, body: reason }: Answer): boolean {
  return status >= 400 && isObject(reason) && "code" in reason;
}

function isXmlType(headers: Record<string, string>): boolean {
  return /[/+]xml\b/i.test(headers["content-type"] ?? "");
}

/** What an error says of parameters. XML with an empty element has an empty list. */
function hasParameters({ body: reason }: Answer): "filled" | "empty" | "absent" {
  const parameters = isObject(reason) ? reason.parameters : undefined;
  if (parameters === undefined) return "absent";
  return Array.isArray(parameters) && parameters.length > 0 ? "filled" : "empty";
}

function toPath(href: string): string {
  return new URL(href, "http://server").pathname;
}

function lastSegment(href: string): string {
  const path = toPath(href);
  return path.slice(path.lastIndexOf("/") + 1);
}
