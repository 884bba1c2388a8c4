import { describeSuggestion, escapeMarkup, plural } from "./report-text.ts";
import type { Coverage, Report, ReportedViolation, Suggestion } from "./report-type.ts";

/** The style of a page with a report. */
export const pageStyle = `body{font:15px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #ccc;padding:.3rem .5rem;text-align:left;vertical-align:top}
code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}.error{background:#fde8e8}.warning{background:#fff6d6}.seen{background:#e3f4e3}`;

/** The report as a page that needs nothing but itself. */
export function toHtml(report: Report): string {
  const { upstream, exchanges, checked, unchecked, violations, omitted, suggestions, coverage } = report;
  const statuses = [...new Set(coverage.flatMap((entry) => entry.statuses.map(({ status }) => status)))].sort(
    (a, b) => a - b,
  );
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Contract report</title><style>${pageStyle}</style></head><body>
<h1>Contract report</h1>
<p>${plural(exchanges, "exchange")} with <code>${escapeMarkup(upstream)}</code>: ${checked} checked, ${unchecked} with resources that the document does not have.</p>
<h2>Violations</h2>
${violations.length === 0 ? "<p>None.</p>" : violationTable(violations)}${omitted > 0 ? `\n<p>And ${omitted} more that are not listed.</p>` : ""}
<h2>What the document does not have</h2>
${suggestions.length === 0 ? "<p>Nothing.</p>" : suggestionTable(suggestions)}
<h2>Operations and statuses seen</h2>
<table><thead><tr><th>Operation</th>${statuses.map((status) => `<th>${status}</th>`).join("")}</tr></thead>
<tbody>
${coverage.map((entry) => coverageRow(entry, statuses)).join("\n")}
</tbody></table>
</body></html>
`;
}

function violationTable(violations: ReportedViolation[]): string {
  const heads = ["Fault of", "Kind", "Operation", "Status", "Where", "Expected", "Got", "Example", "Times", "First in"];
  const rows = violations.map((violation) => {
    const codes = [violation.pointer || "body", violation.expected, violation.actual, violation.example].map(
      (text) => `<td><code>${escapeMarkup(text)}</code></td>`,
    );
    const first = `<td><code>${escapeMarkup(`${violation.method} ${violation.target}`)}</code></td>`;
    const side = `${violation.side} (${violation.representation})`;
    return `<tr class="${violation.severity}"><td>${side}</td><td>${violation.kind}</td><td>${violation.operationId}</td><td>${violation.status || ""}</td>${codes.join("")}<td>${violation.count}</td>${first}</tr>`;
  });
  return `<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

function suggestionTable(suggestions: Suggestion[]): string {
  const rows = suggestions.map((suggestion) => {
    const { operationId, status, pointer, count } = suggestion;
    const cells = [operationId, String(status), pointer, describeSuggestion(suggestion), String(count)].map(
      (text) => `<td>${escapeMarkup(text)}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  const heads = ["Operation", "Status", "Where", "What", "Times"].map((head) => `<th>${head}</th>`).join("");
  return `<table><thead><tr>${heads}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

function coverageRow({ operationId, statuses }: Coverage, all: number[]): string {
  const cells = all.map((status) => {
    const entry = statuses.find((seen) => seen.status === status);
    if (!entry) return "<td></td>";
    const kind = entry.count === 0 ? "" : entry.isDocumented ? ' class="seen"' : ' class="warning"';
    return `<td${kind}>${entry.count}</td>`;
  });
  return `<tr><th>${operationId}</th>${cells.join("")}</tr>`;
}
