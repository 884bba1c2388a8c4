import { readFile } from "node:fs/promises";
import { toSwitches } from "../contract/dialect.ts";
import { dialects } from "../contract/switches.ts";
import { UsageError } from "../errors.ts";
import { messageOf } from "../http/text.ts";
import { toFault } from "../middleware/fault-setting.ts";
import type { Seed } from "../resources/seed.ts";
import { toSeeds } from "../resources/seed.ts";
import type { Mock, MockOptions } from "../server/start-mock.ts";
import { type LogForm, logForms, logger } from "./log.ts";
import { parse, ports, readInteger, readShare, readWord } from "./options.ts";

/** Where the command writes. */
export interface Streams {
  out(line: string): void;
  error(line: string): void;
}

/** Reads the options of `ucwa-mock`. Undefined where `--help` is among them. Throws `UsageError`. */
export function readMockOptions(
  args: string[],
): { options: Omit<MockOptions, "seed">; seed?: string; log: LogForm } | undefined {
  const { values } = parse({
    args,
    options: {
      port: { type: "string", default: "4010" },
      host: { type: "string", default: "127.0.0.1" },
      "allow-host": { type: "string", multiple: true },
      examples: { type: "boolean", default: false },
      seed: { type: "string" },
      dialect: { type: "string", default: "documented" },
      switch: { type: "string", multiple: true, default: [] },
      clock: { type: "string" },
      cors: { type: "string", multiple: true },
      fault: { type: "string" },
      "fault-rate": { type: "string", default: "1" },
      "fault-seed": { type: "string", default: "0" },
      "body-limit": { type: "string", default: "1048576" },
      log: { type: "string", default: "line" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const { "allow-host": allowHosts, clock, cors, fault, seed } = values;
  const options = {
    port: readInteger("--port", values.port, ports),
    host: values.host,
    state: !values.examples,
    dialect: readWord("--dialect", values.dialect, dialects),
    switches: toSwitches(readSwitches(values.switch)),
    faultRate: readShare("--fault-rate", values["fault-rate"]),
    faultSeed: readInteger("--fault-seed", values["fault-seed"], [0, 2 ** 31]),
    bodyLimit: readInteger("--body-limit", values["body-limit"], [0, 2 ** 30]),
    ...(allowHosts && { allowHosts }),
    ...(clock !== undefined && { clock }),
    ...(cors && { cors: cors.filter((origin) => origin !== "none") }),
    ...(fault !== undefined && { fault: toFault(fault) }),
  };
  return { options, log: readWord("--log", values.log, logForms), ...(seed !== undefined && { seed }) };
}

/** Starts the mock that the options describe. Throws `UsageError` for a seed file that cannot be read, and what `startMock` throws. */
export async function runMock(args: string[], streams: Streams): Promise<Mock | undefined> {
  const read = readMockOptions(args);
  if (!read) return undefined;
  const { options, seed, log } = read;
  const write = logger(log, streams);
  // Prism takes half a second to load, which a mistake in the flags need not wait for.
  const { startMock } = await import("../server/start-mock.ts");
  return startMock({
    ...options,
    ...(seed !== undefined && { seed: await readSeed(seed) }),
    ...(write && { log: write }),
  });
}

async function readSeed(file: string): Promise<Seed[]> {
  try {
    return toSeeds(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    throw new UsageError(`--seed ${file}: expected resources in JSON. ${messageOf(error).replace(/\.$/, "")}.`);
  }
}

function readSwitches(settings: string[]): Record<string, string> {
  const pairs = settings.map((setting) => {
    const [name = "", value, ...rest] = setting.split("=");
    if (value !== undefined && rest.length === 0) return [name, value];
    throw new UsageError(`--switch: expected name=value, got ${JSON.stringify(setting)}.`);
  });
  return Object.fromEntries(pairs);
}
