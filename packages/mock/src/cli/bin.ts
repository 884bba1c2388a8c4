#!/usr/bin/env node
import module from "node:module";

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
  let stopping = false;
  const stop = async () => {
    // A second signal ends the process without waiting for requests in flight.
    if (stopping) process.exit(1);
    stopping = true;
    process.exit(await result.close());
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
}
