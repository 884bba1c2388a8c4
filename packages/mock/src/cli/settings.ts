import { MockError } from "../errors.ts";
import { isObject } from "../http/text.ts";
import { readFlags } from "./read-flags.ts";

/** One row of a table of settings: how users write it, and what it sets. Help, README and reference are made from such rows. */
export interface Setting<Options> {
  /** The flag, such as `--port`. Undefined if there is only a variable. */
  flag?: string;
  /** The environment variable, such as `PORT`. Undefined if there is only a flag. */
  variable?: string;
  /** What stands in the place of the value in the help, such as `<port>`. Undefined if the flag takes no value. */
  value?: string;
  /** Whether it takes several values: the flag can be repeated, and commas divide the values. */
  isList?: boolean;
  /** What holds if it is left out, as text. */
  default: string;
  /** What it does, in sentences. */
  meaning: string;
  /** Reads the text that stands under `name`, a flag or a variable. Throws `MockError` if it is wrong. */
  read(text: string, name: string): Partial<Options> | Promise<Partial<Options>>;
}

/** Settings by the names of what they set. */
export type SettingTable<Options> = Record<string, Setting<Options>>;

/** Where settings are from. A flag counts before the variable of the same setting. */
export interface SettingSources {
  /**
   * The arguments of a command.
   * @default none
   */
  args?: string[];
  /**
   * The variables of the environment. An empty variable counts as missing.
   * @default none
   */
  environment?: Record<string, string | undefined>;
}

/** What was read: the values, and all mistakes. */
export interface ReadSettings<Options> {
  /** The values of the settings that were given and are right. */
  values: Partial<Options>;
  /** One line for each mistake, with the name of the flag or the variable. */
  mistakes: string[];
}

/** A setting that was given, and the name under which it was. */
interface Given<Options> {
  setting: Setting<Options>;
  name: string;
  text: string;
}

/** Reads the settings of a table from flags and variables. It goes on after a mistake, so that it finds all of them. */
export async function readSettings<Options>(
  table: SettingTable<Options>,
  { args = [], environment = {} }: SettingSources,
): Promise<ReadSettings<Options>> {
  const { texts, mistakes } = readFlags(Object.values(table), args);
  const given = Object.values(table).flatMap((setting): Given<Options>[] => {
    const { flag = "", variable = "" } = setting;
    const [name, text] = texts.has(flag) ? [flag, texts.get(flag)] : [variable, environment[variable] || undefined];
    return text === undefined ? [] : [{ setting, name, text }];
  });
  const read = await Promise.all(given.map(readGiven));
  return {
    values: merge(read.flatMap(({ value }) => value ?? [])),
    mistakes: [...mistakes, ...read.flatMap((one) => one.mistakes)],
  };
}

/** Puts into one object what was read. Several settings may set parts of one option, such as `sandboxes`. */
function merge<Options>(read: Partial<Options>[]): Partial<Options> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of read.flatMap((one) => Object.entries(one))) {
    const before = values[name];
    values[name] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
  }
  return Object.assign({}, ...read, values);
}

/** Reads one setting. Each value of a list is also read alone, so that each wrong one is a mistake of its own. */
async function readGiven<Options>({ setting, name, text }: Given<Options>): Promise<{
  value?: Partial<Options>;
  mistakes: string[];
}> {
  const mistakes: string[] = [];
  const attempt = async (one: string) => {
    try {
      return await setting.read(one, name);
    } catch (error) {
      if (!(error instanceof MockError)) throw error;
      mistakes.push(withName(error.message, name));
      return undefined;
    }
  };
  if (setting.isList) for (const item of toList(text)) await attempt(item);
  const value = mistakes.length === 0 ? await attempt(text) : undefined;
  return value === undefined ? { mistakes } : { value, mistakes };
}

/** Returns a message on one line. Where it has the name of an option in code, it gets the name that the user wrote. */
function withName(message: string, name: string): string {
  const line = message.replace(/\s+/g, " ");
  if (line.startsWith(`${name}: `)) return line;
  return line.replace(/^(?:switch (\w+)|\w+): /, (_, of?: string) => (of ? `${name} ${of}: ` : `${name}: `));
}

/** Returns the values of a list, which commas divide. */
export function toList(text: string): string[] {
  return text.split(",").flatMap((item) => item.trim() || []);
}
