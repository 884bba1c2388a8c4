import { UnknownSwitchError } from "../errors.ts";
import { type Dialect, type Switches, switches } from "./switches.ts";

const rows: [string, { values: readonly string[]; documented: string; deployed: string }][] = Object.entries(switches);

/** Returns settings as `Switches`. Throws `UnknownSwitchError` for an unknown switch or value. */
export function toSwitches(settings: Record<string, string>): Partial<Switches> {
  checkSwitches(settings);
  return settings;
}

function checkSwitches(settings: Record<string, string>): asserts settings is Partial<Switches> {
  chooseSwitches("documented", settings);
}

/**
 * Returns the switches of a dialect, with some of them overridden.
 * Throws `UnknownSwitchError` for an unknown switch or value.
 */
export function chooseSwitches(dialect: Dialect, overrides: Partial<Record<string, string>> = {}): Switches {
  const chosen: Record<string, string> = Object.fromEntries(rows.map(([name, row]) => [name, row[dialect]]));
  for (const [name, value] of Object.entries(overrides)) {
    if (value === undefined) continue;
    const row = rows.find(([known]) => known === name);
    if (!row) throw new UnknownSwitchError(`switch: expected one of ${names()}, got ${JSON.stringify(name)}.`);
    if (!row[1].values.includes(value)) {
      throw new UnknownSwitchError(
        `switch ${name}: expected ${row[1].values.join(" or ")}, got ${JSON.stringify(value)}.`,
      );
    }
    chosen[name] = value;
  }
  if (!isSwitches(chosen)) throw new UnknownSwitchError("The table of switches contradicts itself.");
  return chosen;
}

function isSwitches(chosen: Record<string, string>): chosen is Switches {
  return rows.every(([name, { values }]) => values.includes(chosen[name] ?? ""));
}

function names(): string {
  return rows.map(([name]) => name).join(", ");
}
