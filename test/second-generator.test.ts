import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { generate } from "./second-generator/generate.ts";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const project = path("second-generator/tsconfig.json");

const tsc = (...flags: string[]): Promise<string> =>
  promisify(execFile)(process.execPath, [path("../node_modules/typescript/bin/tsc"), "--project", project, ...flags])
    .catch(({ stdout }) => ({ stdout }))
    .then(({ stdout }) => stdout);

describe("On types from a second generator", () => {
  beforeAll(generate);

  it("the client, its type tests and the samples check as they are", async () => {
    expect(await tsc("--noEmit")).toBe("");
  });

  it("nothing of the first generator is left", async () => {
    const files = await tsc("--listFilesOnly");
    expect(files).toContain(path("second-generator/dist/generated.ts"));
    expect(files).toContain(path("../packages/client/test/types.test.ts"));
    expect(files).not.toContain(path("../spec/dist/types.d.ts"));
  });
});
