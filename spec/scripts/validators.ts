import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import {
  getRefName,
  type MediaType,
  type OpenApiDocument,
  type Operation,
  operationsIn,
  resolve,
} from "../../tools/openapi/document.ts";
import { licenceText } from "../../tools/release/licence-text.ts";
import type { OperationValidators } from "./validators.model.ts";

/**
 * The keywords that validators check: types, and what is required. A member of an enumeration that the document does not know, and a text that does
 * not match a pattern, have the right type. They may be the server's own, on the way back to it.
 */
const checked = ["$ref", "additionalProperties", "anyOf", "if", "items", "properties", "required", "then", "type"];

/** Where the code that Ajv writes counts errors. */
const countings = /\berrors(?:\+\+| = vErrors\.length);/g;

/**
 * More errors than anybody reads. A body of 10 MB can have five million: they would fill the memory, and to hand them from function to function
 * copies them each time.
 */
const maxErrors = 100;

/** Makes a function that gives its errors of one that leaves them behind, or throws them where there are too many. */
const listErrors = `const listErrors = (validate) => (value) => {
  try {
    return validate(value) ? [] : validate.errors;
  } catch (errors) {
    if (Array.isArray(errors)) return errors;
    throw errors;
  }
};`;

/**
 * Returns a module with the validators of each operation's bodies, by its `operationId`. Ajv compiles them now, because it makes functions of texts,
 * which pages and workers may forbid. Throws if an operation has more than one schema for bodies of the same kind, and if Ajv writes code of another form.
 */
export function validatorsModule(document: OpenApiDocument): string {
  const ajv = new Ajv2020({ strict: false, allErrors: true, messages: false, code: { source: true, esm: true } });
  for (const keyword of Object.keys(ajv.RULES.all)) if (!checked.includes(keyword)) ajv.removeKeyword(keyword);
  ajv.addSchema({ components: { schemas: withoutTexts(document.components.schemas) } }, "document");

  const operations = operationsIn(document).map(({ operation }) => namesOfSchemas(document, operation));
  const names = new Set(operations.flatMap(({ schemas }) => schemas.map(([, name]) => name)));
  const references = Array.from(names, (name) => [name, `document#/components/schemas/${name}`]);
  const code = standalone.default(ajv, Object.fromEntries(references)).replaceAll("export const ", "const ");
  const bounded = code.replace(countings, `$&if (errors >= ${maxErrors}) throw vErrors;`);
  if (bounded === code || code.includes("require("))
    throw new Error("validators: expected code that counts its errors and requires nothing, got other code.");

  const entries = operations.map(({ operationId, schemas }) => {
    const validators = schemas.map(([kind, name]) => `${kind}: listErrors(${name})`);
    return `  ${operationId}: { ${validators.join(", ")} },`;
  });
  return `${bounded}
${listErrors}
export const validators = {\n${entries.join("\n")}\n};\n`;
}

/** The licence of Ajv, which wrote most of the code of the validators. */
export function validatorsNotice(): string {
  const manifest = createRequire(import.meta.url).resolve("ajv/package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  const rule = "-".repeat(80);
  return `validators.js is code that the following package wrote, under the following licence.\n\n${rule}\n\najv ${version}\n\n${licenceText("ajv", dirname(manifest))}\n`;
}

/** The schemas for the JSON bodies of an operation, by what the bodies are. */
function namesOfSchemas({ components }: OpenApiDocument, operation: Operation) {
  const { operationId, requestBody, responses } = operation;
  const answers = Object.entries(responses).map(
    ([status, reference]) => [Number(status) < 400, resolve(components.responses, reference).content] as const,
  );
  const found: Record<keyof OperationValidators, string[]> = {
    request: requestBody ? namesIn([resolve(components.requestBodies, requestBody).content]) : [],
    response: namesIn(answers.filter(([isSuccess]) => isSuccess).map(([, content]) => content)),
    error: namesIn(answers.filter(([isSuccess]) => !isSuccess).map(([, content]) => content)),
  };
  const schemas = Object.entries(found).flatMap(([kind, [name, ...others]]) => {
    if (others.length > 0)
      throw new Error(`${operationId}: expected one schema for each ${kind}, got ${others.length + 1}.`);
    return name === undefined ? [] : [[kind, name] as const];
  });
  return { operationId, schemas };
}

function namesIn(contents: (Record<string, MediaType> | undefined)[]): string[] {
  const schemas = contents.flatMap((content) => content?.["application/json"]?.schema ?? []);
  return [...new Set(schemas.map(getRefName))];
}

/** Schemas without their texts and examples, which Ajv would copy into the code. A property can have the name of such a keyword. */
function withoutTexts(schemas: unknown): unknown {
  return JSON.parse(JSON.stringify(schemas), (key, value) => {
    const isText = key === "description" && typeof value === "string";
    return isText || (key === "examples" && Array.isArray(value)) ? undefined : value;
  });
}
