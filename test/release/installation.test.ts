import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import spec from "../../spec/package.json" with { type: "json" };
import { installText, isPublished, withInstallText } from "../../tools/release/installation.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

it("The README says how to install the packages today; otherwise run node tools/release/installation.ts", () => {
  expect(withInstallText(readme, installText(spec.version))).toBe(readme);
});

it("A text that says the packages are not on npm is one of a version that is not", () => {
  expect(installText("0.1.0", false)).toMatch(/^Version 0\.1\.0 is not on npm yet\./);
  expect(installText("0.1.0", true)).not.toContain("not on npm");
  expect(installText("0.1.0")).toBe(installText("0.1.0", isPublished));
});

it("On the day of publication the README needs nothing but the new section", () => {
  const published = withInstallText(readme, installText(spec.version, true));
  expect(published).toContain("\n## Install\n\n```sh\nnpm install @ucwa-meetings/client\n");
  expect(published).not.toContain("not on npm");
  expect(withInstallText(published, installText(spec.version))).toBe(readme);
});

it("A README without the section is refused", () => {
  expect(() => withInstallText("# x\n", "y")).toThrow("README.md: expected a section Install, got none.");
});
