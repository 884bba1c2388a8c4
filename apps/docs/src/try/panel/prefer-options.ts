import { findOperation, lists, type Preference } from "../lists.ts";
import { element, option } from "./element.ts";

/** The errors that the document has for the operation, the faults, and what the sample itself prefers. */
export function preferOptions(method: string, path: string, chosen: string): Node[] {
  const errors = findOperation(method, path)?.errors ?? [];
  const known = [...errors, ...lists.faults].some(({ value }) => value === chosen);
  return [
    option("", "none"),
    ...(known || chosen === "" ? [] : [option(chosen)]),
    group("A documented error", errors),
    group("A fault", lists.faults),
  ];
}

function group(label: string, preferences: Preference[]): HTMLOptGroupElement {
  return element(
    "optgroup",
    { label },
    ...preferences.map(({ value, meaning }) => option(value, `${value}: ${meaning}`)),
  );
}
