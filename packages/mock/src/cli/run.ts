import { MockError, PortInUseError, UsageError } from "../errors.ts";
import { readVersion } from "../server/version.ts";
import { runMock } from "./mock-command.ts";
import type { CommandResult, Streams } from "./options.ts";
import { conformanceUsage, driftUsage, listSwitches, proxyUsage, usage } from "./usage.ts";

/** Runs the command. Each mistake of the user is one line on the error stream, and the exit code is 2. */
export async function run(args: string[], streams: Streams): Promise<CommandResult> {
  try {
    return await dispatch(args, streams);
  } catch (error) {
    if (!(error instanceof MockError)) throw error;
    const advice = error instanceof PortInUseError ? " Choose another one with --port." : "";
    // A usage error has a line for each mistake; in any other message, a line break is from what it quotes.
    const lines = error instanceof UsageError ? error.message.split("\n") : [error.message.replace(/\s+/g, " ")];
    for (const line of lines) streams.error(`${line}${advice}`);
    return { code: 2 };
  }
}

async function dispatch(args: string[], streams: Streams): Promise<CommandResult> {
  const [first, ...rest] = args;
  if (first === "--version") return print(readVersion(), streams);
  if (first === "switches") return print(listSwitches(), streams);
  if (first === "proxy") {
    const { runProxy } = await import("./proxy-command.ts");
    return (await runProxy(rest, streams)) ?? print(proxyUsage, streams);
  }
  if (first === "drift") {
    const { runDrift } = await import("./drift-command.ts");
    return (await runDrift(rest, streams)) ?? print(driftUsage, streams);
  }
  if (first === "conformance") {
    const { runConformanceCommand } = await import("./conformance-command.ts");
    return (await runConformanceCommand(rest, streams)) ?? print(conformanceUsage, streams);
  }
  const mock = await runMock(args, streams);
  if (!mock) return print(usage, streams);
  streams.out(`The mock listens on ${mock.url}`);
  return { close: () => mock.close().then(() => 0) };
}

function print(text: string, { out }: Streams): CommandResult {
  out(text);
  return { code: 0 };
}
