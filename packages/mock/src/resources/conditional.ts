import { HttpError } from "../contract/http-error.ts";
import type { Switches } from "../contract/switches.ts";
import type { Entry } from "../state/content.ts";
import { computeEtag } from "./etag.ts";

interface EntityTag {
  /** Absent for what is no entity tag. It equals none. */
  value?: string;
  quoted: boolean;
  weak?: boolean;
}

/** Whether `If-None-Match` has the current ETag, so that the response to a GET is 304 (RFC 9110, section 13.1.2). */
export function isNotModified(header: string | undefined, entry: Entry, switches: Switches): boolean {
  if (header === undefined || switches.notModified === "200") return false;
  const current = computeEtag(entry, switches);
  return parseEntityTags(header).some(({ value, quoted }) => value === current || (value === "*" && !quoted));
}

/**
 * Checks the conditions of a change against the current ETag (RFC 9110, section 13.2.2). Throws `HttpError` with 412 if `If-Match` has another ETag or
 * `If-None-Match` has this one, and with 428 if `If-Match` is missing and required.
 */
export function checkPreconditions(
  headers: Readonly<Record<string, string>>,
  entry: Entry,
  switches: Switches,
  required: boolean,
): void {
  checkIfMatch(headers["if-match"], entry, switches, required);
  const ifNoneMatch = headers["if-none-match"];
  if (!isNotModified(ifNoneMatch, entry, switches)) return;
  throw new HttpError(412, "PreconditionFailed", `If-None-Match: expected another ETag, got ${ifNoneMatch}.`);
}

function checkIfMatch(header: string | undefined, entry: Entry, switches: Switches, required: boolean): void {
  const tags = parseEntityTags(header ?? "").filter((tag) => isConsidered(tag, switches));
  if (tags.length === 0) {
    if (!required) return;
    const actual = header ?? "none";
    throw new HttpError(428, "PreconditionRequired", `If-Match: expected the ETag in double quotes, got ${actual}.`);
  }
  const current = computeEtag(entry, switches);
  if (tags.some((tag) => isWildcard(tag) || (tag.value === current && !tag.weak))) return;
  throw new HttpError(412, "PreconditionFailed", `If-Match: expected the current ETag, "${current}", got ${header}.`);
}

function isConsidered(tag: EntityTag, { unquotedIfMatch, ifMatchStar }: Switches): boolean {
  if (isWildcard(tag)) return ifMatchStar === "matches";
  return tag.quoted || unquotedIfMatch === "read";
}

function isWildcard({ value, quoted }: EntityTag): boolean {
  return value === "*" && !quoted;
}

/** The members of a list of entity tags. Commas in quotes divide none, and empty members do not count (RFC 9110, sections 5.6.1 and 8.8.3). */
function parseEntityTags(header: string): EntityTag[] {
  const members = header.match(/(?:"[^"]*"?|[^",])+/g) ?? [];
  return members
    .map((member) => member.trim())
    .filter((member) => member !== "")
    .map(parseEntityTag);
}

function parseEntityTag(member: string): EntityTag {
  const [, weak, opaque] = /^(W\/)?"([^"]*)"$/.exec(member) ?? [];
  if (opaque !== undefined) return { value: opaque, quoted: true, weak: weak !== undefined };
  return /[\s"]/.test(member) ? { quoted: true } : { value: member, quoted: false };
}
