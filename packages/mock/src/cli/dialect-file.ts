import { toSwitches } from "../contract/dialect.ts";
import { type Dialect, dialects, type Switches } from "../contract/switches.ts";
import { MockError, UsageError } from "../errors.ts";
import { getErrorMessage, isObject } from "../http/text.ts";
import { readJson } from "./read-json.ts";

/** A dialect by its name, or one that a conformance run has learned. */
export interface ChosenDialect {
  dialect: Dialect;
  switches: Partial<Switches>;
}

/** Reads the name of a dialect, or a file as `ucwa-mock conformance --as-dialect` writes it. Throws `UsageError` that says where a file is wrong. */
export async function readDialect(name: string, text: string): Promise<ChosenDialect> {
  const known = dialects.find((dialect) => dialect === text);
  if (known) return { dialect: known, switches: {} };
  if (!/[./\\]/.test(text))
    throw new UsageError(
      `${name}: expected ${dialects.join(" or ")}, or a file with a dialect, got ${JSON.stringify(text)}.`,
    );
  return toDialect(`${name}: ${text}`, await readJson(name, text));
}

function toDialect(where: string, value: unknown): ChosenDialect {
  if (!isObject(value))
    throw new UsageError(`${where}: expected an object with dialect and switches, got something else.`);
  const { dialect: base, switches = {}, ...others } = value;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new UsageError(`${where} /${unknown}: expected dialect and switches alone, got another member.`);
  const dialect = dialects.find((one) => one === base);
  if (!dialect)
    throw new UsageError(`${where} /dialect: expected ${dialects.join(" or ")}, got ${JSON.stringify(base)}.`);
  if (!isObject(switches))
    throw new UsageError(`${where} /switches: expected an object, got ${JSON.stringify(switches)}.`);
  return { dialect, switches: readSwitches(where, switches) };
}

function readSwitches(where: string, switches: Record<string, unknown>): Partial<Switches> {
  const found: Partial<Switches> = {};
  for (const [name, value] of Object.entries(switches)) {
    try {
      Object.assign(found, toSwitches({ [name]: String(value) }));
    } catch (error) {
      if (!(error instanceof MockError)) throw error;
      const message = getErrorMessage(error).replace(/^switch(?: \w+)?: /, "");
      throw new UsageError(`${where} /switches/${name}: ${message}`, { cause: error });
    }
  }
  return found;
}
