import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "@typescript/typescript6";
import { faults, mockSettings, startMock, switches } from "@ucwa-meetings/mock";
import { hostSettings } from "@ucwa-meetings/mock-server/settings";
import { expect, test } from "vitest";
import { readPage } from "./crawl.ts";
import { dist } from "./pages.ts";

/** What a package exports as the compiler sees it in what was built: the names, and the members that each declares itself. */
function exportsOf(specifier: string): { name: string; members: string[] }[] {
  const file = fileURLToPath(import.meta.resolve(specifier)).replace(/\.js$/, ".d.ts");
  const program = ts.createProgram([file], { noLib: true, types: [], module: ts.ModuleKind.NodeNext });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file}: expected a module, got something else.`);
  return checker.getExportsOfModule(module).map((exported) => {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const { members } = isAlias ? checker.getAliasedSymbol(exported) : exported;
    return { name: exported.name, members: [...(members?.keys() ?? [])].map(String).filter(isShown) };
  });
}

/** Neither a constructor, nor a type parameter, nor the name that each error has. */
function isShown(member: string): boolean {
  return (
    !member.startsWith("__") && member !== "name" && !/^[A-Z]/.test(member.replace(/^(GET|PUT|POST|DELETE)$/, "x"))
  );
}

const sentences = /^[A-Z`0-9].+\.$/s;

const read = (file: string) => readFileSync(join(dist, file), "utf8");

/** The sections of Markdown files by their headings of level two, each with the text below it. */
function sectionsOf(...files: string[]): Map<string, string> {
  const parts = files.flatMap((file) => read(file).split(/^## /m).slice(1));
  return new Map(parts.map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n"))]));
}

/** The cells of a row of a table, by the name in its first cell. Undefined if there is no such row. */
function rowOf(markdown: string, name: string): string[] | undefined {
  const line = markdown.split("\n").find((one) => one.startsWith(`| \`${name}\` |`));
  return line
    ?.slice(2, -2)
    .split(/ \| /)
    .map((cell) => cell.trim());
}

const packages = [
  { specifier: "@ucwa-meetings/client", files: ["client.md", "client/errors.md"] },
  { specifier: "@ucwa-meetings/client/xml", files: ["client.md"] },
  { specifier: "@ucwa-meetings/mock", files: ["mock.md"] },
];

test.each(packages)(
  "Everything that $specifier exports is in the reference and says what it is",
  ({ specifier, files }) => {
    const sections = sectionsOf(...files);
    const exported = exportsOf(specifier);
    expect(exported.length).toBeGreaterThan(0);
    for (const { name, members } of exported) {
      const section = sections.get(name) ?? "";
      const [ownText = ""] = section.replace(/```[\s\S]*?```|^\|.*$/gm, "").split(/^### /m);
      expect(ownText.trim(), name).toMatch(sentences);
      for (const member of members) {
        const [, method = ""] = section.split(new RegExp(`^### \\w+\\.${member}$`, "m"));
        const meaning =
          rowOf(section, member)?.at(-1)?.split("Type:")[0]?.trim() ??
          method.split("```")[2]?.split("##")[0]?.trim() ??
          "";
        expect(meaning, `${name}.${member}`).toMatch(sentences);
      }
    }
  },
);

test("Every option says what it is when it is left out", () => {
  for (const [name, text] of sectionsOf("client.md", "mock.md")) {
    if (!name.endsWith("Options")) continue;
    const rows = text.split("\n").filter((line) => line.startsWith("| `"));
    expect(rows.length, name).toBeGreaterThan(0);
    for (const row of rows) expect(row.split(" | ")[1]?.trim(), row).not.toBe("");
  }
});

test("Every error of the catalogue is linked from the class that stands for it", () => {
  const page = readPage("client/errors/");
  const linked = page("main a")
    .toArray()
    .map((link) => link.attribs.href ?? "")
    .filter((target) => target.includes("errors/#"))
    .map((target) => target.split("#")[1]);
  const catalogue = readPage("errors/")("main h3")
    .toArray()
    .map((heading) => heading.attribs.id)
    // No operation has these, so no class stands for them.
    .filter((anchor) => !anchor?.startsWith("subcode-"));
  expect(catalogue.length).toBeGreaterThan(20);
  expect(catalogue.filter((anchor) => !linked.includes(anchor))).toEqual([]);
  const [, conflict = ""] = read("client/errors.md").split("## ConflictError");
  expect(conflict.split("\n## ")[0]).toContain("errors/#conflict-toomanygroups");
});

async function helpOf(...args: string[]): Promise<string> {
  const command = join(dirname(fileURLToPath(import.meta.resolve("@ucwa-meetings/mock"))), "bin.js");
  return (await promisify(execFile)(process.execPath, [command, ...args])).stdout;
}

test.each([
  { command: "ucwa-mock", args: ["--help"], heading: "Flags" },
  { command: "ucwa-mock proxy", args: ["proxy", "--help"], heading: "Flags in front of a real server" },
  { command: "ucwa-mock drift", args: ["drift", "--help"], heading: "Flags for recordings" },
  { command: "ucwa-mock conformance", args: ["conformance", "--help"], heading: "Flags for conformance" },
])("Every flag that $command --help names is in the reference, with the same default", async ({ args, heading }) => {
  const help = await helpOf(...args);
  const page = read("mock/command.md");
  const section = sectionsOf("mock/command.md").get(heading) ?? "";
  const flags = [...help.matchAll(/^ +(--.*)$/gm)].flatMap(([, line = ""]) => [
    ...line.matchAll(/(--[a-z-]+)(?: (\d[\d.]*))?/g),
  ]);
  expect(flags.length).toBeGreaterThan(6);
  for (const [, flag = "", number] of flags) {
    const row = rowOf(section, flag);
    if (flag === "--version") expect(page).toContain("`ucwa-mock --version` prints");
    else expect(row?.at(-1), flag).toMatch(sentences);
    // What `--min-exchanges 1` names is an example.
    if (number !== undefined && flag !== "--min-exchanges") expect(row?.[1], flag).toBe(`\`${number}\``);
  }
});

test("No row of a reference leaves out what its thing is", () => {
  const files = [
    "client.md",
    "client/errors.md",
    "mock.md",
    ...["command", "endpoints", "faults", "hosted", "switches"].map((name) => `mock/${name}.md`),
  ];
  const rows = files.flatMap((file) =>
    read(file)
      .split("\n")
      .filter((line) => line.startsWith("| `")),
  );
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter((row) => / \| {2}\|$/.test(row))).toEqual([]);
});

test("Every environment variable that the mock reads is in the reference", () => {
  const variables = Object.values(mockSettings).flatMap(({ variable }) => variable ?? []);
  const section = sectionsOf("mock/command.md").get("Environment variables") ?? "";
  expect(variables.length).toBeGreaterThan(10);
  for (const name of variables) expect(rowOf(section, name)?.at(-1), name).toMatch(sentences);
});

test("Every setting of the server that hosts the mock is in the reference", () => {
  const sections = sectionsOf("mock/command.md", "mock/hosted.md");
  const variables = `${sections.get("Environment variables")}${sections.get("Variables")}`;
  const flags = ["mock/command.md", "mock/hosted.md"].map((file) => sectionsOf(file).get("Flags")).join("");
  expect(Object.keys(hostSettings).length).toBeGreaterThan(20);
  for (const { flag, variable, meaning } of Object.values(hostSettings)) {
    if (flag) expect(rowOf(flags, flag)?.at(-1), flag).toMatch(sentences);
    if (variable) expect(rowOf(variables, variable)?.at(-1), variable).toBe(meaning);
  }
});

test("A flag of the mock means what the option of the same name means", () => {
  const options = sectionsOf("mock.md").get("MockOptions") ?? "";
  // Outside of code, these have another form or another default.
  const others = ["port", "host", "allowHosts", "state", "examples", "seed", "replay", "dialect", "switches", "cors"];
  const same = Object.entries(mockSettings).filter(([name]) => !others.includes(name));
  expect(same.length).toBeGreaterThan(5);
  for (const [name, { meaning }] of same) expect(rowOf(options, name)?.at(-1), name).toContain(meaning);
});

test("Every endpoint that the mock names at its root is in the reference", async () => {
  await using mock = await startMock();
  const { controls }: { controls: string[] } = JSON.parse(await (await fetch(`${mock.url}/`)).text());
  const sections = sectionsOf("mock/endpoints.md");
  expect([...sections.keys()]).toEqual(controls);
  for (const [name, text] of sections) expect(text.trim(), name).toMatch(sentences);
});

test("Every switch is in the reference, with its values, the value of each dialect and where it is known from", () => {
  const page = read("mock/switches.md");
  const sections = sectionsOf("mock/switches.md");
  for (const [name, { values, documented, deployed, basis, meaning }] of Object.entries(switches)) {
    const row = page.split("\n").find((line) => line.startsWith(`| [\`${name}\`]`));
    expect(row, name).toBe(
      `| [\`${name}\`](#${name.toLowerCase()}) | \`${documented}\` | \`${deployed}\` | ${basis} |`,
    );
    expect(page).toContain(`*${basis}*:`);
    expect(sections.get(name), name).toContain(meaning);
    for (const value of values) expect(sections.get(name)?.split("Values:")[1], name).toContain(`\`${value}\``);
  }
});

test("Every fault is in the reference, with its number", () => {
  const page = read("mock/faults.md");
  for (const [name, { meaning, value }] of Object.entries(faults)) {
    const row = rowOf(page, name);
    expect(row?.at(-1), name).toBe(meaning);
    expect(row?.[1], name).toContain(value === undefined ? "none" : `\`${name}:${value}\``);
  }
});
