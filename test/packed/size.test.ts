import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { tool } from "./packed.ts";

/** The budgets are in `.size-limit.js`, minified and compressed with gzip; decisions/client-size.md says why they are what they are. */
it("The client is within its size budgets, in JSON alone and with XML", { timeout: 60_000 }, async () => {
  const args = [tool("size-limit/bin.js"), "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname }).catch(
    ({ stdout }: { stdout: string }) => ({ stdout }),
  );
  const sizes: { name: string; passed: boolean; size: number }[] = JSON.parse(stdout);
  expect(sizes.map(({ name }) => name)).toEqual([
    "JSON",
    "JSON and XML",
    "validate, with JSON",
    "JSON, with the layer that is loaded on demand",
  ]);
  expect(sizes.filter(({ passed }) => !passed)).toEqual([]);
});
