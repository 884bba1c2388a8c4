import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "../errors.ts";
import { messageOf } from "../http/text.ts";

/** Reads a command line. Throws `UsageError` for an option that does not exist, or one that lacks its value. */
export function parse<const Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // Node goes on to explain how a positional argument can begin with a dash.
    const [message = ""] = messageOf(error).split(". ");
    throw new UsageError(`${message.replace(/\.$/, "")}. See ucwa-mock --help.`);
  }
}

/** A whole number in a range. Throws `UsageError` for anything else. */
export function readInteger(flag: string, text: string, [least, most]: [number, number]): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`${flag}: expected a whole number from ${least} to ${most}, got ${JSON.stringify(text)}.`);
}

/** A number from 0 to 1. Throws `UsageError` for anything else. */
export function readShare(flag: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number <= 1) return number;
  throw new UsageError(`${flag}: expected a number from 0 to 1, got ${JSON.stringify(text)}.`);
}

/** One of some words. Throws `UsageError` for any other. */
export function readWord<const Word extends string>(flag: string, text: string, words: readonly Word[]): Word {
  const word = words.find((one) => one === text);
  if (word === undefined) throw new UsageError(`${flag}: expected ${words.join(" or ")}, got ${JSON.stringify(text)}.`);
  return word;
}

/** The highest port number. */
export const ports: [number, number] = [0, 65_535];
