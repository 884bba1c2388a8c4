/**
 * A date and time with an offset. Years have four digits or more and may be negative; 0000 is the year before 0001.
 *
 * @see https://www.w3.org/TR/xmlschema11-2/#dateTime
 */
const dateTime = /^(-?\d{4,})(-\d\d-\d\dT\d\d:\d\d)(?:(:\d\d)(?:\.(\d+))?)?(?:Z|([+-])(0\d|1[0-4]):([0-5]\d))$/;

/** The form in JSON. The offset in it is for display and does not move the point in time. */
const dateLiteral = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/;

/** `/Date(ms)/` for a date and time with an offset, cut to the millisecond; undefined for any other text. */
export function toJsonDate(text: string): string | undefined {
  const instant = parseInstant(text);
  return Number.isNaN(instant) ? undefined : `/Date(${instant})/`;
}

/** What XML has for either form: UTC for `/Date(ms)/`, the same text for a date and time; undefined for any other text. */
export function toXmlDateTime(text: string): string | undefined {
  const instant = parseTimestamp(text);
  if (instant === undefined) return undefined;
  return dateLiteral.test(text) ? toXmlIso(instant).replace("Z", "0000Z") : text;
}

/**
 * Milliseconds since 1970 for either form of a time, `/Date(ms)/` or a date and time with an offset; undefined for any other text, for a date
 * that does not exist, and for a time out of a `Date`'s reach.
 */
export function parseTimestamp(text: string): number | undefined {
  const literal = dateLiteral.exec(text);
  const instant = literal ? new Date(Number(literal[1])).getTime() : parseInstant(text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Milliseconds since 1970. Not a number for a text of another form, a date that does not exist, a time out of a `Date`'s reach. */
function parseInstant(text: string): number {
  const [, year = "", rest = "", second = ":00", fraction = "", sign, hours, minutes] = dateTime.exec(text) ?? [];
  const written = `${rest}${second}.`;
  const local = Date.parse(`${expandedYear(year)}${written}${`${fraction}000`.slice(0, 3)}Z`);
  // Some engines take February 30 for March 2.
  if (Number.isNaN(local) || !toXmlIso(local).startsWith(year + written)) return Number.NaN;
  const offset = sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
  return new Date(local - offset * 60_000).getTime();
}

/** As ECMAScript wants any year: a sign and six digits. @see ECMA-262, expanded years */
function expandedYear(year: string): string {
  return (year[0] === "-" ? "-" : "+") + year.replace("-", "").padStart(6, "0");
}

/** As XML wants it: no plus and no zeros in front of a year of more than four digits. */
function toXmlIso(instant: number): string {
  return new Date(instant)
    .toISOString()
    .replace(/^([+-])0*(?=\d{4,}-)/, (_, sign: string) => (sign === "-" ? sign : ""));
}
