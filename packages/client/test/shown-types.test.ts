import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, expectTypeOf, onTestFinished, test } from "vitest";
import type { data as shownData } from "./support/shown.ts";

const root = new URL("../", import.meta.url);

/** The compiler prints a type into a declaration as an editor shows it, but for what is too long there. */
test("an editor shows what a representation holds, a Date among it, and nothing of the wire's", {
  timeout: 120_000,
}, () => {
  expectTypeOf<typeof shownData.expirationTime>().toEqualTypeOf<Date | undefined>();
  const folder = mkdtempSync(join(tmpdir(), "ucwa-shown-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const compiler = join(createRequire(import.meta.url).resolve("typescript/package.json"), "../bin/tsc");
  const flags = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--outDir", folder];
  execFileSync(process.execPath, [compiler, "-p", "tsconfig.json", ...flags], { cwd: root });
  const shown = readFileSync(join(folder, "test/support/shown.d.ts"), "utf8");
  const [, meeting = "", data = ""] = shown.split("export declare const ");
  for (const text of [meeting, data]) {
    expect(text).toContain("readonly subject?: string;");
    expect(text).toContain("readonly expirationTime?: Date;");
    expect(text).toContain("readonly attendees?: readonly string[];");
    expect(text).not.toContain("_links");
    expect(text).not.toContain("_embedded");
  }
});
