import { parseArgs } from "node:util";

const usage = `Usage: pnpm start [--mock-port 4010] [--docs-port 8080] [--host 127.0.0.1] [--examples]

  --mock-port  port of the mock server
  --docs-port  port of the documentation
  --host       address that both listen on
  --examples   the mock answers with the published samples and remembers nothing`;

/** Where the two servers are to listen. */
export interface Options {
  host: string;
  mockPort: number;
  docsPort: number;
  /** Whether the mock answers with the document's examples, without memory. */
  examples: boolean;
}

/** The flags of `start`. Ends the process with the usage where they ask for it, or with one line where they are wrong. */
export function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        "mock-port": { type: "string", default: "4010" },
        "docs-port": { type: "string", default: "8080" },
        host: { type: "string", default: "127.0.0.1" },
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
      return fail(`--${flag} takes a port from 0 to 65535, not ${JSON.stringify(values[flag])}.`);
    };
    return { host: values.host, mockPort: port("mock-port"), docsPort: port("docs-port"), examples: values.examples };
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/** Ends the process with one line that says why. */
export function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
