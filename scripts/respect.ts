import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One run of one Arazzo document. */
export interface RespectRun {
  workflow: string;
  /** The base URL that the document's paths are appended to. */
  server: string;
  inputs: Record<string, string>;
  /** Files to write what happened to. */
  json?: string;
  har?: string;
}

export interface RespectResult {
  passed: boolean;
  steps: number;
  checks: number;
  /** What `redocly respect` printed. */
  output: string;
}

const cli = fileURLToPath(new URL("../spec/node_modules/@redocly/cli/bin/cli.js", import.meta.url));

/** Runs `redocly respect`. Inputs go through the environment: arguments are for everybody on the machine to see. */
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
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs) };
  try {
    const { code, output } = await run([cli, ...args], env);
    return { passed: code === 0, ...countsOf(report), output };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const note = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on("data", note);
  child.stderr.on("data", note);
  return new Promise((resolve) => child.on("exit", (code) => resolve({ code, output })));
}

function countsOf(report: string): { steps: number; checks: number } {
  const { files }: { files: Record<string, { executedWorkflows: { executedSteps: { checks: unknown[] }[] }[] }> } =
    JSON.parse(readFileSync(report, "utf8"));
  const steps = Object.values(files).flatMap((file) =>
    file.executedWorkflows.flatMap(({ executedSteps }) => executedSteps),
  );
  return { steps: steps.length, checks: steps.reduce((count, { checks }) => count + checks.length, 0) };
}
