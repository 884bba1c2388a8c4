import Negotiator from "negotiator";

/**
 * The media type to answer in, of those that are on offer; the first of them where the request leaves the choice, undefined where it
 * accepts none. Quality values and wildcards count as in RFC 9110, section 12.5.1.
 */
export function negotiate(accept: string | undefined, offered: string[]): string | undefined {
  // What most clients send needs no weighing.
  if (accept !== undefined && offered.includes(accept)) return accept;
  return new Negotiator({ headers: { accept } }).mediaType(offered);
}

/** Whether a media type is one of UCWA's XML forms. */
export function isXml(mediaType: string): boolean {
  return /[/+]xml$/.test(essence(mediaType));
}

/** Whether a media type is one of UCWA's JSON forms. */
export function isJson(mediaType: string): boolean {
  return /[/+]json$/.test(essence(mediaType));
}

/** A media type without its parameters, in lower case. */
export function essence(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}
