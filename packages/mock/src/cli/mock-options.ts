import { readFile } from "node:fs/promises";
import { toSwitches } from "../contract/dialect.ts";
import { dialects } from "../contract/switches.ts";
import { defaultBodyLimit, defaultHost, defaultPort } from "../defaults.ts";
import { UsageError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";
import { toFault } from "../middleware/fault-setting.ts";
import type { MockOptions } from "../options.ts";
import { type Seed, toSeeds } from "../resources/seed.ts";
import { maxBodyLimit, ports, readChoice, readInteger, readRatio } from "./options.ts";

/** The options of a mock as texts: flags of the command, or variables of the environment. */
export interface OptionTexts {
  /**
   * The port to listen on; 0 takes any free one.
   * @default 4010
   */
  port?: string | undefined;
  host?: string | undefined;
  /**
   * A host name that the mock accepts in addition to those of this machine, such as `mock.contoso.com`.
   * @default only the names of this machine if it listens on a loopback address, otherwise every name
   */
  allowHosts?: string[] | undefined;
  /**
   * Whether the mock keeps what is written to it: `on`, or `off` to respond with the document's examples.
   * @default "on"
   */
  state?: string | undefined;
  /**
   * A JSON file with the resources at the start, as a GET returns them.
   * @default the document's examples
   */
  seed?: string | undefined;
  dialect?: string | undefined;
  /**
   * A switch that differs from the dialect's, as `name=value`.
   * @default none
   */
  switches?: string[] | undefined;
  clock?: string | undefined;
  /**
   * An origin whose pages may call the mock from a browser; `*` for all, `none` for none.
   * @default the origins of this machine
   */
  cors?: string[] | undefined;
  fault?: string | undefined;
  faultRate?: string | undefined;
  faultSeed?: string | undefined;
  bodyLimit?: string | undefined;
  meetingLimit?: string | undefined;
}

/** What each option is called where its text is from. */
export type OptionNames = Record<keyof OptionTexts, string>;

/** Reads options, wherever they are from. Throws `MockError`; the message has the option's name. */
export async function readOptionTexts(texts: OptionTexts, names: OptionNames): Promise<MockOptions> {
  const { allowHosts, clock, cors, fault, faultRate, faultSeed, meetingLimit, seed } = texts;
  return {
    port: readInteger(names.port, texts.port ?? String(defaultPort), ports),
    host: texts.host ?? defaultHost,
    state: readChoice(names.state, texts.state ?? "on", ["on", "off"]) === "on",
    dialect: readChoice(names.dialect, texts.dialect ?? "documented", dialects),
    switches: toSwitches(readPairs(names.switches, texts.switches ?? [])),
    bodyLimit: readInteger(names.bodyLimit, texts.bodyLimit ?? String(defaultBodyLimit), [0, maxBodyLimit]),
    ...(allowHosts && { allowHosts }),
    ...(clock !== undefined && { clock }),
    ...(cors && { cors: cors.filter((origin) => origin !== "none") }),
    ...(fault !== undefined && { fault: toFault(fault) }),
    ...(faultRate !== undefined && { faultRate: readRatio(names.faultRate, faultRate) }),
    ...(faultSeed !== undefined && { faultSeed: readInteger(names.faultSeed, faultSeed, [0, 2 ** 31]) }),
    ...(meetingLimit !== undefined && { meetingLimit: readInteger(names.meetingLimit, meetingLimit, [0, 2 ** 31]) }),
    ...(seed !== undefined && { seed: await readSeed(names.seed, seed) }),
  };
}

function readPairs(name: string, settings: string[]): Record<string, string> {
  const pairs = settings.map((setting) => {
    const [key = "", value, ...rest] = setting.split("=");
    if (value !== undefined && rest.length === 0) return [key, value];
    throw new UsageError(`${name}: expected name=value, got ${JSON.stringify(setting)}.`);
  });
  return Object.fromEntries(pairs);
}

async function readSeed(name: string, file: string): Promise<Seed[]> {
  try {
    return toSeeds(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    const reason = getErrorMessage(error).replace(/\.$/, "");
    const actual = `${JSON.stringify(file)} (${reason})`;
    throw new UsageError(`${name}: expected a file of resources in JSON, got ${actual}.`, { cause: error });
  }
}

type Environment = Record<string, string | undefined>;

const variables: OptionNames = {
  port: "PORT",
  host: "HOST",
  allowHosts: "UCWA_ALLOW_HOSTS",
  state: "UCWA_STATE",
  seed: "UCWA_SEED",
  dialect: "UCWA_DIALECT",
  switches: "UCWA_SWITCHES",
  clock: "UCWA_CLOCK",
  cors: "UCWA_CORS",
  fault: "UCWA_FAULT",
  faultRate: "UCWA_FAULT_RATE",
  faultSeed: "UCWA_FAULT_SEED",
  bodyLimit: "UCWA_BODY_LIMIT",
  meetingLimit: "UCWA_MEETING_LIMIT",
};

/**
 * Reads the options of `startMock` from variables of the environment: `PORT`, `HOST`, `UCWA_DIALECT` and so on. An empty variable is none, and
 * a list is divided by commas. Throws `MockError` for a value that is not understood; the message has the variable's name.
 */
export function readEnvironment(environment: Environment): Promise<MockOptions> {
  const text = (option: keyof OptionTexts) => environment[variables[option]] || undefined;
  const list = (option: keyof OptionTexts) =>
    text(option)
      ?.split(",")
      .flatMap((item) => item.trim() || []);
  const texts: OptionTexts = {};
  for (const option of ["port", "host", "state", "seed", "dialect", "clock", "fault"] as const)
    texts[option] = text(option);
  for (const option of ["faultRate", "faultSeed", "bodyLimit", "meetingLimit"] as const) texts[option] = text(option);
  for (const option of ["allowHosts", "switches", "cors"] as const) texts[option] = list(option);
  return readOptionTexts(texts, variables);
}
