import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { redoclyCli } from "./redocly.ts";
import { telemetryOff } from "./telemetry.ts";

/** One run of one Arazzo document. */
export interface RespectRun {
  workflow: string;
  /** The base URL of the server. */
  server: string;
  inputs: Record<string, string>;
  /** Files for the results. */
  json?: string;
  har?: string;
}

export interface RespectResult {
  passed: boolean;
  steps: number;
  checks: number;
  /** The output of `redocly respect`. */
  output: string;
}

/** Runs `redocly respect`. The inputs contain a token, so they are in the environment: everybody on the machine can read arguments. */
export async function respect({ workflow, server, inputs, json, har }: RespectRun): Promise<RespectResult> {
  const folder = mkdtempSync(join(tmpdir(), "ucwa-contract-"));
  const report = json ?? join(folder, "report.json");
  const args = [
    "respect",
    workflow,
    "--server",
    `ucwa=${server}`,
    "--json-output",
    report,
    ...(har ? ["--har-output", har] : []),
  ];
  const env = { ...process.env, ...telemetryOff, REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs) };
  try {
    const { code, output } = await run([redoclyCli, ...args], env);
    return { passed: code === 0, ...readCounts(report), output };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const append = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on("data", append);
  child.stderr.on("data", append);
  return new Promise((resolve) => child.on("exit", (code) => resolve({ code, output })));
}

function readCounts(report: string): { steps: number; checks: number } {
  const { files }: { files: Record<string, { executedWorkflows: { executedSteps: { checks: unknown[] }[] }[] }> } =
    JSON.parse(readFileSync(report, "utf8"));
  const steps = Object.values(files).flatMap((file) =>
    file.executedWorkflows.flatMap(({ executedSteps }) => executedSteps),
  );
  return { steps: steps.length, checks: steps.reduce((count, { checks }) => count + checks.length, 0) };
}
