import { readFileSync } from "node:fs";

/** What a test runner reported, as far as it is of use here. */
interface Report {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** What turbo reported of a task that it ran. */
interface Task {
  taskId: string;
  logFile: string;
  execution?: { exitCode?: number | null };
}

/** One line and the first line of its message for each test that failed, and for each file that failed before its first test. */
export function failedTests(report: Report): string[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === "failed");
    if (failed.length === 0) return status === "failed" ? [`${name}\n  ${firstLine(message)}`] : [];
    return failed.map(({ fullName, failureMessages }) => `${name}: ${fullName}\n  ${firstLine(failureMessages[0])}`);
  });
}

/** The tasks that failed and run no tests, such as lint, with the end of what each printed. */
export function failedGates(tasks: Task[], read = (path: string) => readFileSync(path, "utf8")): string[] {
  return tasks
    .filter(({ taskId, execution }) => execution !== undefined && execution.exitCode !== 0 && !/#test\b/.test(taskId))
    .map(({ taskId, logFile }) => [taskId, ...read(logFile).trimEnd().split("\n").slice(-30)].join("\n  "));
}

function firstLine(text = ""): string {
  return text.trim().split("\n", 1)[0] ?? "";
}
