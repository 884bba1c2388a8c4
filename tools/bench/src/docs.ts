import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveFolder } from "./docs-server.ts";
import { docsSites, type Site } from "./docs-sites.ts";
import { type Content, countContent, launchBrowser, type Timing, timeVisit } from "./docs-visits.ts";
import { median } from "./measure.ts";
import { printTable } from "./table.ts";

const rounds = 7;

interface Row extends Content, Timing {
  name: string;
  isComplete: boolean;
  /** The largest contentful paint, divided by that of the first site in the same round. */
  ratio: number;
}

/** Prints how this project's reference loads and what it contains, compared with other renderers of the same document. */
export async function benchDocs(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "bench-docs-"));
  try {
    const rows = await compare(docsSites(root));
    printTable(
      "The reference in a browser, processor slowed down 4 times",
      [
        "",
        "LCP to this site",
        "LCP, ms",
        "blocked, ms",
        "compressed",
        "characters without JavaScript",
        "axe, serious or critical",
        "requests to others",
      ],
      rows.map((row) => [
        row.name,
        row.ratio.toFixed(2),
        row.largestContentfulPaint.toFixed(0),
        row.totalBlockingTime.toFixed(0),
        `${(row.transferred / 1000).toFixed(0)} kB`,
        row.readable.toLocaleString("en"),
        String(row.axeViolations),
        String(row.thirdPartyRequests),
      ]),
    );
    console.log(`\n${describeWins(rows)}`);
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function compare(sites: Site[]): Promise<Row[]> {
  const browser = await launchBrowser();
  const servers = await Promise.all(sites.map(({ folder }) => serveFolder(folder)));
  const urls = sites.map(({ path }, index) => `${servers[index]?.url}${path}`);
  try {
    const contents: Content[] = [];
    for (const url of urls) contents.push(await countContent(browser, url));
    const timings = urls.map((): Timing[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, url] of urls.entries()) timings[index]?.push(await timeVisit(browser, url));
    }
    const base = timings[0] ?? [];
    return contents.map((content, index) => {
      const { name = "", isComplete = false } = sites[index] ?? {};
      const own = timings[index] ?? [];
      return {
        ...content,
        name,
        isComplete,
        largestContentfulPaint: median(own.map(({ largestContentfulPaint }) => largestContentfulPaint)),
        totalBlockingTime: median(own.map(({ totalBlockingTime }) => totalBlockingTime)),
        ratio: median(
          own.map(
            ({ largestContentfulPaint }, round) =>
              largestContentfulPaint / (base[round]?.largestContentfulPaint ?? Number.NaN),
          ),
        ),
      };
    });
  } finally {
    await browser.close();
    for (const server of servers) server.close();
  }
}

/** Returns a sentence for each column that names the peers ahead of the first row. */
function describeWins([first, ...others]: Row[]): string {
  if (first === undefined) return "";
  const peers = others.filter(({ isComplete }) => isComplete);
  const names = (better: (row: Row) => boolean) =>
    peers
      .filter(better)
      .map(({ name }) => name)
      .join(", ") || "none";
  return [
    `Ahead in LCP: ${names(({ ratio }) => ratio < 1)}.`,
    `Blocked for less: ${names(({ totalBlockingTime }) => totalBlockingTime < first.totalBlockingTime)}.`,
    `Lighter: ${names(({ transferred }) => transferred < first.transferred)}.`,
    `More to read without JavaScript: ${names(({ readable }) => readable > first.readable)}.`,
    `Fewer findings of axe: ${names(({ axeViolations }) => axeViolations < first.axeViolations)}.`,
  ].join(" ");
}
