/**
 * Makes the package that is installed: a few files, so that it starts fast and brings nothing along. `dist/operations.json` has the
 * document's operations as Prism computes them, `dist/generator.cjs` what is loaded for dynamic examples only.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { httpOperations } from "../src/contract/operations.ts";
import { notices } from "./notices.ts";
import { additions, shims } from "./shims.ts";

const prism = createRequire(import.meta.url).resolve("@stoplight/prism-http");

const inTheirPlace: Plugin = {
  name: "in-their-place",
  setup({ onLoad }) {
    onLoad({ filter: /\.(js|ts)$/ }, ({ path }) => {
      const [shim, addition] = [shims, additions].map((texts) => textFor(path, texts));
      if (shim !== undefined) return { contents: shim, loader: "js" };
      return addition === undefined ? undefined : { contents: readFileSync(path, "utf8") + addition, loader: "js" };
    });
  },
};

function textFor(path: string, texts: Record<string, string>): string | undefined {
  const end = Object.keys(texts).find((one) => path.replaceAll("\\", "/").endsWith(one));
  return end === undefined ? undefined : texts[end];
}

const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  metafile: true,
  legalComments: "none",
} satisfies BuildOptions;

// The names of the chunks change with what is in them, and an old one would be shipped.
for (const file of readdirSync("dist")) if (/\.c?js$/.test(file)) rmSync(`dist/${file}`);

writeFileSync("dist/operations.json", JSON.stringify(await httpOperations()));

const command = await build({
  ...shared,
  entryPoints: { index: "src/index.ts", bin: "src/cli/bin.ts" },
  format: "esm",
  splitting: true,
  outdir: "dist",
  chunkNames: "chunk-[hash]",
  plugins: [inTheirPlace],
  external: ["./generator.cjs"],
  // What Prism is made of asks for Node's own modules with require.
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
});
const generator = await build({
  ...shared,
  entryPoints: { generator: `${dirname(prism)}/mocker/generator/JSONSchema.js` },
  format: "cjs",
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  // Sixty languages of invented names are fifty-nine too many.
  alias: { "@faker-js/faker": createRequire(prism).resolve("@faker-js/faker/locale/en") },
});

writeFileSync("dist/THIRD-PARTY-NOTICES.txt", notices([command.metafile, generator.metafile]));
