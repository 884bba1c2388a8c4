import { createRequire } from "node:module";
import { dirname } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import { isRecord } from "../../../tools/openapi/is-record.ts";
import { annotations, schemaKey, withoutAnnotations } from "../src/contract/schema-key.ts";

const prism = dirname(createRequire(import.meta.url).resolve("@stoplight/prism-http"));
const fromPrism = createRequire(`${prism}/index.js`);
const core = fromPrism("ajv/dist/core").default;
const { _ } = fromPrism("ajv");
const { default: standaloneCode } = fromPrism("ajv/dist/standalone");

/** The files with the formats that Prism gives Ajv, as Prism's own files name them: all of ajv-formats, and one of its own. */
const files = { all: "ajv-formats/dist/formats", own: "./validator/validators/dateTime" };
const formatsModule = `
  const { fullFormats } = require("${files.all}");
  const { fmtDef, date_time, compareDateTime } = require("${files.own}");
  module.exports = { ...fullFormats, "date-time": fmtDef(date_time, compareDateTime) };`;
/** The same, to compare with Prism's. */
const formats: Record<string, unknown> = {
  ...fromPrism(files.all).fullFormats,
  "date-time": fromPrism(files.own).date_time,
};

/** A module, and what it was made of. */
interface Bundle {
  code: string;
  metafile: Metafile;
}

/**
 * Runs a function, and returns a module with a validator for each schema that Prism's Ajv compiles meanwhile, by its `schemaKey`. The validators are
 * Ajv's standalone code, made by the same instances of Ajv with the options and formats that Prism gives them. Throws if a schema has a
 * keyword that `schemaKey` leaves out and Ajv checks, and if Prism gives Ajv other formats than the code of the validators has.
 */
export async function compileValidators(useValidators: () => void): Promise<Bundle> {
  const compiled = new Map<string, { ajv: Compiler; schema: object }>();
  const conflicts: string[] = [];
  const { compile } = core.prototype;
  core.prototype.compile = function (schema: object, ...others: unknown[]) {
    // Before Ajv compiles anything: it keeps what it knows of a format.
    Object.assign(this.opts.code, { source: true, esm: true, formats: _`require("formats")` });
    const key = schemaKey(schema);
    if ((compiled.get(key)?.ajv ?? this) !== this) conflicts.push(key);
    compiled.set(key, { ajv: this, schema });
    return compile.call(this, schema, ...others);
  };
  try {
    useValidators();
  } finally {
    core.prototype.compile = compile;
  }
  if (compiled.size === 0) throw new Error("validators: expected Prism to compile some, got none.");
  if (conflicts.length > 0)
    throw new Error(`validators: expected one Ajv for each schema, got two for ${conflicts[0]}.`);
  // Not before, because Prism catches what is thrown while it compiles.
  return bundle(new Map(Array.from(compiled, ([key, { ajv, schema }]) => [key, standalone(ajv, schema)])));
}

/** An instance of Ajv, as far as this file uses it. */
interface Compiler {
  RULES: { all: Record<string, unknown> };
  formats: Record<string, unknown>;
  compile(schema: unknown): unknown;
}

function standalone(ajv: Compiler, schema: object): string {
  const checked = annotations.filter((keyword) => ajv.RULES.all[keyword]);
  if (checked.length > 0) throw new Error(`schemaKey: expected keywords that Ajv does not check, got ${checked}.`);
  const others = Object.keys(ajv.formats).filter((name) => checkOf(ajv.formats[name]) !== checkOf(formats[name]));
  if (others.length > 0) throw new Error(`formats: expected those that Prism gives Ajv, got others for ${others}.`);
  return standaloneCode(ajv, ajv.compile(withoutAnnotations(schema)));
}

/** What checks a value: a function or an expression, or what an object has under this name. */
function checkOf(format: unknown): unknown {
  return isRecord(format) && "validate" in format ? format.validate : format;
}

/** Puts the code of all validators, and what it requires, into one module. */
async function bundle(codes: Map<string, string>): Promise<Bundle> {
  const entries = [...codes].map(([key], index) => ({ key, name: `validator${index}` }));
  const imports = entries.map(({ name }, index) => `import ${name} from "validator:${index}";`);
  const pairs = entries.map(({ key, name }) => `[${JSON.stringify(key)}, ${name}]`);
  const { outputFiles, metafile } = await build({
    stdin: { contents: `${imports.join("\n")}\nexport const validators = new Map([${pairs.join(",\n")}]);` },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    plugins: [codePlugin([...codes.values()])],
  });
  return { code: outputFiles[0]?.text ?? "", metafile };
}

function codePlugin(codes: string[]): Plugin {
  return {
    name: "validators",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(validator:\d+|formats)$/ }, ({ path }) => ({ path, namespace: "validators" }));
      onResolve({ filter: /^ajv\// }, ({ path }) => ({ path: fromPrism.resolve(path) }));
      onLoad({ filter: /^formats$/, namespace: "validators" }, () => ({
        contents: formatsModule,
        resolveDir: prism,
      }));
      onLoad({ filter: /^validator:/, namespace: "validators" }, ({ path }) => ({
        contents: codes[Number(path.slice("validator:".length))] ?? "",
      }));
    },
  };
}
