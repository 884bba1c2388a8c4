import { formatValue } from "./contract/explain.ts";
import { dialects } from "./contract/switches.ts";
import { defaultSandboxMaxTtl } from "./defaults.ts";
import { MockError } from "./errors.ts";
import { isObject } from "./http/text.ts";
import type { MockOptions, SandboxOptions } from "./options.ts";

/** The least and the greatest of the whole numbers that an option takes. */
export type Range = readonly [min: number, max: number];

const max = 2 ** 31 - 1;

/** A count, or milliseconds: no timer takes more. */
export const anyCount: Range = [0, max];
export const fromOne: Range = [1, max];
export const ports: Range = [0, 65_535];
/** Up to 1 GiB. */
export const bodyLimits: Range = [0, 2 ** 30];

/** The values that an option takes. */
export interface Kind {
  /** What an error says of them. */
  expected: string;
  includes(value: unknown): boolean;
  /** No error shows the value. */
  isSecret?: boolean;
}

/** The kinds of all options of a function, by their names. */
export type Kinds<Options> = { readonly [Name in keyof Required<Options>]: Kind };

/** Checks options as a program without types gives them; undefined is as if the option were absent. Throws `MockError` for the first wrong one. */
export function checkOptions<Options extends object>(kinds: Kinds<Options>, options: Options, prefix = ""): void {
  for (const [name, { expected, includes, isSecret }] of Object.entries<Kind>(kinds)) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined || includes(value)) continue;
    const actual = isSecret ? "something else" : formatValue(value);
    throw new MockError(`${prefix}${name}: expected ${expected}, got ${actual}.`);
  }
}

export const integer = ([least, greatest]: Range): Kind => ({
  expected: `a whole number from ${least} to ${greatest}`,
  includes: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= greatest,
});
const typeOf = (type: string, expected: string): Kind => ({ expected, includes: (value) => typeof value === type });
export const text: Kind = typeOf("string", "a string");
export const callback: Kind = typeOf("function", "a function");
const flag = typeOf("boolean", "true or false");
export const texts: Kind = {
  expected: "a list of strings",
  includes: (value) => Array.isArray(value) && value.every(text.includes),
};
const object: Kind = { expected: "an object", includes: isObject };

const sandboxKinds: Kinds<SandboxOptions> = {
  limit: integer(anyCount),
  ttl: integer(fromOne),
  maxTtl: integer(fromOne),
  resources: integer(anyCount),
  characters: integer(anyCount),
  journal: integer(anyCount),
};

/** `faultRate` and `faultSeed` are checked with the options of the control. */
const mockKinds: Kinds<Omit<MockOptions, "faultRate" | "faultSeed">> = {
  port: integer(ports),
  host: text,
  allowHosts: texts,
  publicUrl: text,
  state: flag,
  seed: { expected: "a list of resources", includes: Array.isArray },
  replay: { expected: "parsed HAR files by their names", includes: isObject },
  dialect: { expected: dialects.join(" or "), includes: (value) => dialects.some((dialect) => dialect === value) },
  switches: object,
  clock: text,
  meetingLimit: integer(anyCount),
  bodyLimit: integer(bodyLimits),
  requestTimeout: integer(anyCount),
  maxConnections: integer(fromOne),
  closeTimeout: integer(anyCount),
  cors: texts,
  fault: text,
  store: {
    expected: "a store, such as one of openStore",
    includes: (value) => isObject(value) && callback.includes(value.open),
  },
  sandboxes: object,
  adminToken: {
    expected: "visible ASCII characters",
    includes: (value) => typeof value === "string" && /^[!-~]+$/.test(value),
    isSecret: true,
  },
  log: callback,
  logControls: flag,
  middleware: callback,
};

/** Checks the options of a mock. Throws `MockError`. */
export function checkMockOptions(options: MockOptions): void {
  checkOptions(mockKinds, options);
  const { sandboxes = {} } = options;
  checkOptions(sandboxKinds, sandboxes, "sandboxes.");
  const { ttl = 0, maxTtl = defaultSandboxMaxTtl } = sandboxes;
  if (ttl > maxTtl) throw new MockError(`sandboxes.ttl: expected at most sandboxes.maxTtl (${maxTtl}), got ${ttl}.`);
}
