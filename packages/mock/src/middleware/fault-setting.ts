import { formatValue } from "../contract/explain.ts";
import { UnknownFaultError } from "../errors.ts";
import type { FaultState } from "../state/state-store.ts";

/** The faults that the mock can inject, by name. `value` is the default of the number after the colon; undefined if the fault takes none. */
export const faults = {
  delay: { meaning: "the response is delayed, by so many milliseconds", value: 1000 },
  reset: { meaning: "the connection is reset", value: undefined },
  truncate: { meaning: "the connection ends in the middle of the body", value: undefined },
  "html-500": { meaning: "500 with the web server's page", value: undefined },
  "html-502": { meaning: "502 with a proxy's page", value: undefined },
  "two-challenges": { meaning: "401 with two challenges in one header", value: undefined },
  "forbidden-28055": { meaning: "403 with a challenge and diagnostics 28055, an invalid token", value: undefined },
  "too-many-requests": { meaning: "429 with Retry-After, in seconds", value: 5 },
  unavailable: { meaning: "503 with Retry-After, in seconds", value: 5 },
} as const;

/** The name of a fault. */
export type FaultName = keyof typeof faults;

type NumberedFaultName = {
  [Name in FaultName]: (typeof faults)[Name]["value"] extends number ? Name : never;
}[FaultName];

/** A fault as text: its name, or its name and a number, such as `delay:250`. */
export type FaultSetting = FaultName | `${NumberedFaultName}:${number}`;

/** A fault and its number; undefined if the fault takes none. */
export interface Fault {
  name: FaultName;
  value: number | undefined;
}

/** Which requests of a server get a fault. */
export interface FaultOptions {
  /**
   * The share of requests that get the fault, from 0 to 1.
   * @default 1
   */
  rate?: number;
  /**
   * Chooses which requests get the fault. The same seed chooses the same ones.
   * @default 0
   */
  seed?: number;
  /**
   * The number of requests that get the fault before it ends.
   * @default Infinity
   */
  times?: number;
}

/** Options of a fault that nobody has looked at. */
type UncheckedFaultOptions = { [Name in keyof FaultOptions]?: unknown };

/** Returns the options of a fault, with the defaults filled in. Throws `UnknownFaultError` for a wrong value. */
export function readFaultOptions(options: UncheckedFaultOptions): Required<FaultOptions> {
  const { rate = 1, seed = 0, times = Number.POSITIVE_INFINITY } = options;
  return {
    rate: read("rate", rate, "a number from 0 to 1", (number) => number >= 0 && number <= 1),
    seed: read("seed", seed, "a whole number from 0", (number) => Number.isSafeInteger(number) && number >= 0),
    times: read(
      "times",
      times,
      "a whole number from 1",
      (number) => number >= 1 && (Number.isSafeInteger(number) || number === Number.POSITIVE_INFINITY),
    ),
  };
}

function read(name: string, value: unknown, expected: string, isRight: (number: number) => boolean): number {
  if (typeof value === "number" && isRight(value)) return value;
  throw new UnknownFaultError(`fault ${name}: expected ${expected}, got ${formatValue(value)}.`);
}

// Five minutes; no client waits for longer.
const maxDelay = 300_000;

/** Parses a fault such as `delay` or `delay:250`. Throws `UnknownFaultError` for any other text. */
export function readFault(text: string): Fault {
  const [name = "", number, ...rest] = text.split(":");
  if (!isFaultName(name)) {
    throw new UnknownFaultError(
      `fault: expected one of ${Object.keys(faults).join(", ")}, got ${JSON.stringify(name)}.`,
    );
  }
  const defaultValue = faults[name].value;
  if (number === undefined) return { name, value: defaultValue };
  if (defaultValue === undefined || rest.length > 0 || !/^\d{1,7}$/.test(number)) {
    const form = defaultValue === undefined ? name : `${name}:${defaultValue}`;
    throw new UnknownFaultError(`fault: expected ${form}, got ${JSON.stringify(text)}.`);
  }
  if (name === "delay" && Number(number) > maxDelay) {
    throw new UnknownFaultError(`fault: expected a delay of at most ${maxDelay} milliseconds, got ${number}.`);
  }
  return { name, value: Number(number) };
}

/** Returns the text as a `FaultSetting`. Throws `UnknownFaultError` for any other text. */
export function toFault(text: string): FaultSetting {
  checkFault(text);
  return text;
}

function checkFault(text: string): asserts text is FaultSetting {
  readFault(text);
}

/** Returns a fault as a store keeps it; undefined for none. Throws `UnknownFaultError` for an unknown fault or a wrong option. */
export function toFaultState(text: string | undefined, options: UncheckedFaultOptions = {}): FaultState | undefined {
  const { times, ...chosen } = readFaultOptions(options);
  if (text === undefined) return undefined;
  const { name, value } = readFault(text);
  return {
    name,
    ...(value !== undefined && { value }),
    ...chosen,
    ...(times !== Number.POSITIVE_INFINITY && { times }),
  };
}

/** Whether a text is the name of a fault. */
export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faults, name);
}
