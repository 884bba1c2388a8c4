import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import redoc, { type RedocRawOptions } from "redoc";
import { ServerStyleSheet } from "styled-components";

const require = createRequire(import.meta.url);

const options: RedocRawOptions = {
  // Links to files of the site. Without them Redoc makes a blob in the browser, which the prerendered page cannot have.
  downloadUrls: [
    { title: "YAML", url: "openapi.yaml" },
    { title: "JSON", url: "openapi.json" },
  ],
};

/**
 * Writes the Redoc page of the OpenAPI `document` into `directory`: prerendered HTML that is complete without scripts, Redoc's own
 * script, and the state from which that script takes the page over. Both scripts are named by the hash of their content.
 */
export async function writeReference(document: object, directory: string): Promise<void> {
  const store = await redoc.createStore(document, undefined, options);
  const sheet = new ServerStyleSheet();
  const body = renderToString(sheet.collectStyles(createElement(redoc.Redoc, { store })));
  const state = JSON.stringify(await store.toJS());
  const scripts = [
    await writeHashed(directory, "redoc", await readRedoc()),
    await writeHashed(directory, "reference", `Redoc.hydrate(${state}, document.getElementById("redoc"));\n`),
  ];
  await writeFile(join(directory, "index.html"), page({ body, styles: sheet.getStyleTags(), scripts }));
}

/** Redoc for the browser, without the one image that it loads from elsewhere. */
async function readRedoc(): Promise<string> {
  const source = await readFile(require.resolve("redoc/bundles/redoc.standalone.js"), "utf8");
  const logo = "https://cdn.redoc.ly/redoc/logo-mini.svg";
  const [before, after, ...more] = source.split(logo);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`redoc.standalone.js: expected ${logo} once, found it ${source.split(logo).length - 1} times.`);
  }
  // An image that cannot load: Redoc then shows its name without the logo.
  return `${before}data:,${after}`;
}

async function writeHashed(directory: string, name: string, text: string): Promise<string> {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const path = `assets/${name}.${hash}.js`;
  await mkdir(join(directory, "assets"), { recursive: true });
  await writeFile(join(directory, path), text);
  return path;
}

function page({ body, styles, scripts }: { body: string; styles: string; scripts: string[] }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>UCWA 2.0 online meetings: API reference</title>
<meta name="description" content="Every operation, schema, header and error of the UCWA 2.0 resources myOnlineMeeting and onlineMeetingExtensions.">
<link rel="icon" href="data:,">
<style>body { margin: 0; }</style>
${styles}
</head>
<body>
<div id="redoc">${body}</div>
${scripts.map((script) => `<script src="${script}" defer></script>`).join("\n")}
</body>
</html>
`;
}
