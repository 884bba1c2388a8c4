import { defaultPort } from "../defaults.ts";
import { UsageError } from "../errors.ts";
import type { MockOptions } from "../options.ts";
import { mockSettings } from "./mock-settings.ts";
import { readSettings } from "./settings.ts";

/**
 * Reads the options of `startMock` from variables of the environment: `PORT`, `HOST`, `UCWA_DIALECT` and so on. An empty variable is none, and
 * a list is divided by commas. Throws `UsageError` for values that are not understood; the message has a line for each, with the variable's name.
 * It opens no store: pass what `openStore` opens.
 */
export async function readEnvironment(environment: Record<string, string | undefined>): Promise<MockOptions> {
  const { values, mistakes } = await readSettings(mockSettings, { environment });
  if (mistakes.length > 0) throw new UsageError(mistakes.join("\n"));
  return { port: defaultPort, ...values };
}
