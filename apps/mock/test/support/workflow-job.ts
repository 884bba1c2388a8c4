import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Dialect } from "@ucwa-meetings/mock";
import { respect } from "../../../../tools/tasks/arazzo.ts";

/** The workflows of the spec. The last one deletes the meeting that the others have left as it was. */
const names = [
  "read",
  "not-modified",
  "update",
  "extensions",
  "duplicate-extension",
  "xml",
  "lifecycle",
  "errors",
  "delete",
] as const;
const folder = fileURLToPath(new URL("../../../../spec/workflows/", import.meta.url));

/** A CI job: it has a sandbox of its own, in which it runs all workflows of the spec. */
export interface Job {
  dialect: Dialect;
  /** Runs the workflows, and returns what they found. */
  run(): Promise<JobResult>;
  /** Makes the sandbox as it was at first. */
  reset(): Promise<void>;
  /** Lets the mock wait before each response. */
  delay(milliseconds: number): Promise<void>;
  /** How many requests the sandbox has in its journal. */
  countRequests(): Promise<number>;
}

/** What the workflows of a job found. */
export interface JobResult {
  hasPassed: boolean;
  /** Every step: what was sent, what came (status, headers, body), and what was checked. Addresses begin where the sandbox does. */
  steps: string[];
  /** The steps whose request had no response of the mock, with the reason. */
  lost: string[];
}

/** Makes the sandbox of a job. */
export async function createJob(url: string, dialect: Dialect): Promise<Job> {
  // The workflows have to follow links: the sandbox knows only the paths that its links have.
  const settings = { dialect, switches: { otherExtensionsPath: "refused" } };
  const created = await send(url, "POST", "", undefined, settings);
  const { id, baseUrl, token } = Object(await created.json());
  const control = (method: string, action: string, body?: unknown) => send(url, method, `/${id}${action}`, token, body);
  return {
    dialect,
    run: () => runWorkflows(baseUrl, dialect),
    reset: async () => void (await control("POST", "/reset")),
    delay: async (milliseconds) => void (await control("PUT", "/fault", { name: `delay:${milliseconds}` })),
    countRequests: async () => Object(await (await control("GET", "/requests")).json()).length,
  };
}

async function send(url: string, method: string, path: string, token?: string, body?: unknown): Promise<Response> {
  const response = await fetch(`${url}/__mock/sandboxes${path}`, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: expected a success, got ${response.status}.`);
  return response;
}

async function runWorkflows(baseUrl: string, dialect: Dialect): Promise<JobResult> {
  const { origin, pathname } = new URL(baseUrl);
  const reports = await mkdtemp(join(tmpdir(), "ucwa-job-"));
  const json = join(reports, "report.json");
  try {
    const { verdict } = await respect({
      workflows: names.map((name) => join(folder, `${name}.arazzo.yaml`)),
      server: baseUrl + (dialect === "deployed" ? "/ucwa/oauth/v1" : "/ucwa/v1"),
      inputs: { token: "cwt=job", applicationId: "833", onlineMeetingId: "810", origin },
      json,
    });
    const steps = readSteps((await readFile(json, "utf8")).replaceAll(origin, "").replaceAll(pathname, ""));
    return {
      hasPassed: verdict === "passed",
      steps: steps.map(toText),
      lost: steps.filter(isLost).map(({ stepId, checks }) => `${stepId}: ${checks.at(0)?.message}`),
    };
  } finally {
    await rm(reports, { recursive: true });
  }
}

/** What a report of `redocly respect` says of a step. */
interface Step {
  stepId: string;
  request?: Record<string, unknown>;
  response?: { statusCode: number; headers: Record<string, string>; body: unknown };
  checks: { name: string; passed: boolean; condition?: string; message?: string }[];
}

/** Whether there was no response, or that of a load balancer which got none. */
function isLost({ response }: Step): boolean {
  return response === undefined || response.statusCode === 0 || response.statusCode === 502;
}

/** A workflow, or one within it for the steps that a failed one leads to. */
interface Workflow {
  executedSteps: (Step | Workflow)[];
}

function readSteps(report: string): Step[] {
  const { files }: { files: Record<string, { executedWorkflows: Workflow[] }> } = JSON.parse(report);
  return Object.values(files).flatMap(({ executedWorkflows }) => executedWorkflows.flatMap(stepsOf));
}

function stepsOf({ executedSteps }: Workflow): Step[] {
  return executedSteps.flatMap((step) => ("executedSteps" in step ? stepsOf(step) : [step]));
}

/** What is about the connection, or about this very request. */
const passing = ["connection", "date", "keep-alive", "transfer-encoding", "x-request-id"];

function toText({ stepId, request, response, checks }: Step): string {
  const headers = Object.entries(response?.headers ?? {}).filter(([name]) => !passing.includes(name));
  const results = checks.map(({ name, passed, condition }) => [name, passed, condition]);
  return JSON.stringify([stepId, request, response?.statusCode, Object.fromEntries(headers), response?.body, results]);
}
