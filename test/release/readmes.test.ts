import { globSync, readFileSync, statSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { packedFiles } from "../../tools/release/packed-files.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Whether a reader of the package finds what is named: a file, a folder or a pattern. */
function isPacked(name: string, files: string[]): boolean {
  const path = name.replace(/^\.\//, "").replace(/#.*$/, "");
  return files.some(
    (file) => file === path || file.startsWith(`${path.replace(/\/$/, "")}/`) || matchesGlob(file, path),
  );
}

/** What a README links to without a host, and the code in it that is a path of the repository. */
function namedIn(markdown: string, folder: string): string[] {
  const text = markdown.replace(/^```.*?^```/gms, "");
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s]+)\)/g)].map(([, target = ""]) => target);
  const paths = [...text.matchAll(/`([\w.*-]+\/[\w./*-]*)`/g)]
    .map(([, path = ""]) => path)
    .filter((path) => [folder, "."].some((place) => globSync(path, { cwd: join(root, place) }).length > 0));
  return [...links, ...paths];
}

describe.each(["spec", "packages/xml", "packages/client", "packages/mock"])("The README packed from %s", (folder) => {
  it("names no file that is not packed with it", { timeout: 60_000 }, () => {
    const files = packedFiles(folder);
    expect(files).toContain("README.md");
    const named = namedIn(readFileSync(join(root, folder, "README.md"), "utf8"), folder);
    expect(named.filter((name) => !isPacked(name, files))).toEqual([]);
  });
});

it("Every picture of the root's README is there, says what it shows, and is light", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const pictures = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, text = "", file = ""]) => ({
    text,
    file,
  }));
  expect(pictures).toHaveLength(2);
  for (const { text, file } of pictures) {
    expect(text.length, file).toBeGreaterThan(50);
    expect(statSync(join(root, file)).size, file).toBeLessThan(150_000);
    expect(readFileSync(join(root, file)).subarray(8, 12).toString(), file).toBe("WEBP");
  }
});

it("A link, a folder and a pattern are found out if they are not packed", () => {
  const named = namedIn(
    "[why](../../decisions/client-size.md), `test/` and `samples/*.ts`, but `application/json`",
    "spec",
  );
  expect(named).toEqual(["../../decisions/client-size.md", "test/", "samples/*.ts"]);
  expect(named.filter((name) => isPacked(name, ["dist/index.js", "README.md"]))).toEqual([]);
  expect(isPacked("exchanges/*/*.http", ["exchanges/a/b.http"])).toBe(true);
});
