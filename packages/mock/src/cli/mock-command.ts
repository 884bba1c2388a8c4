import { defaultPort } from "../defaults.ts";
import { UsageError } from "../errors.ts";
import type { MockOptions } from "../options.ts";
import { type LogFormat, logFormats, logger } from "./log.ts";
import { mockSettings } from "./mock-settings.ts";
import type { Streams } from "./options.ts";
import { readChoice } from "./read-values.ts";
import { readSettings, type SettingTable } from "./settings.ts";
import { type StoreOptions, storeSetting } from "./store-setting.ts";

/** What the flags set: the options of the mock, and what is about the command alone. */
interface CommandOptions extends Omit<MockOptions, "store">, StoreOptions {
  format?: LogFormat;
  help?: boolean;
}

const flags: SettingTable<CommandOptions> = {
  ...mockSettings,
  store: storeSetting,
  log: {
    flag: "--log",
    value: "<format>",
    default: "line",
    meaning: "How requests are logged: `line`, `json` or `none`.",
    read: (text, name) => ({ format: readChoice(name, text, logFormats) }),
  },
  help: { flag: "--help", default: "off", meaning: "Prints the flags.", read: () => ({ help: true }) },
};

/** A mock that the command runs. */
export interface RunningMock {
  url: string;
  /** Closes the mock, and then its store. */
  close(): Promise<void>;
}

/**
 * Starts the mock that the flags describe, with the store that they name. Undefined where `--help` is among them. Throws `UsageError`, and what
 * `startMock` and `openStore` throw.
 */
export async function runMock(args: string[], streams: Streams): Promise<RunningMock | undefined> {
  const { values, mistakes } = await readSettings(flags, { args });
  const { format = "line", help, openStore, ...options } = values;
  if (help) return undefined;
  if (mistakes.length > 0) throw new UsageError(mistakes.join("\n"));
  const log = logger(format, streams);
  // Prism takes half a second to load, which a mistake in the flags need not wait for.
  const { startMock } = await import("../server/start-mock.ts");
  const store = await openStore?.();
  try {
    const mock = await startMock({ port: defaultPort, ...options, ...(store && { store }), ...(log && { log }) });
    return { url: mock.url, close: () => mock.close().finally(() => store?.close()) };
  } catch (error) {
    await store?.close();
    throw error;
  }
}
