import { dialects } from "./contract/switches.ts";
import { defaultSandboxMaxTtl } from "./defaults.ts";
import { MockError } from "./errors.ts";
import { isObject } from "./http/text.ts";
import {
  anyCount,
  bodyLimits,
  callback,
  checkOptions,
  flag,
  fromOne,
  integer,
  type Kinds,
  object,
  ports,
  text,
  texts,
} from "./option-kinds.ts";
import type { MockOptions, SandboxOptions } from "./options.ts";

const sandboxKinds: Kinds<SandboxOptions> = {
  limit: integer(anyCount),
  ttl: integer(fromOne),
  maxTtl: integer(fromOne),
  resources: integer(anyCount),
  characters: integer(anyCount),
  journal: integer(anyCount),
};

/** `faultRate` and `faultSeed` are checked with the options of the control. */
const mockKinds: Kinds<Omit<MockOptions, "faultRate" | "faultSeed">> = {
  port: integer(ports),
  host: text,
  allowHosts: texts,
  publicUrl: text,
  state: flag,
  seed: { expected: "a list of resources", includes: Array.isArray },
  replay: { expected: "parsed HAR files by their names", includes: isObject },
  dialect: { expected: dialects.join(" or "), includes: (value) => dialects.some((dialect) => dialect === value) },
  switches: object,
  clock: text,
  meetingLimit: integer(anyCount),
  bodyLimit: integer(bodyLimits),
  requestTimeout: integer(anyCount),
  maxConnections: integer(fromOne),
  closeTimeout: integer(anyCount),
  cors: texts,
  fault: text,
  store: {
    expected: "a store, such as one of openStore",
    includes: (value) => isObject(value) && callback.includes(value.open),
  },
  sandboxes: object,
  adminToken: {
    expected: "visible ASCII characters",
    includes: (value) => typeof value === "string" && /^[!-~]+$/.test(value),
    isSecret: true,
  },
  log: callback,
  logControls: flag,
  middleware: callback,
};

/** Checks the options of a mock. Throws `MockError`. */
export function checkMockOptions(options: MockOptions): void {
  checkOptions(mockKinds, options);
  const { sandboxes = {} } = options;
  checkOptions(sandboxKinds, sandboxes, "sandboxes.");
  const { ttl = 0, maxTtl = defaultSandboxMaxTtl } = sandboxes;
  if (ttl > maxTtl) throw new MockError(`sandboxes.ttl: expected at most sandboxes.maxTtl (${maxTtl}), got ${ttl}.`);
}
