import { HttpError } from "../contract/http-error.ts";
import type { Switches } from "../contract/switches.ts";
import type { Entry } from "../state/content.ts";
import { computeEtag } from "./etag.ts";

interface EntityTag {
  value: string;
  quoted: boolean;
  weak: boolean;
}

/** Whether `If-None-Match` has the current ETag, so that the response is 304 (RFC 9110, section 13.1.2). */
export function isNotModified(header: string | undefined, entry: Entry, switches: Switches): boolean {
  if (header === undefined || switches.notModified === "200") return false;
  const current = computeEtag(entry, switches);
  return parseEntityTags(header).some(({ value, quoted }) => value === current || (value === "*" && !quoted));
}

/**
 * Checks the `If-Match` of a change against the current ETag (RFC 9110, section 13.1.1).
 * Throws `HttpError` with 412 if it has another ETag, and with 428 if it is missing and required.
 */
export function checkIfMatch(header: string | undefined, entry: Entry, switches: Switches, required: boolean): void {
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

function parseEntityTags(header: string): EntityTag[] {
  const tags: EntityTag[] = [];
  for (const [, weak, quoted, bare] of header.matchAll(/(W\/)?"([^"]*)"|([^\s,"]+)/g)) {
    tags.push({ value: quoted ?? bare ?? "", quoted: quoted !== undefined, weak: weak !== undefined });
  }
  return tags;
}
