import { readFileSync } from "node:fs";
import { parse } from "yaml";

const folder = new URL("../../.github/workflows/", import.meta.url);

/** A step of a job: an action, or a command in a shell. */
export interface Step {
  name?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

/** A job, with what its token may do. */
export interface Job {
  uses?: string;
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  steps?: Step[];
}

/** A workflow of GitHub Actions, as far as the tests look at it. */
export interface Workflow {
  on: unknown;
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

/** The text of a workflow, by the name of its file. */
export function workflowText(name: string): string {
  return readFileSync(new URL(name, folder), "utf8");
}

/** A workflow, by the name of its file. */
export function readWorkflow(name: string): Workflow {
  return parse(workflowText(name));
}

/** The command of a step that has a name. Throws if there is no such step. */
export function readCommand(name: string, step: string): string {
  const steps = Object.values(readWorkflow(name).jobs).flatMap((job) => job.steps ?? []);
  const command = steps.find((one) => one.name === step)?.run;
  if (command === undefined) throw new Error(`${name} has no step ${JSON.stringify(step)} with a command.`);
  return command;
}
