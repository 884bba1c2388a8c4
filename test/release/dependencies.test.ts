import { describe, expect, it } from "vitest";
import { notAllowed, productionDependencies } from "../../scripts/release/licences.ts";
import { pnpm } from "../../scripts/release/pnpm.ts";

describe("What users install with our packages", () => {
  it("is under licences that ask for no more than their notice", { timeout: 60_000 }, () => {
    const dependencies = productionDependencies();
    expect(dependencies.map(({ name }) => name)).toContain("openapi-fetch");
    expect(notAllowed(dependencies)).toEqual([]);
  });

  it.each([
    ["GPL-3.0-only", ["left@1.0.0 is under GPL-3.0-only"]],
    ["", ["left@1.0.0 is under no licence"]],
    ["MIT AND GPL-2.0-only", ["left@1.0.0 is under MIT AND GPL-2.0-only"]],
    ["(MPL-2.0 OR Apache-2.0)", []],
  ])("would not be passed under the licence %j unless it may be", (license, refused) => {
    expect(notAllowed([{ name: "left", versions: ["1.0.0"], paths: [], license }])).toEqual(refused);
  });

  it("has no advisory of high severity, as far as the registry answers", { timeout: 60_000 }, ({ skip }) => {
    const { status, stdout, stderr } = pnpm("audit", "--prod", "--audit-level=high");
    if (/ERR_PNPM_AUDIT|ENOTFOUND|ECONNREFUSED|ETIMEDOUT/.test(stdout + stderr)) skip("The registry answers no audit.");
    expect(status, stdout).toBe(0);
  });
});
