import { pageStyle } from "../check/report-html.ts";
import { describeSuggestion, escapeMarkup, plural } from "../check/report-text.ts";
import type { Learned } from "./learned.ts";
import type { ConformanceReport } from "./report.ts";

/** The report as a page that needs nothing but itself. */
export function toPage(report: ConformanceReport): string {
  const { seed, requests, hasWritten, findings, suggestions, statements, behaviours, dialect, isStopped } = report;
  const how = hasWritten ? "reading and writing" : "only reading";
  const end = isStopped ? " It was stopped before its end." : "";
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Conformance report</title><style>${pageStyle}</style></head><body>
<h1>Conformance report</h1>
<p>${plural(requests, "request")} with seed ${seed}, ${how}.${end} The server resembles the dialect <code>${dialect}</code> most.</p>
<h2>Inferred statements of the document</h2>
${learnedTable("Fact", statements, "the server")}
<h2>Switches of the mock, compared with the dialect</h2>
${learnedTable("Switch", behaviours, "the server has")}
<h2>What breaks the document</h2>
${findings.length === 0 ? "<p>Nothing.</p>" : findingTable(report)}
<h2>What the document does not have</h2>
${suggestions.length === 0 ? "<p>Nothing.</p>" : suggestionTable(report)}
</body></html>
`;
}

const classes = { confirmed: "seen", refuted: "error", "not reached": "" };

function learnedTable(head: string, rows: Learned[], subject: string): string {
  const lines = rows.map(({ name, statement, verdict, does }) => {
    const result = does === "" ? verdict : `${verdict}: ${subject} ${does}`;
    return `<tr class="${classes[verdict]}"><td>${cells([name, statement, result])}</td></tr>`;
  });
  return toTable([head, "Says", "Result"], lines);
}

function findingTable({ findings }: ConformanceReport): string {
  const lines = findings.map(({ step, operationId, status, pointer, expected, actual, curl }) => {
    const where = `<td>${cells([step, operationId, String(status || "none"), pointer || "body", expected, actual])}</td>`;
    return `<tr class="error">${where}<td><code>${escapeMarkup(curl)}</code></td></tr>`;
  });
  return toTable(["Step", "Operation", "Status", "Where", "Expected", "Got", "Again"], lines);
}

function suggestionTable({ suggestions }: ConformanceReport): string {
  const lines = suggestions.map((suggestion) => {
    const { operationId, status, pointer, count } = suggestion;
    return `<tr><td>${cells([operationId, String(status), pointer, describeSuggestion(suggestion), String(count)])}</td></tr>`;
  });
  return toTable(["Operation", "Status", "Where", "What", "Times"], lines);
}

function cells(texts: string[]): string {
  return texts.map(escapeMarkup).join("</td><td>");
}

function toTable(heads: string[], lines: string[]): string {
  const head = heads.map((text) => `<th>${text}</th>`).join("");
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${lines.join("\n")}\n</tbody></table>`;
}
