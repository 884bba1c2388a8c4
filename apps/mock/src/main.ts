#!/usr/bin/env node
/** Hosts the mock: configured by flags and the environment, one line of JSON for each event, a graceful end. */
import { setFlagsFromString } from "node:v8";
import { escapeControlCharacters, MockError, PortInUseError } from "@ucwa-meetings/mock";
import { helpText } from "./help.ts";
import { readHostOptions } from "./read-host-options.ts";
import { startHost, type WriteEvent } from "./start-host.ts";

const write: WriteEvent = (event) =>
  process.stdout.write(`${escapeControlCharacters(JSON.stringify({ time: new Date().toISOString(), ...event }))}\n`);

function fail(lines: string[]): void {
  for (const line of lines) process.stderr.write(`${escapeControlCharacters(line)}\n`);
  process.exitCode = 2;
}

const read = await readHostOptions(process.argv.slice(2), process.env);
if ("help" in read) process.stdout.write(`${helpText()}\n`);
else if ("mistakes" in read) fail(read.mistakes);
else {
  const { drainDelay } = read.options;
  try {
    const { url, opsUrl, stop } = await startHost(read.options, write);
    // As the command `ucwa-mock` does: the space for new objects stays as large as it is, which saves half of the memory.
    setFlagsFromString("--semi-space-growth-factor=1");
    let isStopping = false;
    const end = async (signal: NodeJS.Signals) => {
      // A second signal ends the process without waiting for anything.
      if (isStopping) process.exit(1);
      isStopping = true;
      write({ event: "closing", signal });
      // Somebody at a keyboard sends SIGINT, and has no load balancer to wait for.
      await stop(signal === "SIGTERM" ? drainDelay : 0);
      process.exit();
    };
    process.on("SIGINT", end).on("SIGTERM", end);
    write({ event: "listening", url, ops: opsUrl });
  } catch (error) {
    if (!(error instanceof MockError)) throw error;
    fail([`${error.message}${error instanceof PortInUseError ? " Choose another one with PORT." : ""}`]);
  }
}
