import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, parse } from "node:path";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import redoc, { type RedocRawOptions } from "redoc";
import { ServerStyleSheet } from "styled-components";
import { type Place, referencePage } from "./reference-page.ts";

const require = createRequire(import.meta.url);

const systemFont = "system-ui, sans-serif";
const codeFont = "ui-monospace, monospace";

const options: RedocRawOptions = {
  // All of the site is one document; without this the answers of an operation would be headlines only.
  expandResponses: "200,201,204,304",
  jsonSamplesExpandLevel: 4,
  theme: {
    // Redoc's own red is too pale on its grey to be read by everybody.
    typography: {
      fontFamily: systemFont,
      headings: { fontFamily: systemFont },
      code: { fontFamily: codeFont, color: "#a3193b" },
    },
  },
  // A file of the site. Without it Redoc makes a blob in the browser, which the prerendered page cannot have. There is one link only, since all
  // would be saved under the same name.
  downloadUrls: [{ title: "openapi.yaml", url: "../openapi.yaml" }],
  downloadFileName: "openapi.yaml",
};

/**
 * Writes the Redoc page of the OpenAPI `document` into `directory`: prerendered HTML that is complete without scripts, Redoc's own
 * script, and the state from which that script takes the page over. Scripts are named by the hash of their content.
 */
export async function writeReference(
  document: object,
  directory: string,
  { siteUrl, ...place }: Place & { siteUrl: string | undefined },
): Promise<void> {
  const store = await redoc.createStore(document, undefined, options);
  const sheet = new ServerStyleSheet();
  const body = renderToString(sheet.collectStyles(createElement(redoc.Redoc, { store })));
  const state = JSON.stringify(await store.toJS());
  const readAsset = (name: string) => readFile(new URL(`../reference/${name}`, import.meta.url), "utf8");
  const css = await readAsset("reference.css");
  const html = referencePage({
    ...place,
    canonical: siteUrl && `${siteUrl}reference/`,
    body,
    styles: sheet.getStyleTags(),
    stylesheet: await writeHashed(directory, "reference.css", css),
    // Without a script no theme is set.
    darkStylesheet: await writeHashed(directory, "dark.css", css.replaceAll('[data-theme="dark"]', "")),
    headScripts: [
      await writeHashed(directory, "theme.js", await readAsset("theme.js")),
      await writeHashed(directory, "first-screen.js", await readAsset("first-screen.js")),
    ],
    loadScript: await writeHashed(directory, "load.js", await readAsset("load.js")),
    scripts: [
      // First, so that it sees when Redoc takes the page over.
      await writeHashed(directory, "early-search.js", await readAsset("early-search.js")),
      await writeHashed(directory, "redoc.js", await readRedoc()),
      await writeHashed(directory, "state.js", `Redoc.hydrate(${state}, document.getElementById("redoc"));\n`),
      await writeHashed(directory, "focusable-samples.js", await readAsset("focusable-samples.js")),
    ],
  });
  await writeFile(join(directory, "index.html"), html);
}

/** Returns Redoc for the browser, without the one image that it loads from another host. */
async function readRedoc(): Promise<string> {
  const source = await readFile(require.resolve("redoc/bundles/redoc.standalone.js"), "utf8");
  const logo = "https://cdn.redoc.ly/redoc/logo-mini.svg";
  const [before, after, ...more] = source.split(logo);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`redoc.standalone.js: expected ${logo} once, got ${source.split(logo).length - 1}.`);
  }
  // An image that cannot load: Redoc then shows its name without the logo.
  return `${before}data:,${after}`;
}

async function writeHashed(directory: string, name: string, text: string): Promise<string> {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const { name: stem, ext } = parse(name);
  const path = `assets/${stem}.${hash}${ext}`;
  await mkdir(join(directory, "assets"), { recursive: true });
  await writeFile(join(directory, path), text);
  return path;
}
