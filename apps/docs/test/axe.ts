import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds serious or critical on a page as it is now, one line each: the rule and where.
 * With `colours` only the rules that a change of colours alone can break are run.
 */
export async function seriousFindings(page: Page, rules: "all" | "colours" = "all"): Promise<string[]> {
  // Evaluated by the debugger, so that the page's policy need not allow it.
  await page.evaluate(source);
  const runOnly = rules === "all" ? undefined : ["color-contrast", "link-in-text-block"];
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, ${JSON.stringify({ resultTypes: ["violations"], preload: false, iframes: false, runOnly })})`,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")} ${failureSummary}`),
    );
}
