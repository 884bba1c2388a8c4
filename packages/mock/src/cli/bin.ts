#!/usr/bin/env node
import module from "node:module";

// Node 20 has none.
module.enableCompileCache?.();
const { run } = await import("./run.ts");
const { visible } = await import("../http/text.ts");

// Whatever a line tells of requests and answers, it does nothing to the terminal.
const printable = (text: string) => text.split("\n").map(visible).join("\n");

const outcome = await run(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${printable(line)}\n`),
  error: (line) => process.stderr.write(`${printable(line)}\n`),
});

if ("code" in outcome) {
  process.exitCode = outcome.code;
} else {
  let stopping = false;
  const stop = async () => {
    // Whoever asks twice does not want to wait for what is in flight.
    if (stopping) process.exit(1);
    stopping = true;
    process.exit(await outcome.close());
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
}
