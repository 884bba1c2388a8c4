import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { additions, compilerShim, shims } from "./shims.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Puts other code in the place of some of Prism's files. */
const inTheirPlace: Plugin = {
  name: "in-their-place",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^mock:/ }, ({ path }) => ({ path: `${root}src/${path.slice("mock:".length)}` }));
    onResolve({ filter: /^ajv(-formats|\/|$)/ }, ({ path }) => ({ path, namespace: "compiler" }));
    onLoad({ filter: /.*/, namespace: "compiler" }, () => ({ contents: compilerShim }));
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      const [shim, addition] = [shims, additions].map((texts) => textFor(path, texts));
      return { contents: shim ?? importFunctions(readFileSync(path, "utf8")) + (addition ?? "") };
    });
  },
};

/** Imports the functions of Lodash that a file calls one by one, because a bundler takes all or nothing of what is required. */
function importFunctions(code: string): string {
  const names = new Set(Array.from(code.matchAll(/\blodash_1\.(\w+)/g), ([, name]) => name));
  const functions = Array.from(names, (name) => `${name}: require("lodash/${name}")`);
  return code.replace('require("lodash")', `{ ${functions.join(", ")} }`);
}

function textFor(path: string, texts: Record<string, string>): string | undefined {
  const end = Object.keys(texts).find((one) => path.replaceAll("\\", "/").endsWith(one));
  return end === undefined ? undefined : texts[end];
}

/**
 * Writes the parts of Prism that the mock consists of as one module, in which nothing imports anything of Node. The sources import it, so that
 * tests of the sources run the same code as the package. Returns what it is made of.
 */
export async function bundlePrism(outfile: string): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: [`${root}src/contract/prism-parts.ts`],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    metafile: true,
    legalComments: "none",
    // Lodash and others look for the global object.
    define: { global: "globalThis" },
    external: ["#generator"],
    plugins: [inTheirPlace],
  });
  const files = Object.keys(metafile.inputs);
  for (const end of [...Object.keys(shims), ...Object.keys(additions)]) {
    if (!files.some((path) => path.endsWith(end)))
      throw new Error(`shims: expected Prism to import ${end}, got no import.`);
  }
  // Of a file in whose place is another, no code is in the module.
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const path of Object.keys(inputs)) if (textFor(path, shims) !== undefined) delete inputs[path];
  }
  return metafile;
}
