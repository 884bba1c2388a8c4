#!/usr/bin/env node
import { parseArgs } from "node:util";
import { serveMock } from "./serve-mock.ts";

function readPort(): number {
  const { values } = parseArgs({ options: { port: { type: "string", default: process.env.PORT ?? "4010" } } });
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
    throw new Error(`--port takes a port from 0 to 65535, not ${JSON.stringify(values.port)}.`);
  }
  return Number(values.port);
}

try {
  const server = await serveMock({ port: readPort(), host: process.env.HOST ?? "127.0.0.1" });
  console.log(`The mock listens on ${server.url}`);
  const stop = () => server.close().then(() => process.exit());
  process.once("SIGINT", stop).once("SIGTERM", stop);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(message.includes("in use") ? `${message} Choose another one with --port.` : message);
  process.exitCode = 2;
}
