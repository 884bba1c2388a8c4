import { parseArgs } from "node:util";

/** A flag that a command has. */
export interface Flag {
  /** With its dashes, such as `--port`. */
  flag?: string;
  /** Undefined if the flag takes no value. */
  value?: string;
  /** Whether it can be repeated. Otherwise the last one counts. */
  isList?: boolean;
}

/** What a command line has: the text of each flag, empty for one without a value, and what is wrong with the others. */
export interface ReadFlags {
  texts: Map<string, string>;
  mistakes: string[];
}

/** Reads a command line. The values of a repeated flag become one text with commas. Unlike `parseArgs`, it goes on after a mistake. */
export function readFlags(flags: readonly Flag[], args: string[]): ReadFlags {
  const known = new Map(flags.flatMap((one) => (one.flag === undefined ? [] : [[one.flag, one] as const])));
  const options = Object.fromEntries(
    Array.from(known, ([flag, { value }]) => [
      flag.slice(2),
      { type: value === undefined ? "boolean" : "string" } as const,
    ]),
  );
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const texts = new Map<string, string>();
  const mistakes: string[] = [];
  let unknownAt = -2;
  for (const token of tokens) {
    // What follows an unknown flag is its value.
    if (token.kind === "positional" && token.index !== unknownAt + 1)
      mistakes.push(`Unexpected argument '${token.value}'. See --help.`);
    if (token.kind !== "option") continue;
    const { rawName, value: text, inlineValue } = token;
    const flag = known.get(rawName);
    if (!flag && !inlineValue) unknownAt = token.index;
    const mistake = findMistake(rawName, flag, text, inlineValue ?? false);
    if (mistake !== undefined) {
      mistakes.push(`${mistake} See --help.`);
      continue;
    }
    const before = texts.get(rawName);
    texts.set(rawName, flag?.isList && before !== undefined ? `${before},${text}` : (text ?? ""));
  }
  return { texts, mistakes };
}

/** Returns what is wrong with a flag, in the words of `parseArgs`. */
function findMistake(name: string, flag: Flag | undefined, text: string | undefined, isInline: boolean) {
  if (!flag) return `Unknown option '${name}'.`;
  if (flag.value === undefined) return text === undefined ? undefined : `Option '${name}' does not take an argument.`;
  // The next flag is no value.
  const isMissing = text === undefined || (!isInline && text.startsWith("-"));
  return isMissing ? `Option '${name} <value>' argument missing.` : undefined;
}
