import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { addressesIn, buildAddresses, folders, withAddresses } from "../../tools/release/addresses.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const workspace: Record<string, unknown> = JSON.parse(read("package.json"));
const manifest = (folder: string): Record<string, unknown> => JSON.parse(read(`${folder}/package.json`));
const { version } = manifest("spec");

describe("A version number", () => {
  it("is the same in all packages, in the document and in its workflows", () => {
    expect(folders.map((folder) => manifest(folder).version)).toEqual(folders.map(() => version));
    expect(JSON.parse(read("spec/dist/openapi.json"))).toMatchObject({ info: { version } });
    for (const path of globSync("spec/workflows/*.yaml", { cwd: root })) {
      expect(read(path), path).toContain(`\n  version: ${version}\n`);
    }
  });

  it("moves in all packages at once when one of them changes", () => {
    expect(JSON.parse(read(".changeset/config.json"))).toMatchObject({
      fixed: [folders.map((folder) => manifest(folder).name)],
    });
  });

  it.runIf(existsSync(new URL("spec/released/openapi.json", root)))(
    "belongs to a release, whose document is kept and whose CHANGELOGs begin with it",
    () => {
      expect(JSON.parse(read("spec/released/openapi.json"))).toMatchObject({ info: { version } });
      for (const folder of folders) expect(/^## (.*)$/m.exec(read(`${folder}/CHANGELOG.md`))?.[1]).toBe(version);
    },
  );
});

it("The oldest Node that a package names is the same for all, and one that the packed packages are tried on", () => {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(read("test/packed/package.json"));
  const tried = Object.values(dependencies).flatMap((specifier) => /^npm:node@(.*)$/.exec(specifier)?.[1] ?? []);
  const floors = folders.map((folder) => manifest(folder).engines);
  expect(floors).toEqual(floors.map(() => floors[0]));
  expect(tried.map((one) => ({ node: `>=${one.replace(/(\.0)+$/, "")}` }))).toContainEqual(floors[0]);
});

describe.each(folders)("The package in %s", (folder) => {
  it("tells the registry what it is, and ships its README, licence and CHANGELOG", () => {
    expect(manifest(folder)).toMatchObject({
      description: expect.stringMatching(/./),
      license: "MIT",
      keywords: expect.arrayContaining(["ucwa", "skype-for-business"]),
      publishConfig: { access: "public" },
      files: expect.arrayContaining(["dist", "CHANGELOG.md"]),
    });
    expect(manifest(folder)).not.toHaveProperty("private");
    expect(existsSync(new URL(`${folder}/README.md`, root))).toBe(true);
  });

  it("says of the project's addresses what the root's package.json says; else run node tools/release/addresses.ts", () => {
    expect(addressesIn(manifest(folder))).toEqual(buildAddresses(workspace, folder));
  });
});

describe("The addresses of the project", () => {
  const repository = { type: "git", url: "git+https://example.com/somebody/ucwa-meetings.git" };
  const bugs = "https://example.com/somebody/ucwa-meetings/issues";

  it("are written into a package after its licence, with its folder, and taken out of it again", () => {
    const before = { name: "one", license: "MIT", type: "module" };
    const after = withAddresses(before, buildAddresses({ name: "root", repository, bugs }, "packages/one"));
    expect(Object.entries(after)).toEqual([
      ["name", "one"],
      ["license", "MIT"],
      ["repository", { ...repository, directory: "packages/one" }],
      ["bugs", bugs],
      ["type", "module"],
    ]);
    expect(withAddresses(after, buildAddresses({ name: "root" }, "packages/one"))).toEqual(before);
  });

  it("need a form in which a package can say its folder", () => {
    expect(() => buildAddresses({ repository: "github:somebody/ucwa-meetings" }, "spec")).toThrow(
      'package.json: repository: expected an object with a url, got "github:somebody/ucwa-meetings".',
    );
  });
});
