/** Characters that an id may have, so that its link fits the request line that leads to it. No source has a limit. */
export const maxIdLength = 255;

/** The ids of a request's path, percent-encoded as they were sent. */
export type Ids = Record<string, string>;

/** An id as a segment of a path. Half a surrogate pair, which JSON can say and a path cannot, becomes a replacement character. */
export function toSegment(id: string): string {
  const segment = encodeURIComponent(id.toWellFormed());
  // Clients resolve these two, however they are encoded, before they send anything (RFC 3986, section 5.2.4).
  return segment === "." || segment === ".." ? `${segment}-` : segment;
}

/** A segment of a key. Two spellings of one id, such as `a%41` and `aA`, give the same. */
export function entryKey(id: string): string {
  return toSegment(decodeURIComponent(id));
}

/** The key of the application that a path belongs to. */
export function applicationKey({ applicationId = "" }: Ids): string {
  return entryKey(applicationId);
}

/** The key of the meeting that a path belongs to. */
export function meetingKey(ids: Ids): string {
  return `${applicationKey(ids)}/${entryKey(ids.onlineMeetingId ?? "")}`;
}

/** The key of the extension that a path names. */
export function extensionKey(ids: Ids): string {
  return `${meetingKey(ids)}/${entryKey(ids.onlineMeetingExtensionId ?? "")}`;
}

/** The last segment of a key, which is the last segment of the resource's path, too. */
export function lastSegment(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}
