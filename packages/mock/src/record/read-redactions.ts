import { formatValue } from "../contract/explain.ts";
import { UsageError } from "../errors.ts";
import { isObject } from "../http/text.ts";
import { actions, kinds, places, type Redaction } from "./redaction-type.ts";

/**
 * Returns rows that come before those of the table, from parsed JSON. `where` names what the JSON is from. Throws `UsageError`, whose message says in
 * which row the mistake is.
 */
export function toRedactions(where: string, value: unknown): Redaction[] {
  if (Array.isArray(value)) return value.map((row, index) => toRedaction(`${where}: /${index}`, row));
  throw new UsageError(`${where}: expected a list of redactions, got ${formatValue(value)}.`);
}

const members = ["where", "name", "value", "action", "kind"];

function toRedaction(place: string, row: unknown): Redaction {
  if (!isObject(row)) throw new UsageError(`${place}: expected an object, got ${formatValue(row)}.`);
  const unknown = Object.keys(row).find((member) => !members.includes(member));
  if (unknown !== undefined)
    throw new UsageError(`${place}: expected only ${members.join(", ")}, got ${JSON.stringify(unknown)}.`);
  const name = readExpression(`${place}/name`, row.name);
  const value = readExpression(`${place}/value`, row.value);
  const where = choose(`${place}/where`, row.where, places);
  if (where === "any" && name === undefined && value === undefined)
    throw new UsageError(`${place}: expected a name or a value to look for, got neither.`);
  return {
    where,
    action: choose(`${place}/action`, row.action, actions),
    ...(name !== undefined && { name }),
    ...(value !== undefined && { value }),
    ...(row.kind !== undefined && { kind: choose(`${place}/kind`, row.kind, kinds) }),
  };
}

function choose<const Choice extends string>(place: string, value: unknown, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw new UsageError(`${place}: expected ${choices.join(" or ")}, got ${formatValue(value)}.`);
}

function readExpression(place: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && isExpression(value)) return value;
  throw new UsageError(`${place}: expected a regular expression, got ${formatValue(value)}.`);
}

function isExpression(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
