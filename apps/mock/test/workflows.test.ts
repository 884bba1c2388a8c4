import { type Dialect, startMock } from "@ucwa-meetings/mock";
import { describe, expect, test } from "vitest";
import { findValkeyServer } from "../../../tools/tasks/find-valkey-server.ts";
import { hasHaproxy } from "./support/haproxy.ts";
import { startBehindHaproxy, startByCommand } from "./support/hosted-replicas.ts";
import { createJob, type Job, type JobResult } from "./support/workflow-job.ts";

const isLong = process.env.UCWA_LONG === "1";
// Long runs take minutes.
const timeout = 900_000;

/** What a job finds that has a mock to itself. */
async function runAlone(dialect: Dialect): Promise<JobResult> {
  await using mock = await startMock();
  return await (await createJob(mock.url, dialect)).run();
}

/** A result without the numbers by which the mock counts responses. */
function withoutCorrelation({ steps, ...result }: JobResult): JobResult {
  return { ...result, steps: steps.map((step) => step.replace(/"x-ms-correlation-id":"[^"]*"/, "")) };
}

/** Runs jobs, so many at once. `onEnd` gets the results so far, by the jobs, and the jobs that run at the moment. */
async function runJobs(
  jobs: Job[],
  atOnce: number,
  onEnd?: (results: Map<Job, JobResult>, running: Set<Job>) => void,
): Promise<Map<Job, JobResult>> {
  const results = new Map<Job, JobResult>();
  const running = new Set<Job>();
  const queue = jobs.values();
  const lanes = Array.from({ length: atOnce }, async () => {
    for (const job of queue) {
      running.add(job);
      results.set(job, await job.run());
      running.delete(job);
      onEnd?.(results, running);
    }
  });
  await Promise.all(lanes);
  return results;
}

/** Makes the sandboxes of jobs, all of which are there before the first job begins. In the long run, every second one has the other dialect. */
function createJobs(url: string, count: number): Promise<Job[]> {
  const dialects = Array.from({ length: count }, (_, index) => (isLong && index % 2 === 1 ? "deployed" : "documented"));
  return Promise.all(dialects.map((dialect) => createJob(url, dialect)));
}

const byCommand = { name: "start:replicas", start: startByCommand };
const behindHaproxy = { name: "HAProxy, as in compose.yaml", start: startBehindHaproxy };

describe.skipIf(!findValkeyServer())("Two replicas on one Valkey server", () => {
  // Each job is one process of `redocly respect`, which mostly computes. Eight at once keep two cores busy.
  test(`give each of ${isLong ? 100 : 2} jobs in sandboxes all the results of the workflows that it has alone`, {
    timeout,
  }, async () => {
    await using hosted = await startByCommand();
    const jobs = await createJobs(hosted.url, isLong ? 100 : 2);
    const [documented, deployed, results] = await Promise.all([
      runAlone("documented"),
      isLong ? runAlone("deployed") : undefined,
      runJobs(jobs, 8),
    ]);
    expect([documented.hasPassed, deployed?.hasPassed]).toEqual([true, isLong ? true : undefined]);
    expect(documented.steps.length).toBeGreaterThan(60);
    expect(results.size).toBe(jobs.length);
    for (const [job, result] of results) expect(result).toEqual(job.dialect === "deployed" ? deployed : documented);
    // Each sandbox is still there, and has the requests of its job alone.
    const counts = await Promise.all(jobs.map((job) => job.countRequests()));
    expect(new Set(counts)).toEqual(new Set([documented.steps.length]));
    // Each replica had half of the requests.
    const [first = 0, second = 0] = hosted.served();
    expect(first + second).toBeGreaterThan(jobs.length * documented.steps.length);
    expect(Math.abs(first - second)).toBeLessThan((first + second) / 20);
  });

  // The mock waits before each response, so that there are requests in flight when the replica ends.
  describe.runIf(isLong).each([{ ...byCommand, count: 100 }, ...(hasHaproxy ? [{ ...behindHaproxy, count: 40 }] : [])])(
    "of which one is killed while $count jobs run, through $name",
    ({ start, count }) => {
      test("fail nothing but what is in flight, and a job that is run again has all its results", {
        timeout,
      }, async () => {
        const expected = { documented: await runAlone("documented"), deployed: await runAlone("deployed") };
        await using hosted = await start();
        const jobs = await createJobs(hosted.url, count);
        await Promise.all(jobs.map((job) => job.delay(200)));
        let runningAtKill: Job[] = [];
        const results = await runJobs(jobs, 16, ({ size }, running) => {
          if (size !== count / 2) return;
          runningAtKill = [...running];
          hosted.kill();
        });
        expect(runningAtKill).toHaveLength(15);
        const hit = jobs.filter((job) => results.get(job)?.lost.length !== 0);
        // A job has one request in flight at a time.
        for (const job of hit) {
          expect([runningAtKill.includes(job), results.get(job)?.lost]).toEqual([true, [expect.any(String)]]);
          await job.reset();
          results.set(job, await job.run());
        }
        // What was in flight for another may have been sent again by its client, so that the mock has counted it twice.
        for (const [job, result] of results) {
          const isCounted = !runningAtKill.includes(job) || hit.includes(job);
          const wanted = expected[job.dialect];
          if (isCounted) expect(result).toEqual(wanted);
          else expect(withoutCorrelation(result)).toEqual(withoutCorrelation(wanted));
        }
      });
    },
  );
});
