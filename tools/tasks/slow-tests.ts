/** The part of a test report that is read here. */
interface Report {
  testResults: { name: string; startTime: number; endTime: number }[];
}

/** Milliseconds from which on a test file is slow. */
const limit = 2000;

/** Returns the paths of the test files that were slow in a run, by its report, without those that have changed since. */
export function slowTests(report: Report, changed: string[]): string[] {
  return report.testResults
    .filter(
      ({ name, startTime, endTime }) =>
        endTime - startTime >= limit && !changed.some((file) => name.endsWith(`/${file}`)),
    )
    .map(({ name }) => name);
}
