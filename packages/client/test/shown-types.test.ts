import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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
  const project = join(folder, "tsconfig.json");
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: fileURLToPath(root),
    outDir: folder,
    typeRoots: [fileURLToPath(new URL("../../node_modules/@types", root))],
  };
  const files = [fileURLToPath(new URL("test/support/shown.ts", root))];
  const extended = fileURLToPath(new URL("../../tsconfig.json", root));
  writeFileSync(project, JSON.stringify({ extends: extended, compilerOptions, files, include: [] }));
  execFileSync(process.execPath, [compiler, "-p", project]);
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
