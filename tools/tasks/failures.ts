import { readFileSync } from "node:fs";

/** The part of a test report that is read here. */
interface Report {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** The part of a task in turbo's summary that is read here. */
interface Task {
  taskId: string;
  logFile: string;
  execution?: { exitCode?: number | null };
}

/** Returns a line and the first line of the message for each failed test, and for each file that failed before its first test. */
export function failedTests(report: Report): string[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === "failed");
    if (failed.length === 0) return status === "failed" ? [`${name}\n  ${firstLine(message)}`] : [];
    return failed.map(({ fullName, failureMessages }) => `${name}: ${fullName}\n  ${firstLine(failureMessages[0])}`);
  });
}

/** Returns the failed tasks that are no tests, such as lint, each with the end of its output. */
export function failedGates(tasks: Task[], read = (path: string) => readFileSync(path, "utf8")): string[] {
  return tasks
    .filter(({ taskId, execution }) => execution !== undefined && execution.exitCode !== 0 && !/#test\b/.test(taskId))
    .map(({ taskId, logFile }) => [taskId, ...read(logFile).trimEnd().split("\n").slice(-30)].join("\n  "));
}

function firstLine(text = ""): string {
  return text.trim().split("\n", 1)[0] ?? "";
}
