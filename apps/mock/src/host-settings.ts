import { readFile } from "node:fs/promises";
import {
  isLoopback,
  type MockOptions,
  mockSettings,
  readInteger,
  type SettingTable,
  type StoreOptions,
  sandboxSettings,
  storeSetting,
  UsageError,
} from "@ucwa-meetings/mock";

/** What is about the process that hosts the mock, apart from the options of the mock itself. Times are in milliseconds. */
export interface HostOptions extends Omit<MockOptions, "store">, StoreOptions {
  adminTokenFile?: string;
  opsPort?: number;
  opsHost?: string;
  drainDelay?: number;
  help?: boolean;
}

/** The port of `/health`, `/ready` and `/metrics`. */
export const defaultOpsPort = 4011;
/** Milliseconds for which `/ready` says 503 before the server takes no more requests. */
export const defaultDrainDelay = 5000;
/** More connections than one process serves well, and fewer than the file descriptors that a container has. */
export const defaultMaxConnections = 1000;
/** Milliseconds: as `startMock` has it. */
export const defaultRequestTimeout = 30_000;
/** Milliseconds: longer than `startMock` has it, which is for tests. */
export const defaultCloseTimeout = 10_000;

/** A file in the working directory, so that what was written is there after a restart. */
export const defaultStore = "sqlite:ucwa-mock.sqlite";

const minTokenLength = 16;

/** Every setting of the server, in the order of its help and README: those of the mock, and those of a process that hosts it. */
export const hostSettings: SettingTable<HostOptions> = {
  ...mockSettings,
  store: { ...storeSetting, default: defaultStore },
  ...sandboxSettings,
  adminToken: {
    variable: "UCWA_ADMIN_TOKEN",
    value: "<token>",
    default: "none",
    meaning: `The token that requests below \`/__mock/\` need as \`Authorization: Bearer\`, of at least ${minTokenLength} characters. Required unless \`HOST\` is a loopback address. It has no flag, because every user of a machine sees the flags of its processes.`,
    read: (text, name) => ({ adminToken: readToken(name, text) }),
  },
  adminTokenFile: {
    flag: "--admin-token-file",
    variable: "UCWA_ADMIN_TOKEN_FILE",
    value: "<file>",
    default: "none",
    meaning: "A file with the admin token, instead of the variable.",
    read: async (text, name) => ({ adminTokenFile: readToken(name, await readTokenFile(name, text)) }),
  },
  opsPort: {
    flag: "--ops-port",
    variable: "UCWA_OPS_PORT",
    value: "<port>",
    default: String(defaultOpsPort),
    meaning: "The port of `/health`, `/ready` and `/metrics`; 0 takes any free one. Do not publish it.",
    read: (text, name) => ({ opsPort: readInteger(name, text, [0, 65_535]) }),
  },
  opsHost: {
    flag: "--ops-host",
    variable: "UCWA_OPS_HOST",
    value: "<address>",
    default: "`HOST`",
    meaning: "The address of `/health`, `/ready` and `/metrics`.",
    read: (text) => ({ opsHost: text }),
  },
  maxConnections: {
    flag: "--max-connections",
    variable: "UCWA_MAX_CONNECTIONS",
    value: "<count>",
    default: String(defaultMaxConnections),
    meaning: "How many connections may be open. More are closed at once.",
    read: (text, name) => ({ maxConnections: readInteger(name, text, [1, 1_000_000]) }),
  },
  requestTimeout: {
    flag: "--request-timeout",
    variable: "UCWA_REQUEST_TIMEOUT",
    value: "<seconds>",
    default: String(defaultRequestTimeout / 1000),
    meaning: "How long a client may take to send a request, in seconds. After that it gets 408.",
    read: (text, name) => ({ requestTimeout: readInteger(name, text, [1, 3600]) * 1000 }),
  },
  drainDelay: {
    flag: "--drain-delay",
    variable: "UCWA_DRAIN_DELAY",
    value: "<seconds>",
    default: String(defaultDrainDelay / 1000),
    meaning:
      "For how many seconds after SIGTERM `/ready` says 503 while the server still takes requests, so that a load balancer sends new ones elsewhere. SIGINT does not wait.",
    read: (text, name) => ({ drainDelay: readInteger(name, text, [0, 3600]) * 1000 }),
  },
  closeTimeout: {
    flag: "--close-timeout",
    variable: "UCWA_CLOSE_TIMEOUT",
    value: "<seconds>",
    default: String(defaultCloseTimeout / 1000),
    meaning: "How many seconds the requests in flight then have, before they are cut off.",
    read: (text, name) => ({ closeTimeout: readInteger(name, text, [0, 3600]) * 1000 }),
  },
  help: { flag: "--help", default: "off", meaning: "Prints the settings.", read: () => ({ help: true }) },
};

/** Returns what is wrong with settings that are right each by itself. */
export function findContradictions(options: HostOptions): string[] {
  return [...findTokenMistakes(options), ...findSandboxMistakes(options)];
}

function findSandboxMistakes({ sandboxes = {} }: HostOptions): string[] {
  const standard = (name: string) => Number(sandboxSettings[name]?.default);
  const { ttl = standard("sandboxTtl"), maxTtl = standard("sandboxMaxTtl") } = sandboxes;
  return ttl > maxTtl ? [`UCWA_SANDBOX_TTL: expected at most UCWA_SANDBOX_MAX_TTL (${maxTtl}), got ${ttl}.`] : [];
}

function findTokenMistakes({ host, adminToken, adminTokenFile }: HostOptions): string[] {
  if (adminToken !== undefined && adminTokenFile !== undefined)
    return ["UCWA_ADMIN_TOKEN: expected it or a file with the token, got both."];
  if (adminToken !== undefined || adminTokenFile !== undefined || host === undefined || isLoopback(host)) return [];
  return [
    `UCWA_ADMIN_TOKEN: expected a token or a file with one, because others reach ${JSON.stringify(host)}, got none.`,
  ];
}

/** The messages never quote the token. */
function readToken(name: string, text: string): string {
  if (/^[!-~]+$/.test(text) && text.length >= minTokenLength) return text;
  const actual = text.length < minTokenLength ? `one of ${text.length}` : "one with other characters";
  throw new UsageError(
    `${name}: expected a token of at least ${minTokenLength} visible ASCII characters, got ${actual}.`,
  );
}

async function readTokenFile(name: string, file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "it cannot be read";
    throw new UsageError(`${name}: expected a file with a token, got ${JSON.stringify(file)} (${reason}).`);
  }
}
