/** Generates everything else in `dist/` from the bundle: the types, the resource model, the list of operations, the validators, the document for workflows. */
import { readFile, writeFile } from "node:fs/promises";
import { errorTypes } from "./error-types.ts";
import { readExchanges } from "./exchanges.ts";
import { readInferredFacts } from "./facts.ts";
import { linkedDocument } from "./linked-document.ts";
import { buildOperations } from "./operations.ts";
import { buildResourceModel } from "./resource-model.ts";
import { listTimestamps, timestampsType } from "./timestamps.ts";
import { generateTypes, header } from "./types.ts";
import { validatorsModule, validatorsNotice } from "./validators.ts";

const dist = new URL("../dist/", import.meta.url);
const document = JSON.parse(await readFile(new URL("openapi.json", dist), "utf8"));

const operations = buildOperations(document);
const write = (name: string, text: string) => writeFile(new URL(name, dist), text);

/** A value as a JavaScript module, with its type. */
async function module(name: string, constant: string, type: string, value: unknown) {
  await write(`${name}.js`, `${header}export const ${constant} = ${JSON.stringify(value, null, 2)};\n`);
  await declare(name, constant, type);
}

/** The type of a module's constant, with the interfaces that a `*.model.ts` beside the generator declares for it. */
async function declare(name: string, constant: string, type: string) {
  const declarations = await readFile(new URL(`${name}.model.ts`, import.meta.url), "utf8").catch(() => "");
  await write(
    `${name}.d.ts`,
    `${header}${declarations && `${declarations.trim()}\n\n`}export declare const ${constant}: ${type};\n`,
  );
}

await write("openapi.links.json", `${JSON.stringify(linkedDocument(document), null, 2)}\n`);
await write("types.d.ts", await generateTypes(document));
await write("errors.d.ts", errorTypes(operations.operations));
const model = buildResourceModel(document);
await module("resource-model", "resourceModel", "ResourceModel", model);
await module("timestamps", "timestamps", timestampsType(model), listTimestamps(model));
await module("operations", "operations", "Operations", operations);
await module("exchanges", "exchanges", "Exchange[]", await readExchanges());
await module("facts", "inferredFacts", "InferredFact[]", await readInferredFacts());
await write("validators.js", header + validatorsModule(document));
await declare("validators", "validators", "Readonly<Record<string, OperationValidators>>");
await write("THIRD-PARTY-NOTICES.txt", validatorsNotice());
