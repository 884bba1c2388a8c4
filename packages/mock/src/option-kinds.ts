import { formatValue } from "./contract/explain.ts";
import { MockError } from "./errors.ts";
import { isObject } from "./http/text.ts";

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
export const flag: Kind = typeOf("boolean", "true or false");
export const texts: Kind = {
  expected: "a list of strings",
  includes: (value) => Array.isArray(value) && value.every(text.includes),
};
export const object: Kind = { expected: "an object", includes: isObject };
