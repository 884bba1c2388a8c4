import type { CheckResult } from "../check/check.ts";
import { describeViolation } from "../check/report-text.ts";
import { escapeControlCharacters } from "../http/text.ts";
import type { Streams } from "./options.ts";

/** Prints an exchange in a line, and each of its violations in another. */
export function logExchange(
  { method, target, status, violations }: Pick<CheckResult, "method" | "target" | "status" | "violations">,
  { out }: Streams,
): void {
  out(escapeControlCharacters(`${method} ${target} ${status || "no status"}`));
  for (const violation of violations) out(`  ${describeViolation(violation)}`);
}
