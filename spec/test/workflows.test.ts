import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { operations } from "../dist/operations.js";

const folder = new URL("../workflows/", import.meta.url);
const text = (name: string) => readFileSync(new URL(name, folder), "utf8");

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
      [...text(name).matchAll(/operationId: \$sourceDescriptions\.ucwa\.(\w+)/g)].map(([, operationId]) => operationId),
    );
    // The update of a single extension has no journey of its own: it is the meeting's.
    const unused = operations.operations.filter(({ operationId }) => !used.includes(operationId));
    expect(unused.map(({ operationId }) => operationId)).toEqual(["updateOnlineMeetingExtension"]);
  });

  it.each(readdirSync(folder))("%s finds the document where the package has it", (name) => {
    const { files } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    for (const { url } of parse(text(name)).sourceDescriptions) {
      const { pathname } = new URL(url, "file:///workflows/");
      expect(pathname).toBe("/dist/openapi.yaml");
      expect(files).toContain("dist");
    }
  });

  it.each(readdirSync(folder))("%s keeps the token a password, which is masked in every output", (name) => {
    for (const { inputs } of parse(text(name)).workflows) expect(inputs.properties.token.format).toBe("password");
  });
});
