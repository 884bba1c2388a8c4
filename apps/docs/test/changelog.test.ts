import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { changelogText, readChangelog } from "../src/build/pages/changelog.ts";
import { readPage } from "./crawl.ts";

const root = new URL("../../../", import.meta.url);

test("The changelog has every version of every package with what it says", () => {
  const shown = readPage("changelog/")("main").text().replace(/\s+/g, " ");
  const files = globSync("{spec,packages/*}/CHANGELOG.md", { cwd: root });
  expect(files).toHaveLength(4);
  for (const file of files) {
    const text = readFileSync(new URL(file, root), "utf8");
    const [, name = ""] = /^# (.*)$/m.exec(text) ?? [];
    const [, version = ""] = /^## (.*)$/m.exec(text) ?? [];
    expect(shown).toContain(`${name} ${version}`);
    // The first words, before any code or link whose marks the page does not show.
    for (const [, first = ""] of text.matchAll(/^- ([\w ]+)/gm)) expect(shown).toContain(first);
  }
});

test("The newest version comes first, and a package without changes is not named", () => {
  const text = changelogText([
    readChangelog("# a\n\n## 0.10.0\n\n### Minor Changes\n\n- New.\n\n## 0.9.0\n\n- Old.\n"),
    readChangelog("# b\n\n## 0.10.0\n\n## 0.9.0\n\n- First.\n"),
  ]);
  expect(text.match(/^##+ .*$/gm)).toEqual([
    "## 0.10.0",
    "### a 0.10.0",
    "#### Minor Changes",
    "## 0.9.0",
    "### a 0.9.0",
    "### b 0.9.0",
  ]);
});
