import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";

/** Where the command writes. */
export interface Streams {
  out(line: string): void;
  error(line: string): void;
}

/** What the process goes on with: a server to close when it is told to stop, or an exit code. */
export type CommandResult = { close(): Promise<number> } | { code: number };

/** Reads a command line. Throws `UsageError` for an option that does not exist, or one that lacks its value. */
export function parse<const Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // Node goes on to explain how a positional argument can begin with a dash.
    const [message = ""] = getErrorMessage(error).split(/\.\s/);
    throw new UsageError(`${message.replace(/\.$/, "")}. See ucwa-mock --help.`);
  }
}
