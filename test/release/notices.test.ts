import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { licenceText } from "../../tools/release/licence-text.ts";
import { findDisallowed, installedFor } from "../../tools/release/licences.ts";
import { parseNotices } from "../../tools/release/sbom.ts";

const site = new URL("../../apps/docs/dist/THIRD-PARTY-NOTICES.txt", import.meta.url);

describe("The notices of the site", () => {
  it("name only licences that ask for no more than their notice", { timeout: 60_000 }, () => {
    const names = parseNotices(readFileSync(site, "utf8")).map((one) => one.replace(/@[^@]+$/, ""));
    const installed = ["@ucwa-meetings/docs", "@ucwa-meetings/mock"].flatMap(installedFor);
    const found = installed.filter(({ name }) => names.includes(name));
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(names));
    expect(findDisallowed(found)).toEqual([]);
  });

  it("cannot leave out a package whose licence nobody has looked up", () => {
    expect(() => licenceText("left")).toThrow(/^left: expected a licence .* what is its licence\?$/);
  });
});
