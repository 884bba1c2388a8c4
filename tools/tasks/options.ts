import { parseArgs } from "node:util";

// The mock has the same defaults, but `start` reads its flags before the mock is built. `test/defaults.test.ts` compares them.
const defaultMockPort = "4010";
const defaultHost = "127.0.0.1";

const usage = `Usage: pnpm start [options]

  --mock-port  port of the mock server. Default: ${defaultMockPort}
  --docs-port  port of the documentation. Default: 8080
  --host       address that both servers listen on. Default: ${defaultHost}
  --examples   respond with the published samples and keep nothing that is written`;

/** The options of `pnpm start`. */
export interface Options {
  host: string;
  mockPort: number;
  docsPort: number;
  /** Whether the mock responds with the document's examples and keeps nothing. */
  examples: boolean;
}

/** Returns the options of `pnpm start` from the command line. With `--help` it prints the usage, and with a wrong flag an error; both end the process. */
export function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        "mock-port": { type: "string", default: defaultMockPort },
        "docs-port": { type: "string", default: "8080" },
        host: { type: "string", default: defaultHost },
        examples: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit();
    }
    const port = (flag: "mock-port" | "docs-port") => {
      if (/^\d{1,5}$/.test(values[flag]) && Number(values[flag]) <= 65_535) return Number(values[flag]);
      return fail(`--${flag}: expected a port from 0 to 65535, got ${JSON.stringify(values[flag])}.`);
    };
    return { host: values.host, mockPort: port("mock-port"), docsPort: port("docs-port"), examples: values.examples };
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/** Prints an error and ends the process with exit code 2. */
export function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
