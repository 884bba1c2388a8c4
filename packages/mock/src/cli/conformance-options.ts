import { matchRoute } from "../contract/route.ts";
import { UsageError } from "../errors.ts";
import { parseHttpUrl } from "../http/url.ts";
import { parse } from "./options.ts";
import { readInteger } from "./read-values.ts";

/** What `ucwa-mock conformance` is asked to do. */
export interface ConformanceCommand {
  /** The address of the list of meetings. */
  meetings: URL;
  token: string;
  seed: number;
  allowWrites: boolean;
  timeout: number;
  maxWait: number;
  maxCases: number;
  files: { json?: string; html?: string; dialect?: string };
}

const flags = {
  /**
   * The token for the server. The environment variable `UCWA_TOKEN` is safer, because other users of a machine see command lines.
   * @default the value of `UCWA_TOKEN`
   */
  token: { type: "string" },
  /**
   * A whole number that chooses values and their order. The same number sends the same requests.
   * @default 1
   */
  seed: { type: "string", default: "1" },
  /**
   * Also makes meetings, changes and deletes them. It writes to nothing that it has not made itself, and removes all of it.
   * @default false
   */
  "allow-writes": { type: "boolean", default: false },
  /**
   * A file for what was found and learned as JSON, without anything of the server.
   * @default none
   */
  json: { type: "string" },
  /**
   * A file for the same as a page.
   * @default none
   */
  html: { type: "string" },
  /**
   * A file for the switches that make the mock behave like the server; `ucwa-mock --dialect` takes it.
   * @default none
   */
  "as-dialect": { type: "string" },
  /**
   * How long a response may take, in seconds.
   * @default 30
   */
  timeout: { type: "string", default: "30" },
  /**
   * How long the server may have the run wait in all with `Retry-After`, in seconds.
   * @default 120
   */
  "max-wait": { type: "string", default: "120" },
  /**
   * How many of the generated cases to send at most.
   * @default 10000
   */
  "max-cases": { type: "string", default: "10000" },
  /** Prints the flags of conformance. */
  help: { type: "boolean", default: false },
} as const;

/** Reads the options of `ucwa-mock conformance`. Undefined where `--help` is among them. Throws `UsageError`. */
export function readConformanceOptions(
  args: string[],
  environment: Record<string, string | undefined>,
): ConformanceCommand | undefined {
  const { values, positionals } = parse({ args, allowPositionals: true, options: flags });
  if (values.help) return undefined;
  const [address, ...more] = positionals;
  if (address === undefined || more.length > 0)
    throw new UsageError(
      `conformance: expected one address, got ${positionals.length || "none"}. See ucwa-mock conformance --help.`,
    );
  // The name of the scheme belongs to the header.
  const token = (values.token ?? environment.UCWA_TOKEN ?? "").replace(/^Bearer\s+/i, "");
  if (!/^[!-~]+$/.test(token))
    throw new UsageError(
      "conformance: expected a token in UCWA_TOKEN or in --token, got none, or one with a space or a control character.",
    );
  return {
    meetings: readMeetings(address),
    token,
    seed: readInteger("--seed", values.seed, [0, 2 ** 31]),
    allowWrites: values["allow-writes"],
    timeout: readInteger("--timeout", values.timeout, [1, 3600]) * 1000,
    maxWait: readInteger("--max-wait", values["max-wait"], [0, 3600]) * 1000,
    maxCases: readInteger("--max-cases", values["max-cases"], [0, 2 ** 31]),
    files: {
      ...(values.json !== undefined && { json: values.json }),
      ...(values.html !== undefined && { html: values.html }),
      ...(values["as-dialect"] !== undefined && { dialect: values["as-dialect"] }),
    },
  };
}

const example = "https://fe1.contoso.com/ucwa/oauth/v1/applications/103985322388/onlineMeetings/myOnlineMeetings";

/** Returns the address of the list of meetings, from it or from anything below it. Throws `UsageError`. */
function readMeetings(address: string): URL {
  const url = parseHttpUrl(address);
  const isServer = url && url.username === "" && url.password === "";
  const route = isServer ? matchRoute(url.pathname) : undefined;
  const [path] = /^.*?\/onlineMeetings\/myOnlineMeetings/i.exec(url?.pathname ?? "") ?? [];
  if (isServer && route?.template !== undefined && path !== undefined) {
    const isList = path === url.pathname;
    return new URL(path + (isList ? url.search : ""), url);
  }
  throw new UsageError(
    `conformance: expected the address of the list of meetings, such as ${example}, got another one.`,
  );
}
