import { kindOf, type Place, refuseAt } from "./place.ts";

/** The text of a scalar. @throws XmlEncodeError for anything else. */
export function textOfScalar(value: unknown, place: Place, expected = "text, a number or a boolean"): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || Number.isFinite(value)) return String(value);
  return refuseAt(place, expected, typeof value === "number" ? String(value) : kindOf(value));
}
