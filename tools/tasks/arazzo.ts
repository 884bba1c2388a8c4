import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { redoclyCli } from "./redocly.ts";
import { telemetryOff } from "./telemetry.ts";

/** One run of Arazzo documents, one after the other. */
export interface RespectRun {
  /** The files, or their addresses. */
  workflows: string[];
  /** The base URL of the server, on this machine. */
  server: string;
  inputs: Record<string, string>;
  /** Files for the results. */
  json?: string;
  har?: string;
  /**
   * How long a response may take, in milliseconds.
   * @default 40_000
   */
  timeout?: number;
}

export interface RespectResult {
  /**
   * `differs`: all that failed is the expectation of a step that is marked with `x-ucwa-basis: inferred`. No source shows what a server does
   * there, so the server breaks no rule.
   */
  verdict: "passed" | "differs" | "failed";
  /** The steps that failed. */
  failedSteps: string[];
  steps: number;
  checks: number;
  /** The output of `redocly respect`. */
  output: string;
}

/** Runs `redocly respect`. The inputs contain a token, so they are in the environment: everybody on the machine can read arguments. */
export async function respect({
  workflows,
  server,
  inputs,
  json,
  har,
  timeout = 40_000,
}: RespectRun): Promise<RespectResult> {
  const folder = mkdtempSync(join(tmpdir(), "ucwa-contract-"));
  const report = json ?? join(folder, "report.json");
  const args = [
    "respect",
    ...workflows,
    "--server",
    `ucwa=${server}`,
    "--json-output",
    report,
    ...(har ? ["--har-output", har] : []),
    "--max-fetch-timeout",
    String(timeout),
  ];
  // It would send requests to this machine through a proxy that HTTP_PROXY names, too.
  const direct = { NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" };
  const env = { ...process.env, ...telemetryOff, ...direct, REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs) };
  try {
    const { code, output } = await run([redoclyCli, ...args], env);
    const inferred = (await Promise.all(workflows.map(readWorkflow))).flatMap(inferredSteps);
    return { ...readReport(report, code === 0, inferred), output };
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

interface ExecutedStep {
  stepId: string;
  checks: { name: string; passed: boolean }[];
}

interface ExecutedWorkflow {
  /** The steps, and a workflow within the workflow for the steps that a failed one leads to. */
  executedSteps: (ExecutedStep | ExecutedWorkflow)[];
}

function readReport(report: string, passed: boolean, inferred: string[]): Omit<RespectResult, "output"> {
  const { files }: { files: Record<string, { executedWorkflows: ExecutedWorkflow[] }> } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  const steps = Object.values(files).flatMap((file) => file.executedWorkflows.flatMap(stepsOf));
  const failed = steps.filter(({ checks }) => checks.some((check) => !check.passed));
  const differs = failed.length > 0 && failed.every((step) => inferred.includes(step.stepId) && isUnexpectedOnly(step));
  return {
    verdict: passed ? "passed" : differs ? "differs" : "failed",
    failedSteps: failed.map(({ stepId }) => stepId),
    steps: steps.length,
    checks: steps.reduce((count, { checks }) => count + checks.length, 0),
  };
}

function stepsOf({ executedSteps }: ExecutedWorkflow): ExecutedStep[] {
  return executedSteps.flatMap((step) => ("executedSteps" in step ? stepsOf(step) : [step]));
}

/** Whether the response is one of the document, only not the one that the step expects. */
function isUnexpectedOnly({ checks }: ExecutedStep): boolean {
  return checks.every(({ name, passed }) => passed || name === "success criteria check");
}

async function readWorkflow(place: string): Promise<string> {
  return /^https?:/.test(place) ? (await fetch(place)).text() : readFileSync(place, "utf8");
}

function inferredSteps(workflow: string): string[] {
  const { workflows }: { workflows: { steps: { stepId: string; "x-ucwa-basis"?: string }[] }[] } = parse(workflow);
  return workflows.flatMap(({ steps }) =>
    steps.filter((step) => step["x-ucwa-basis"] === "inferred").map(({ stepId }) => stepId),
  );
}
