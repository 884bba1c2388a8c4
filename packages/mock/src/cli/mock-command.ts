import { defaultPort } from "../defaults.ts";
import { UsageError } from "../errors.ts";
import type { MockOptions } from "../options.ts";
import type { Mock } from "../server/start-mock.ts";
import { type LogFormat, logFormats, logger } from "./log.ts";
import { mockSettings } from "./mock-settings.ts";
import type { Streams } from "./options.ts";
import { readChoice } from "./read-values.ts";
import { readSettings, type SettingTable } from "./settings.ts";

/** What the flags set: the options of the mock, and what is about the command alone. */
interface CommandOptions extends MockOptions {
  format?: LogFormat;
  help?: boolean;
}

const flags: SettingTable<CommandOptions> = {
  ...mockSettings,
  log: {
    flag: "--log",
    value: "<format>",
    default: "line",
    meaning: "How requests are logged: `line`, `json` or `none`.",
    read: (text, name) => ({ format: readChoice(name, text, logFormats) }),
  },
  help: { flag: "--help", default: "off", meaning: "Prints the flags.", read: () => ({ help: true }) },
};

/** Starts the mock that the flags describe. Undefined where `--help` is among them. Throws `UsageError`, and what `startMock` throws. */
export async function runMock(args: string[], streams: Streams): Promise<Mock | undefined> {
  const { values, mistakes } = await readSettings(flags, { args });
  const { format = "line", help, ...options } = values;
  if (help) return undefined;
  if (mistakes.length > 0) throw new UsageError(mistakes.join("\n"));
  const log = logger(format, streams);
  // Prism takes half a second to load, which a mistake in the flags need not wait for.
  const { startMock } = await import("../server/start-mock.ts");
  return startMock({ port: defaultPort, ...options, ...(log && { log }) });
}
