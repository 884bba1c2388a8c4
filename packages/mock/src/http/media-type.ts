import Negotiator from "negotiator";

/**
 * The media type to answer in, of those that are on offer; the first of them where the request leaves the choice, undefined where it
 * accepts none. Quality values and wildcards count as in RFC 9110, section 12.5.1.
 */
export function chooseMediaType(accept: string | undefined, producible: string[]): string | undefined {
  // What most clients send needs no weighing.
  if (accept !== undefined && producible.includes(accept)) return accept;
  return new Negotiator({ headers: { accept: accept && withoutParameters(accept) } }).mediaType(producible);
}

/**
 * The ranges of an `Accept` header with their weights alone. None of the types on offer has parameters, so that `application/json;
 * charset=utf-8` would match none of them.
 */
function withoutParameters(accept: string): string {
  if (!accept.includes(";")) return accept;
  // A quoted value may have a comma or a semicolon in it.
  const ranges = accept.replace(/"[^"]*"/g, "").split(",");
  return ranges
    .map((range) => {
      const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
      const weight = parameters.find((parameter) => /^q *=/i.test(parameter));
      return weight === undefined ? type : `${type};q=${weight.slice(weight.indexOf("=") + 1).trim()}`;
    })
    .join();
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
