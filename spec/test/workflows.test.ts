import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type OpenApiDocument, operationsIn } from "../../tools/openapi/document.ts";
import { operations } from "../dist/operations.js";
import { readBundle } from "./bundle.ts";

interface Step {
  stepId: string;
  operationId: string;
  "x-ucwa-basis"?: string;
  successCriteria: { condition: string }[];
}

const folder = new URL("../workflows/", import.meta.url);
const text = (name: string) => readFileSync(new URL(name, folder), "utf8");
const stepsOf = (name: string): Step[] => parse(text(name)).workflows.flatMap(({ steps }: { steps: Step[] }) => steps);

describe("The workflows", () => {
  it("ask for each documented error once", () => {
    const documented = operations.operations.flatMap(({ errors }) =>
      errors.map(({ status, example }) => `${status} ${example}`),
    );
    const asked = [...text("errors.arazzo.yaml").matchAll(/code=(\d+), example=(\w+)/g)].map(
      ([, code, example]) => `${code} ${example}`,
    );
    expect(asked.sort()).toEqual([...new Set(documented)].sort());
  });

  it("use every operation of the document", () => {
    const used = readdirSync(folder).flatMap((name) =>
      [...text(name).matchAll(/operationId: \$sourceDescriptions\.\w+\.(\w+)/g)].map(([, operationId]) => operationId),
    );
    // The update of a single extension has no journey of its own: it is the meeting's.
    const unused = operations.operations.filter(({ operationId }) => !used.includes(operationId));
    expect(unused.map(({ operationId }) => operationId)).toEqual(["updateOnlineMeetingExtension"]);
  });

  it.each(readdirSync(folder))("%s finds its descriptions where the package has them", (name) => {
    const { files } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(files).toContain("dist");
    for (const { url } of parse(text(name)).sourceDescriptions) expect(() => text(url)).not.toThrow();
  });

  it.each(readdirSync(folder))("%s takes the address of extensions from a link, never from a path", (name) => {
    const byPath = stepsOf(name).filter(({ operationId }) => /\.ucwa\..+Extensions?$/.test(operationId));
    expect(byPath.map(({ stepId }) => stepId)).toEqual([]);
  });

  it("expect what no source shows in workflows of their own, where it is marked", () => {
    const own = readdirSync(folder).filter((name) => name !== "errors.arazzo.yaml");
    const steps = own.flatMap((name) => stepsOf(name).map((step) => ({ name, ...step })));
    const marked = steps.filter((step) => step["x-ucwa-basis"] === "inferred");
    const guesses = steps.filter(({ successCriteria }) =>
      successCriteria.some(({ condition }) => /== (304|409)$/.test(condition)),
    );
    expect(marked).toEqual(guesses);
    expect([...new Set(marked.map(({ name }) => name))]).toEqual([
      "duplicate-extension.arazzo.yaml",
      "not-modified.arazzo.yaml",
    ]);
  });

  it("know every operation at the address of a link, with the same responses and without ids", () => {
    const linked: OpenApiDocument = JSON.parse(text("../dist/openapi.links.json"));
    const bodies = (document: OpenApiDocument) =>
      operationsIn(document).map(({ operation: { operationId, parameters, requestBody, responses } }) => ({
        operationId,
        parameters,
        requestBody,
        responses,
      }));
    expect(bodies(linked)).toEqual(bodies(readBundle()));
    expect(Object.values(linked.components.parameters).filter((parameter) => parameter.in === "path")).toEqual([]);
    expect(Object.keys(linked.paths).filter((path) => path.includes("{"))).toEqual([]);
  });

  it.each(readdirSync(folder))("%s keeps the token a password, which is masked in every output", (name) => {
    for (const { inputs } of parse(text(name)).workflows) expect(inputs.properties.token.format).toBe("password");
  });
});
