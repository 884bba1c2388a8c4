import { readFile } from "node:fs/promises";
import { toSwitches } from "../contract/dialect.ts";
import { defaultBodyLimit, defaultHost, defaultMeetingLimit, defaultPort } from "../defaults.ts";
import { UsageError } from "../errors.ts";
import { createCorsPolicy } from "../http/cors.ts";
import { createHostCheck } from "../http/hosts.ts";
import { getErrorMessage } from "../http/text.ts";
import { toFault } from "../middleware/fault-setting.ts";
import { anyCount, bodyLimits, ports } from "../option-kinds.ts";
import type { MockOptions } from "../options.ts";
import { createClock } from "../resources/clock.ts";
import { type Seed, toSeeds } from "../resources/seed.ts";
import { readDialect } from "./dialect-file.ts";
import { listRecordings } from "./list-recordings.ts";
import { readJson } from "./read-json.ts";
import { readChoice, readInteger, readRatio } from "./read-values.ts";
import { type SettingTable, toList } from "./settings.ts";

/** What users may set from outside of the program: a row for each flag of `ucwa-mock` and each variable that `readEnvironment` reads. */
export const mockSettings: SettingTable<MockOptions> = {
  port: {
    flag: "--port",
    variable: "PORT",
    value: "<port>",
    default: String(defaultPort),
    meaning: "The port to listen on; 0 takes any free one.",
    read: (text, name) => ({ port: readInteger(name, text, ports) }),
  },
  host: {
    flag: "--host",
    variable: "HOST",
    value: "<address>",
    default: defaultHost,
    meaning: "The address to listen on. Only this machine reaches the default.",
    read: (text) => ({ host: text }),
  },
  allowHosts: {
    flag: "--allow-host",
    variable: "UCWA_ALLOW_HOSTS",
    value: "<name>",
    isList: true,
    default: "only the names of this machine if it listens on a loopback address, otherwise every name",
    meaning: "A host name that the mock accepts in addition to those of this machine, such as `mock.contoso.com`.",
    read(text) {
      const allowHosts = toList(text);
      createHostCheck(undefined, allowHosts);
      return { allowHosts };
    },
  },
  state: {
    variable: "UCWA_STATE",
    value: "on|off",
    default: "on",
    meaning: "Whether the mock keeps what is written to it: `on`, or `off` to respond with the document's examples.",
    read: (text, name) => ({ state: readChoice(name, text, ["on", "off"]) === "on" }),
  },
  examples: {
    flag: "--examples",
    default: "off",
    meaning: "Responds with the document's examples and keeps nothing. It takes no value.",
    read: () => ({ state: false }),
  },
  seed: {
    flag: "--seed",
    variable: "UCWA_SEED",
    value: "<file>",
    default: "the document's examples",
    meaning: "A JSON file with the resources at the start, as a GET returns them.",
    read: async (text, name) => ({ seed: await readSeed(name, text) }),
  },
  replay: {
    flag: "--replay",
    variable: "UCWA_REPLAY",
    value: "<folder>",
    default: "the mock responds from its resources",
    meaning: "A folder with a recording, or one HAR file, to respond from in place of resources.",
    read: async (text, name) => ({ replay: await readRecording(name, text) }),
  },
  dialect: {
    flag: "--dialect",
    variable: "UCWA_DIALECT",
    value: "<name or file>",
    default: "documented",
    meaning:
      "Whether the mock behaves like the published pages (`documented`) or like observed servers (`deployed`); or a file that `ucwa-mock conformance --as-dialect` has written, to behave like one server.",
    read: (text, name) => readDialect(name, text),
  },
  switches: {
    flag: "--switch",
    variable: "UCWA_SWITCHES",
    value: "<name=value>",
    isList: true,
    default: "none",
    meaning: "A switch that differs from the dialect's, as `name=value`. `ucwa-mock switches` lists them.",
    read: (text, name) => ({ switches: toSwitches(readPairs(name, toList(text))) }),
  },
  clock: {
    flag: "--clock",
    variable: "UCWA_CLOCK",
    value: "<time>",
    default: "a time in 2013",
    meaning: "The mock's clock: `now`, or a time in ISO 8601 at which it stands still.",
    read(text) {
      createClock(text, 0);
      return { clock: text };
    },
  },
  cors: {
    flag: "--cors",
    variable: "UCWA_CORS",
    value: "<origin>",
    isList: true,
    default: "the origins of this machine",
    meaning: "An origin whose pages may call the mock from a browser; `*` for all, `none` for none.",
    read(text) {
      const cors = toList(text).filter((origin) => origin !== "none");
      createCorsPolicy(cors);
      return { cors };
    },
  },
  fault: {
    flag: "--fault",
    variable: "UCWA_FAULT",
    value: "<name>",
    default: "none",
    meaning: "A fault to inject into requests, such as `delay:250`.",
    read: (text) => ({ fault: toFault(text) }),
  },
  faultRate: {
    flag: "--fault-rate",
    variable: "UCWA_FAULT_RATE",
    value: "<rate>",
    default: "1",
    meaning: "The share of requests that get the fault, from 0 to 1.",
    read: (text, name) => ({ faultRate: readRatio(name, text) }),
  },
  faultSeed: {
    flag: "--fault-seed",
    variable: "UCWA_FAULT_SEED",
    value: "<number>",
    default: "0",
    meaning:
      "A whole number that chooses which requests get the fault. The same number chooses the same ones in each run.",
    read: (text, name) => ({ faultSeed: readInteger(name, text, [0, 2 ** 31]) }),
  },
  bodyLimit: {
    flag: "--body-limit",
    variable: "UCWA_BODY_LIMIT",
    value: "<bytes>",
    default: String(defaultBodyLimit),
    meaning: "The largest request body, in bytes.",
    read: (text, name) => ({ bodyLimit: readInteger(name, text, bodyLimits) }),
  },
  meetingLimit: {
    flag: "--meeting-limit",
    variable: "UCWA_MEETING_LIMIT",
    value: "<count>",
    default: String(defaultMeetingLimit),
    meaning:
      "How many meetings a user may have; the next one is refused with 409 `TooManyOnlineMeetings`. Predefined meetings do not count.",
    read: (text, name) => ({ meetingLimit: readInteger(name, text, anyCount) }),
  },
};

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

/** Reads the HAR files of a folder, or one HAR file. Throws `UsageError`. */
async function readRecording(name: string, path: string): Promise<Record<string, unknown>> {
  const files = await listRecordings(name, path);
  const parsed = files.map(async (file): Promise<[string, unknown]> => [file, await readJson(name, file)]);
  return Object.fromEntries(await Promise.all(parsed));
}
