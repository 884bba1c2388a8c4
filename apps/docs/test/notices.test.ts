import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dist } from "./pages.ts";

const text = readFileSync(join(dist, "THIRD-PARTY-NOTICES.txt"), "utf8");
const [, ...sections] = text.split(`\n\n${"-".repeat(80)}\n\n`);
const names = sections.map((section) => /^(\S+?),? /.exec(section)?.[1]);

test("The site names the licences of what its pages consist of, and of the mock in it", () => {
  const ofMock = ["@stoplight/prism-http", "ajv"];
  expect(names).toEqual(
    expect.arrayContaining(["@astrojs/starlight", "@expressive-code/core", "minisearch", "redoc", ...ofMock]),
  );
});

test("The site names no licence of what Redoc's script would bring, which it does not have", () => {
  expect(names.filter((name) => /^(?:react|mobx|styled-components|dompurify|marked|prismjs)/.test(name ?? ""))).toEqual(
    [],
  );
});

test("The site gives the whole text of each licence, not only its name", () => {
  expect(sections.length).toBeGreaterThan(10);
  expect(sections.filter((section) => section.length < 500 || !/copyright|©/i.test(section))).toEqual([]);
});
