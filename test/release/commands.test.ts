import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const self = "test/release/commands.test.ts";

/** What npx is told to run, with the flags between the two left out. */
const run = /\bnpx((?: +-{1,2}[\w-]+)*) +(@?[a-z][\w./-]*)/g;

/** Where a text runs a command of ours by a name that npx would look up, and anybody could register. */
function unscoped(text: string): string[] {
  return [...text.matchAll(run)].flatMap(([found, flags = "", name = ""]) =>
    name.startsWith("ucwa-") && !/ (-p|--package)\b/.test(flags) ? [found] : [],
  );
}

it("No text tells a reader to run with npx a name that is not ours", () => {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0");
  const texts = files.filter((file) => file !== "" && file !== self && existsSync(join(root, file)));
  const found = texts.flatMap((file) =>
    unscoped(readFileSync(join(root, file), "utf8")).map((command) => `${file}: ${command}`),
  );
  expect(texts).toContain("packages/mock/README.md");
  expect(found).toEqual([]);
});

it.each([
  ["npx ucwa-mock --port 4011", ["npx ucwa-mock"]],
  ["npx -y ucwa-mock", ["npx -y ucwa-mock"]],
  ["npx @ucwa-meetings/mock --port 4011", []],
  ["npx -y pnpm@12.21.0 start", []],
])("%s names the packages %j that we do not own", (text, found) => {
  expect(unscoped(text)).toEqual(found);
});

it("npx runs the mock by the name of its package, since it has one command", () => {
  const { bin } = JSON.parse(readFileSync(join(root, "packages/mock/package.json"), "utf8"));
  expect(Object.keys(bin)).toHaveLength(1);
});
