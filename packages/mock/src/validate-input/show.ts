import { isObject } from "../guard.ts";

/** Takes the tokens out of a text. */
export type Hide = (text: string) => string;

const longest = 80;
// A token ends long before; what comes after it is cut off anyway.
const readAhead = 65_536;

/** A value in a few words: as JSON, cut where it is long. `hide` sees each text before that. */
export function show(value: unknown, hide: Hide = (text) => text): string {
  if (value === undefined) return "nothing";
  const text = hide(begin(value, hide, longest));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** The JSON of a value up to the member that goes beyond some length, so that a large or deep one costs no more than a small one. */
function begin(value: unknown, hide: Hide, room: number): string {
  if (typeof value === "string") return JSON.stringify(hide(value.slice(0, readAhead)));
  const isList = Array.isArray(value);
  if (!isList && !isObject(value)) return JSON.stringify(value) ?? "nothing";
  const names = isList ? value.keys() : Object.keys(value);
  let text = isList ? "[" : "{";
  for (const name of names) {
    if (text.length > room) return text;
    const comma = text.length > 1 ? "," : "";
    const key = typeof name === "string" ? `${JSON.stringify(hide(name.slice(0, readAhead)))}:` : "";
    text += `${comma}${key}${begin(isList ? value[Number(name)] : value[name], hide, room - text.length)}`;
  }
  return text + (isList ? "]" : "}");
}
