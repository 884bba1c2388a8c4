import { MockError, openStore, readSettings, type StoreOptions } from "@ucwa-meetings/mock";
import { createMock } from "@ucwa-meetings/mock/fetch";
import {
  defaultCloseTimeout,
  defaultDrainDelay,
  defaultMaxConnections,
  defaultOpsPort,
  defaultRequestTimeout,
  defaultStore,
  findContradictions,
  type HostOptions,
  hostSettings,
} from "./host-settings.ts";

/** Options with all that `startHost` needs. */
export interface ReadyHostOptions
  extends Omit<HostOptions, "adminTokenFile" | "help" | "openStore">,
    Required<StoreOptions> {
  host: string;
  port: number;
  opsHost: string;
  opsPort: number;
  drainDelay: number;
}

/** What the settings say: to print the help, to start with these options, or that there are mistakes. */
export type ReadHost = { help: true } | { mistakes: string[] } | { options: ReadyHostOptions };

/** Reads the settings of the server from flags and variables. It finds all mistakes, also those that only the document shows. */
export async function readHostOptions(args: string[], environment: NodeJS.ProcessEnv): Promise<ReadHost> {
  const { values, mistakes: wrong } = await readSettings(hostSettings, { args, environment });
  if (values.help) return { help: true };
  // A user whose token is wrong need not hear that there is none.
  const hasWrongToken = wrong.some((line) => /^(?:UCWA_ADMIN_TOKEN|--admin-token)/.test(line));
  const contradictions = hasWrongToken ? [] : findContradictions(values);
  const mistakes = [...wrong, ...contradictions, ...(await findSeedMistakes(values))];
  if (mistakes.length > 0) return { mistakes };
  const { adminTokenFile, help, adminToken = adminTokenFile, host = "127.0.0.1", ...options } = values;
  return {
    options: {
      port: Number(hostSettings.port?.default),
      opsHost: host,
      opsPort: defaultOpsPort,
      drainDelay: defaultDrainDelay,
      closeTimeout: defaultCloseTimeout,
      requestTimeout: defaultRequestTimeout,
      maxConnections: defaultMaxConnections,
      openStore: () => openStore(defaultStore, "UCWA_STORE"),
      ...options,
      host,
      ...(adminToken !== undefined && { adminToken }),
    },
  };
}

async function findSeedMistakes({ seed }: HostOptions): Promise<string[]> {
  if (!seed) return [];
  try {
    await using _ = await createMock({ seed });
    return [];
  } catch (error) {
    if (!(error instanceof MockError)) throw error;
    return [`UCWA_SEED: ${error.message.replace(/^seed: /, "").replace(/\s+/g, " ")}`];
  }
}
