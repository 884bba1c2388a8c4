import type { PropertyKind } from "@ucwa-meetings/spec/resource-model";
import { toJsonDate } from "../timestamp.ts";

/** `json` for the forms of the JSON representation, `asWritten` to keep timestamps to the last character. */
export type TimestampForm = "json" | "asWritten";

/** The JSON value of a property's text. Text that is not of its kind stays text: the schema is to judge it, not the codec. */
export function parseValue(
  text: string,
  kind: PropertyKind | undefined,
  timestamps: TimestampForm,
): string | number | boolean {
  if (kind === "timestamp" && timestamps === "json") return toJsonDate(text) ?? text;
  if (kind === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (kind === "number" && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return parseExactNumber(text) ?? text;
  return text;
}

/** An integer beyond 2^53 would lose digits. */
function parseExactNumber(text: string): number | undefined {
  const number = Number(text);
  return Number.isSafeInteger(number) || (!Number.isInteger(number) && Number.isFinite(number)) ? number : undefined;
}
