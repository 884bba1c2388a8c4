import { readFile, writeFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { dialects, faults, switches } from "@ucwa-meetings/mock";
import { operations } from "@ucwa-meetings/spec/operations";
import { load } from "cheerio";
import { build } from "esbuild";
import type { Lists } from "../try/lists.ts";

const sources = fileURLToPath(new URL("../try", import.meta.url));

/**
 * Writes the panel to try requests and the service worker with the mock, each as one file at the root of the site: a worker is in charge of
 * the folder of its script. `pages` are the pages of the site; what those with a panel need without a network is listed in `try-files.json`.
 * Returns the files that are in the two.
 */
export async function writeTryIt(dist: string, pages: string[]): Promise<string[]> {
  const shared = { bundle: true, minify: true, metafile: true, target: "es2022", legalComments: "none" } as const;
  const panel = await build({
    ...shared,
    entryPoints: [join(sources, "panel.ts")],
    format: "esm",
    loader: { ".css": "text" },
    define: { TRY_LISTS: JSON.stringify(toLists()) },
    outfile: join(dist, "try-panel.js"),
  });
  // As a classic script, since not every browser has modules as service workers.
  const worker = await build({
    ...shared,
    entryPoints: [join(sources, "worker.ts")],
    format: "iife",
    platform: "browser",
    outfile: join(dist, "try-worker.js"),
  });
  await writeFile(join(dist, "try-files.json"), JSON.stringify(await listFiles(dist, pages)));
  return [panel, worker].flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/** Returns what the panel offers to choose from, from the exports of the mock and the errors of the document. */
export function toLists(): Lists {
  return {
    dialects,
    faults: Object.entries(faults).map(([name, { meaning, value }]) => ({
      value: `ucwa-fault=${value === undefined ? name : `${name}:${value}`}`,
      meaning,
    })),
    switches: Object.entries(switches).map(([name, { meaning, values, documented, deployed }]) => ({
      name,
      meaning,
      values,
      defaults: { documented, deployed },
    })),
    operations: operations.operations.map(({ method, path, deployedPath, errors }) => ({
      method,
      paths: [...new Set([path, deployedPath])],
      errors: errors.map(({ status, example, summary }) => ({
        value: `code=${status}, example=${example}`,
        meaning: summary,
      })),
    })),
  };
}

/** The addresses of the pages with a panel and of what they load, from the root of the site. */
async function listFiles(dist: string, pages: string[]): Promise<string[]> {
  const files = new Set(["try-panel.js"]);
  for (const path of pages) {
    const page = load(await readFile(join(dist, path), "utf8"));
    if (page("try-it").length === 0) continue;
    files.add(path.replace(/index\.html$/, ""));
    for (const { attribs } of page('script[src], link[rel="stylesheet"], link[rel~="icon"]')
      .not("noscript *")
      .toArray()) {
      files.add(posix.join(posix.dirname(path), attribs.src ?? attribs.href ?? ""));
    }
  }
  return [...files].sort();
}
