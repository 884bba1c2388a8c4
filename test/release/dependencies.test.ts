import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findDisallowed, installedFor, productionDependencies } from "../../tools/release/licences.ts";
import { pnpm } from "../../tools/release/pnpm.ts";
import { insideIn, parseNotices, writeSboms } from "../../tools/release/sbom.ts";

const notices = () =>
  readFileSync(new URL("../../packages/mock/dist/THIRD-PARTY-NOTICES.txt", import.meta.url), "utf8");

describe("What users install with our packages", () => {
  it("is under licences that ask for no more than their notice", { timeout: 60_000 }, () => {
    const dependencies = productionDependencies();
    expect(dependencies.map(({ name }) => name)).toContain("openapi-fetch");
    expect(findDisallowed(dependencies)).toEqual([]);
  });

  it("is under such licences also where the mock has it bundled", { timeout: 60_000 }, () => {
    const names = parseNotices(notices()).map((one) => one.replace(/@[^@]+$/, ""));
    expect(names).toContain("@stoplight/prism-http");
    const bundled = installedFor("@ucwa-meetings/mock").filter(({ name }) => names.includes(name));
    expect(new Set(bundled.map(({ name }) => name))).toEqual(new Set(names));
    expect(findDisallowed(bundled)).toEqual([]);
  });

  it("is listed in an SBOM for each package, what the mock has bundled included", { timeout: 60_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), "ucwa-sbom-"));
    writeSboms(folder);
    const sboms = readdirSync(folder).sort();
    const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
    const [client, mock] = [read("ucwa-meetings-client.cdx.json"), read("ucwa-meetings-mock.cdx.json")];
    rmSync(folder, { recursive: true });
    expect(sboms).toEqual(["client", "mock", "spec", "xml"].map((name) => `ucwa-meetings-${name}.cdx.json`));
    expect(client.components).toContainEqual(expect.objectContaining({ name: "openapi-fetch" }));
    expect(mock.components).toHaveLength(parseNotices(notices()).length + insideIn(notices()).length);
    // yaml is in no file of its own, but inside one of json-schema-faker's.
    const find = (name: string) => mock.components.find((one: { name: string }) => one.name === name)["bom-ref"];
    const faker = mock.dependencies.find(({ ref }: { ref: string }) => ref === find("json-schema-faker"));
    expect(faker.dependsOn).toContain(find("yaml"));
  });

  it.each([
    ["GPL-3.0-only", ["left@1.0.0 is under GPL-3.0-only"]],
    ["", ["left@1.0.0 is under no licence"]],
    ["MIT AND GPL-2.0-only", ["left@1.0.0 is under MIT AND GPL-2.0-only"]],
    ["(MPL-2.0 OR Apache-2.0)", []],
  ])("would not be passed under the licence %j unless it may be", (license, refused) => {
    expect(findDisallowed([{ name: "left", versions: ["1.0.0"], paths: [], license }])).toEqual(refused);
  });

  it("has no advisory of high severity, as far as the registry answers", { timeout: 60_000 }, ({ skip }) => {
    const { status, stdout, stderr } = pnpm("audit", "--prod", "--audit-level=high");
    if (/ERR_PNPM_AUDIT|ENOTFOUND|ECONNREFUSED|ETIMEDOUT/.test(stdout + stderr)) skip("The registry answers no audit.");
    expect(status, stdout).toBe(0);
  });
});
