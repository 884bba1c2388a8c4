import { type ConformanceReport, toReport } from "../../src/conformance/report.ts";
import { type ConformanceRun, runConformance } from "../../src/conformance/run.ts";
import { httpOperations } from "../../src/contract/operations.ts";
import type { Dialect, Switches } from "../../src/contract/switches.ts";
import { createMock, type FetchMock } from "../../src/fetch.ts";

/** How a test runs conformance against a mock in its process. */
export interface TryOptions {
  dialect?: Dialect;
  switches?: Partial<Switches>;
  seed?: number;
  allowWrites?: boolean;
  /** @default all */
  maxCases?: number;
  /** What stands between the run and the mock. */
  wrap?: (send: typeof fetch) => typeof fetch;
  timeout?: number;
  maxWait?: number;
  stop?: AbortSignal;
}

/** What came of it. The mock is the server that was tried out. */
export interface Tried {
  run: ConformanceRun;
  report: ConformanceReport;
  mock: FetchMock;
}

const origin = "http://server.test";

/** The list of meetings of the example application. */
export function meetingsOf(dialect: Dialect): URL {
  const prefix = dialect === "deployed" ? "/ucwa/oauth/v1" : "/ucwa/v1";
  return new URL(`${origin}${prefix}/applications/833/onlineMeetings/myOnlineMeetings`);
}

/** Runs conformance against a mock, with writing unless a test says otherwise. */
export async function tryOut(options: TryOptions = {}): Promise<Tried> {
  const { dialect = "documented", switches = {}, seed = 1, allowWrites = true, wrap = (send) => send } = options;
  const { maxCases, timeout = 10_000, maxWait = 1000, stop } = options;
  const mock = await createMock({ dialect, switches });
  // A server knows from the request who it is.
  const send: typeof fetch = (input, init) =>
    mock.fetch(toUrl(input), { ...init, headers: { ...toRecord(init?.headers), host: new URL(origin).host } });
  const run = await runConformance({
    ...{ meetings: meetingsOf(dialect), token: "cwt=conformance", seed, allowWrites, timeout, maxWait, year: 2026 },
    fetch: wrap(send),
    ...(maxCases !== undefined && { maxCases }),
    ...(stop && { stop }),
  });
  return { run, report: toReport(run, await httpOperations(), { seed, allowWrites }), mock };
}

function toUrl(input: Parameters<typeof fetch>[0]): string {
  return input instanceof Request ? input.url : String(input);
}

function toRecord(headers: RequestInit["headers"]): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}
