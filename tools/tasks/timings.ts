import { globSync, readFileSync, rmSync } from "node:fs";

const folder = new URL("../../.turbo/runs/", import.meta.url);

/** What turbo notes of a run. */
export interface Summary {
  execution: { startTime: number; endTime: number };
  tasks: {
    taskId: string;
    logFile: string;
    cache: { status: string };
    execution?: { startTime: number; endTime: number; exitCode?: number | null };
  }[];
}

/** Forgets the runs so far, so that `lastRun` speaks of the next one. */
export function forgetRuns(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** What turbo noted of the last run; undefined without a run with `--summarize`. */
export function lastRun(): Summary | undefined {
  const [path] = globSync("*.json", { cwd: folder });
  return path === undefined ? undefined : JSON.parse(readFileSync(new URL(path, folder), "utf8"));
}

/**
 * Where the time of a run went, as the lines of a small table: each task that took half a second or more, slowest
 * first, then how many came from the cache, and the time in all. Tasks run beside each other, so the sum is larger than the
 * whole.
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
    line(seconds(execution), `in all, ${cached} of ${tasks.length} tasks from the cache`),
  ];
}

function seconds(span: { startTime: number; endTime: number } | undefined): number {
  return span === undefined ? 0 : (span.endTime - span.startTime) / 1000;
}
