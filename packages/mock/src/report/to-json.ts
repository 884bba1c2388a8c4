import { printable } from "./printable.ts";
import type { Report } from "./report-type.ts";

/** The report as JSON in lines. */
export function toJson(report: Report): string {
  const lines = JSON.stringify(report, undefined, 2).split("\n");
  return `${lines.map(printable).join("\n")}\n`;
}
