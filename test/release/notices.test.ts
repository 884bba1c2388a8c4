import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findDisallowed, installedFor } from "../../tools/release/licences.ts";
import { bundles, formatNotices } from "../../tools/release/notices.ts";

const root = new URL("../../", import.meta.url);

describe.each(bundles)("The notices in $notices", (bundle) => {
  it("are those of what is bundled now; else run node tools/release/notices.ts", { timeout: 60_000 }, () => {
    expect(readFileSync(new URL(bundle.notices, root), "utf8")).toBe(formatNotices(bundle));
  });

  it("name only licences that ask for no more than their notice", { timeout: 60_000 }, () => {
    const names = bundle.packages();
    const bundled = installedFor(bundle.packageName).filter(({ name }) => names.includes(name));
    expect(bundled.length).toBeGreaterThan(0);
    expect(findDisallowed(bundled)).toEqual([]);
  });

  it("give the whole text of each licence, not only its name", () => {
    const [, ...sections] = readFileSync(new URL(bundle.notices, root), "utf8").split(`${"-".repeat(80)}\n`);
    const short = sections.filter((section) => section.length < 500 || !/copyright|©/i.test(section));
    expect(sections.length).toBeGreaterThan(10);
    expect(short).toEqual([]);
  });

  it("cannot leave out a package whose licence nobody has looked up", { timeout: 60_000 }, () => {
    const packages = () => [...bundle.packages(), "left"];
    expect(() => formatNotices({ ...bundle, packages })).toThrow(/^left: expected a licence .* what is its licence\?$/);
  });
});
