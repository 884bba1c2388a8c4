import { globSync, readFileSync, rmSync } from "node:fs";

const folder = new URL("../../.turbo/runs/", import.meta.url);

/** The part of turbo's summary of a run that is read here. */
export interface Summary {
  execution: { startTime: number; endTime: number };
  tasks: {
    taskId: string;
    logFile: string;
    cache: { status: string };
    execution?: { startTime: number; endTime: number; exitCode?: number | null };
  }[];
}

/** Removes the summaries of earlier runs, so that `lastRun` returns the next one. */
export function clearRunSummaries(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Returns turbo's summary of the last run, or undefined if no run had `--summarize`. */
export function lastRun(): Summary | undefined {
  const [path] = globSync("*.json", { cwd: folder });
  return path === undefined ? undefined : JSON.parse(readFileSync(new URL(path, folder), "utf8"));
}

/**
 * Returns the lines of a table with the time of each task that took half a second or more, slowest first, and of the whole run. Tasks run at
 * the same time, so their sum is larger than the whole.
 */
export function timings(summary: Summary | undefined): string[] {
  if (summary === undefined) return [];
  const { execution, tasks } = summary;
  const rows = tasks
    .filter(({ cache }) => cache.status !== "HIT")
    .map(({ taskId, execution: span }) => ({ task: taskId.replace(/^\/\/#/, ""), seconds: seconds(span) }))
    .filter((row) => row.seconds >= 0.5)
    .sort((a, b) => b.seconds - a.seconds);
  const cached = tasks.filter(({ cache }) => cache.status === "HIT").length;
  const line = (time: number, label: string) => `${time.toFixed(1).padStart(7)} s  ${label}`;
  return [
    ...rows.map(({ task, seconds }) => line(seconds, task)),
    line(seconds(execution), `in total, ${cached} of ${tasks.length} tasks from the cache`),
  ];
}

function seconds(span: { startTime: number; endTime: number } | undefined): number {
  return span === undefined ? 0 : (span.endTime - span.startTime) / 1000;
}
