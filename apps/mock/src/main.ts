#!/usr/bin/env node
/** The server as a container runs it: configured by the environment, one JSON line for each request, a graceful end. */
import {
  escapeControlCharacters,
  type JournalEntry,
  MockError,
  PortInUseError,
  readEnvironment,
  startMock,
} from "@ucwa-meetings/mock";

const write = (event: Record<string, unknown>) =>
  process.stdout.write(`${escapeControlCharacters(JSON.stringify({ time: new Date().toISOString(), ...event }))}\n`);

// Headers and bodies are for the journal at /__mock/requests.
const log = ({ headers, body, ...entry }: JournalEntry) => write({ event: "request", ...entry });

try {
  const server = await startMock({ ...(await readEnvironment(process.env)), log });
  write({ event: "listening", url: server.url });
  const stop = async (signal: NodeJS.Signals) => {
    write({ event: "closing", signal });
    await server.close();
    process.exit();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
} catch (error) {
  if (!(error instanceof MockError)) throw error;
  const advice = error instanceof PortInUseError ? " Choose another one with PORT." : "";
  process.stderr.write(`${error.message}${advice}\n`);
  process.exitCode = 2;
}
