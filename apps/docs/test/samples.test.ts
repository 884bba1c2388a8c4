import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { operations } from "@ucwa-meetings/spec/operations";
import { expect, test } from "vitest";
import { runSample } from "./run-sample.ts";

const ofOperations = fileURLToPath(new URL("samples/", import.meta.resolve("@ucwa-meetings/spec/package.json")));

const programs = (folder: string) => readdirSync(folder).filter((name) => /\.(?:sh|ts)$/.test(name));

test.concurrent.for(programs(ofOperations))(
  "The sample %s of an operation runs and is not refused",
  async (name, { expect }) => {
    const { exitCode, output } = await runSample(ofOperations + name);
    expect(exitCode).toBe(0);
    expect(output).not.toContain('"code"');
  },
);

test("Every operation has a sample in TypeScript and one in curl, two where there is a body in the request or the response", () => {
  const expected = operations.operations.flatMap(({ operationId, method }) => [
    `${operationId}.sh`,
    `${operationId}.ts`,
    ...(method !== "DELETE" ? [`${operationId}.xml.sh`] : []),
  ]);
  expect(programs(ofOperations).sort()).toEqual(expected.sort());
});
