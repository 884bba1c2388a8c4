/** The largest length of an id, so that its link fits into a request line. No source has a limit. */
export const maxIdLength = 255;

/** The ids in the path of a request, percent-encoded as they were sent. */
export type Ids = Record<string, string>;

/** Encodes an id as a segment of a path. A lone surrogate, which JSON can carry and a path cannot, becomes a replacement character. */
export function toSegment(id: string): string {
  const segment = encodeURIComponent(id.toWellFormed());
  // Clients resolve `.` and `..`, in any encoding, before they send a request (RFC 3986, section 5.2.4).
  return segment === "." || segment === ".." ? `${segment}-` : segment;
}

/** Returns the segment of a key for an id. Two spellings of one id, such as `a%41` and `aA`, have the same segment. */
export function entryKey(id: string): string {
  return toSegment(decodeURIComponent(id));
}

// An application, a meeting of it, and an extension of that.
const maxSegments = 3;

/** Whether a text is a key as the mock writes it. */
export function isKey(text: string): boolean {
  const segments = text.split("/");
  return segments.length <= maxSegments && segments.every(isSegment);
}

function isSegment(text: string): boolean {
  try {
    return text !== "" && entryKey(text) === text;
  } catch {
    return false;
  }
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

/** Returns the last segment of a key, which is also the last segment of the resource's path. */
export function lastSegment(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}
