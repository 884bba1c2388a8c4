import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hostSettings } from "../src/host-settings.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const code = (text: string | undefined) => text && `\`${text}\``;

test("the README has the table of all settings, with their flags, variables and defaults", () => {
  const rows = Object.values(hostSettings).map(({ flag, variable, default: standard, meaning }) => {
    const names = [code(variable), code(flag)].filter(Boolean).join(", ");
    return `| ${names} | ${standard} | ${meaning} |`;
  });
  const lines = readme.split("\n").map((line) => line.replace(/ +/g, " "));
  expect(lines.filter((line) => /^\| `(?:--|[A-Z])/.test(line))).toEqual(rows);
});

test("the README says in one screen when to host, and how", () => {
  const [screen = ""] = readme.split("\n## Settings\n");
  const lines = screen.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 120)), 0);
  expect(lines).toBeLessThanOrEqual(50);
});
