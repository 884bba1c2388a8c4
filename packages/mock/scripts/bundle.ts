/**
 * Makes the package that is installed: a few files, so that it starts fast and brings nothing along. `dist/fetch.js` is the mock without a server,
 * for runtimes without Node's modules; `dist/generator.cjs` is what is loaded for dynamic examples only.
 */
import { readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { notices } from "./notices.ts";

const prism = dirname(createRequire(import.meta.url).resolve("@stoplight/prism-http"));
const fromPrism = createRequire(`${prism}/index.js`);

/**
 * Requires Node's `node:http` instead of importing it. An import reads all that the module exports, also what is made when it is read, such as `WebSocket`:
 * Node then loads its whole implementation of `fetch`, a fifth of the mock's start.
 */
const requireHttp: Plugin = {
  name: "require-http",
  setup({ onResolve, onLoad }) {
    const names = Object.keys(http).filter((name) => !["CloseEvent", "MessageEvent", "WebSocket"].includes(name));
    const contents = `
      import { createRequire } from "node:module";
      export const { ${names} } = createRequire(import.meta.url)("node:http");`;
    onResolve({ filter: /^node:http$/ }, ({ path }) => ({ path, namespace: "required" }));
    onLoad({ filter: /.*/, namespace: "required" }, () => ({ contents }));
  },
};

const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  metafile: true,
  legalComments: "none",
} satisfies BuildOptions;

// What two of them need goes into chunks, so that all of them throw errors of the same classes.
const modules = await build({
  ...shared,
  entryPoints: {
    index: "src/index.ts",
    bin: "src/cli/bin.ts",
    fetch: "src/fetch.ts",
    msw: "src/msw.ts",
    "service-worker": "src/service-worker.ts",
  },
  format: "esm",
  splitting: true,
  outdir: "dist",
  chunkNames: "chunk-[hash]",
  external: ["#generator", "iovalkey", "msw"],
  plugins: [requireHttp],
});
const generator = await build({
  ...shared,
  stdin: { contents: `export { generate } from "./JSONSchema.js";`, resolveDir: `${prism}/mocker/generator` },
  format: "cjs",
  outfile: "dist/generator.cjs",
  // Sixty languages of invented names are fifty-nine too many.
  alias: { "@faker-js/faker": fromPrism.resolve("@faker-js/faker/locale/en") },
});

const generated = JSON.parse(readFileSync("dist/generated/metafiles.json", "utf8"));
const metafiles = [...generated, modules.metafile, generator.metafile];
// The code of the validators is Ajv's, though it is in none of Ajv's files.
writeFileSync("dist/THIRD-PARTY-NOTICES.txt", notices(metafiles, [fromPrism.resolve("ajv")]));
