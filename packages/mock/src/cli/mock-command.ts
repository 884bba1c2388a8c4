import type { MockOptions } from "../options.ts";
import type { Mock } from "../server/start-mock.ts";
import { type LogFormat, logFormats, logger } from "./log.ts";
import { type OptionNames, readOptionTexts } from "./mock-options.ts";
import { parse, readChoice, type Streams } from "./options.ts";

const flags: OptionNames = {
  port: "--port",
  host: "--host",
  allowHosts: "--allow-host",
  /**
   * Responds with the document's examples and keeps nothing. It takes no value.
   * @default false
   */
  state: "--examples",
  seed: "--seed",
  dialect: "--dialect",
  switches: "--switch",
  clock: "--clock",
  cors: "--cors",
  fault: "--fault",
  faultRate: "--fault-rate",
  faultSeed: "--fault-seed",
  bodyLimit: "--body-limit",
  meetingLimit: "--meeting-limit",
};

/** Reads the flags of `ucwa-mock`. Undefined where `--help` is among them. Throws `MockError`. */
async function readFlags(args: string[]): Promise<{ options: MockOptions; log: LogFormat } | undefined> {
  const { values } = parse({
    args,
    options: {
      port: { type: "string" },
      host: { type: "string" },
      "allow-host": { type: "string", multiple: true },
      examples: { type: "boolean", default: false },
      seed: { type: "string" },
      dialect: { type: "string" },
      switch: { type: "string", multiple: true },
      clock: { type: "string" },
      cors: { type: "string", multiple: true },
      fault: { type: "string" },
      "fault-rate": { type: "string" },
      "fault-seed": { type: "string" },
      "body-limit": { type: "string" },
      "meeting-limit": { type: "string" },
      /**
       * How requests are logged: `line`, `json` or `none`.
       * @default "line"
       */
      log: { type: "string", default: "line" },
      /** Prints the flags. */
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const log = readChoice("--log", values.log, logFormats);
  const texts = {
    ...values,
    allowHosts: values["allow-host"],
    state: values.examples ? "off" : "on",
    switches: values.switch,
    faultRate: values["fault-rate"],
    faultSeed: values["fault-seed"],
    bodyLimit: values["body-limit"],
    meetingLimit: values["meeting-limit"],
  };
  return { options: await readOptionTexts(texts, flags), log };
}

/** Starts the mock that the flags describe. Undefined where `--help` is among them. Throws `UsageError`, and what `startMock` throws. */
export async function runMock(args: string[], streams: Streams): Promise<Mock | undefined> {
  const read = await readFlags(args);
  if (!read) return undefined;
  const log = logger(read.log, streams);
  // Prism takes half a second to load, which a mistake in the flags need not wait for.
  const { startMock } = await import("../server/start-mock.ts");
  return startMock({ ...read.options, ...(log && { log }) });
}
