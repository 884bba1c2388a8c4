import { plural } from "../check/report-text.ts";
import { toCurl } from "./curl.ts";
import type { Learned } from "./learned.ts";
import type { ConformanceReport } from "./report.ts";
import type { ConformanceRun } from "./run.ts";

/** What a run found out, for the console of the person who started it. `hide` removes the token from what a server has sent. */
export function describeRun(
  { session, isStopped, leftovers }: ConformanceRun,
  report: ConformanceReport,
  hide: (text: string) => string,
): string {
  const { findings } = session.found;
  const found = findings.map((finding) => {
    const { question, sent, status, pointer, expected, actual } = finding;
    const shown = sent.body === undefined ? sent : { ...sent, body: hide(sent.body) };
    const where = `${question.step}, ${status || "no status"}  ${pointer || "body"}`;
    return `  ${where}: expected ${expected}, got ${hide(actual)}\n    ${toCurl(question, shown)}`;
  });
  const { statements, behaviours, busy, dialect, suggestions } = report;
  return [
    ...found,
    ...(found.length > 0 ? [howToRepeat] : []),
    `${plural(session.count(), "request")}; ${plural(findings.length, "finding")}; ${suggestions.length} more that the document does not have`,
    ...(busy.length > 0 ? [`${plural(busy.length, "step")} showed nothing, because the server was busy.`] : []),
    ...(isStopped ? ["The run was stopped before its end."] : []),
    `Inferred statements: ${count(statements)}`,
    ...refuted(statements, "the server"),
    `Switches, compared with the dialect ${dialect}: ${count(behaviours)}`,
    ...refuted(behaviours, "the server has"),
    ...leftovers.meetings.map((url) => `could not be removed: ${hide(url)}`),
    ...(leftovers.isUnsure
      ? ["A meeting may be left over: a response was lost or had no address, and the list does not show what it made."]
      : []),
  ].join("\n");
}

const howToRepeat =
  "To send them again, set UCWA_TOKEN, UCWA_MEETINGS to the list, UCWA_MEETING, UCWA_EXTENSIONS and UCWA_EXTENSION to a meeting that may be changed and what is in it, and UCWA_ETAG to the current ETag.";

function count(rows: Learned[]): string {
  const verdicts = ["confirmed", "refuted", "not reached"] as const;
  return verdicts.map((verdict) => `${rows.filter((row) => row.verdict === verdict).length} ${verdict}`).join(", ");
}

function refuted(rows: Learned[], subject: string): string[] {
  return rows
    .filter(({ verdict }) => verdict === "refuted")
    .map(({ name, statement, does }) => `  ${name}  ${statement}\n    refuted: ${subject} ${does}`);
}
