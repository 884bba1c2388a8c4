/** Makes the types of the document with a second generator, `redocly generate-client`, for `types.ts` to adapt. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isRecord } from "../../tools/openapi/is-record.ts";
import { redoclyCli } from "../../tools/tasks/redocly.ts";
import { telemetryOff } from "../../tools/tasks/telemetry.ts";

const bundle = new URL("../../spec/dist/openapi.json", import.meta.url);
const dist = new URL("dist/", import.meta.url);

/** A member of an enumeration that stands for any other string, until it is in the generated text. */
const anyOther = "(any other)";

/** Writes `dist/generated.ts`, and `dist/schemas.ts`, which lists the schemas under the names that they have in the document. */
export function generate(): void {
  mkdirSync(dist, { recursive: true });
  const path = (name: string) => fileURLToPath(new URL(name, dist));
  const document = JSON.parse(readFileSync(bundle, "utf8"), (_, value) => prepared(value));
  writeFileSync(path("openapi.json"), JSON.stringify(document));

  const env = { ...process.env, ...telemetryOff };
  const command = [redoclyCli, "generate-client", path("openapi.json"), "--output", path("generated.ts")];
  execFileSync(process.execPath, command, { env, stdio: "pipe" });

  const generated = readFileSync(path("generated.ts"), "utf8");
  writeFileSync(path("generated.ts"), generated.replaceAll(JSON.stringify(anyOther), "(string & {})"));
  const names = Object.keys(document.components.schemas).map((name) => `  ${name}: generated.${name};\n`);
  writeFileSync(
    path("schemas.ts"),
    `import type * as generated from "./generated.ts";\nexport interface schemas {\n${names.join("")}}\n`,
  );
}

/**
 * A schema in words that the generator has a type for: it knows nothing of open enumerations, and of an object with named
 * properties it drops the type of all others.
 */
function prepared(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { "x-extensible-enum": members, "x-ucwa-other-properties": name, additionalProperties: any, ...schema } = value;
  if (Array.isArray(members)) return { ...schema, enum: [...members, anyOther] };
  const others = name === undefined ? any : { $ref: `#/components/schemas/${name}` };
  if (!isRecord(others)) return schema;
  return { allOf: [...(schema.properties ? [schema] : []), { type: "object", additionalProperties: others }] };
}

if (import.meta.main) generate();
