import { parse } from "content-type";
import Negotiator from "negotiator";

/**
 * The media type for a response, of those that there are; the first of them where the request leaves the choice, undefined where it
 * accepts none. Quality values and wildcards count as in RFC 9110, section 12.5.1.
 */
export function chooseMediaType(accept: string | undefined, producible: string[]): string | undefined {
  // What most clients send needs no weighing.
  if (accept !== undefined && producible.includes(accept)) return accept;
  return new Negotiator({ headers: { accept: accept && withoutParameters(accept) } }).mediaType(producible);
}

/**
 * The ranges of an `Accept` header with their weights alone. None of the types to choose from has parameters, so that `application/json;
 * charset=utf-8` would match none of them.
 */
function withoutParameters(accept: string): string {
  if (!accept.includes(";")) return accept;
  const ranges: string[] = [];
  for (let start = 0; start < accept.length; ) {
    const { type, parameters, index } = parse(accept, { comma: true, start });
    ranges.push(parameters.q === undefined ? type : `${type};q=${parameters.q}`);
    start = index + 1;
  }
  return ranges.join();
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
  return parse(mediaType, { parameters: false }).type;
}

/** The charset of a media type; undefined where it names none. */
export function getCharset(mediaType: string): string | undefined {
  return parse(mediaType).parameters.charset || undefined;
}
