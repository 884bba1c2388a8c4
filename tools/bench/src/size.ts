import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { generateClients, heyApi, redocly } from "./generated-clients.ts";
import { printTable } from "./table.ts";

const client = 'export { createClient } from "@ucwa-meetings/client";';
/** The files that the client loads on demand: its lower layer with openapi-fetch, updates, and what reads errors. */
const onDemand = [
  "*/attempt-report.js",
  "*/call-operation.js",
  "*/error-response.js",
  "*/collection.js",
  "*/lossless-json.js",
  "*/openapi-fetch.js",
  "*/update.js",
];

const entries: [name: string, contents: string, left?: string[]][] = [
  ["openapi-fetch", 'export { default } from "openapi-fetch"'],
  ["@ucwa-meetings/client, at the start", client, onDemand],
  [
    "@ucwa-meetings/client with XML, at the start",
    `${client} export { xml } from "@ucwa-meetings/client/xml"`,
    onDemand,
  ],
  ["@ucwa-meetings/client, with what it loads on demand", client],
  ["hey-api's generated client", heyApi],
  ["Redocly's generated client", redocly],
  ["ky", 'export { default } from "ky"'],
  ["axios", 'export { default } from "axios"'],
];

/** Prints what a browser downloads: bundled by esbuild, minified, with gzip. */
export async function benchSize(): Promise<void> {
  await generateClients();
  const rows: string[][] = [];
  for (const [name, contents, external = []] of entries) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: new URL("../", import.meta.url).pathname },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      write: false,
      external,
    });
    const bytes = outputFiles[0]?.contents ?? new Uint8Array();
    rows.push([
      name,
      `${(bytes.length / 1000).toFixed(1)} kB`,
      `${(gzipSync(bytes, { level: 9 }).length / 1000).toFixed(2)} kB`,
    ]);
  }
  printTable("Size in a browser", ["", "minified", "gzip"], rows);
}
