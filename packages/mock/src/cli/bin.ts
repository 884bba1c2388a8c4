#!/usr/bin/env node
import module from "node:module";
import { setFlagsFromString } from "node:v8";

// Node 20 has none.
module.enableCompileCache?.();
const { run } = await import("./run.ts");
const { escapeControlCharacters } = await import("../http/text.ts");

// Whatever a line tells of requests and responses, it does nothing to the terminal.
const escapeLines = (text: string) => text.split("\n").map(escapeControlCharacters).join("\n");

const result = await run(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${escapeLines(line)}\n`),
  error: (line) => process.stderr.write(`${escapeLines(line)}\n`),
});

if ("code" in result) {
  process.exitCode = result.code;
} else {
  // V8 doubles the space for new objects whenever enough of them have outlived a collection, up to 128 MB after half a million requests. A server needs a
  // few megabytes: almost nothing outlives its request. From here on, the space stays as large as it is.
  setFlagsFromString("--semi-space-growth-factor=1");
  let stopping = false;
  const stop = async () => {
    // A second signal ends the process without waiting for requests in flight.
    if (stopping) process.exit(1);
    stopping = true;
    process.exit(await result.close());
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
}
