import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { operations } from "@ucwa-meetings/spec/operations";
import { expect, test } from "vitest";
import { runSample } from "./run-sample.ts";

const ofGuides = fileURLToPath(new URL("../samples/", import.meta.url));
const ofOperations = fileURLToPath(new URL("samples/", import.meta.resolve("@ucwa-meetings/spec/package.json")));

const programs = (folder: string) =>
  readdirSync(folder).filter((name) => /\.(?:sh|ts)$/.test(name) && !name.endsWith(".test.ts"));

test.concurrent.for(programs(ofGuides))(
  "The sample %s of the guides prints what its page says",
  async (name, { expect }) => {
    const { exitCode, output, errors } = await runSample(ofGuides + name);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
    const file = `${ofGuides}${name}.out`;
    if (!existsSync(file)) return expect(output).not.toBe("");
    const expected = readFileSync(file, "utf8");
    if (expected.startsWith("{")) expect(JSON.parse(output)).toEqual(JSON.parse(expected));
    else expect(output.replace(/:\d{5}\b/g, ":…")).toBe(expected);
  },
);

test.concurrent.for(programs(ofOperations))(
  "The sample %s of an operation runs and is not refused",
  async (name, { expect }) => {
    const { exitCode, output } = await runSample(ofOperations + name);
    expect(exitCode).toBe(0);
    expect(output).not.toContain('"code"');
  },
);

test("Every operation has a sample in TypeScript and one in curl, two where there is a body", () => {
  const expected = operations.operations.flatMap(({ operationId, method }) => [
    `${operationId}.sh`,
    `${operationId}.ts`,
    ...(method === "PUT" || method === "POST" ? [`${operationId}.xml.sh`] : []),
  ]);
  expect(programs(ofOperations).sort()).toEqual(expected.sort());
});
