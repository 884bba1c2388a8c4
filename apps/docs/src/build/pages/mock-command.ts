import { mockSettings, type SettingTable, storeSetting } from "@ucwa-meetings/mock";
import { hostSettings } from "@ucwa-meetings/mock-server/settings";
import type { ApiMember } from "../api/declarations.ts";
import type { DocComment } from "../api/doc-comment.ts";
import { readTable, type TableRow } from "../api/read-table.ts";
import { code, joinBlocks, type Page, table } from "../markdown.ts";
import { type Api, defaultText } from "./api.ts";

/** Returns the page of the command `ucwa-mock`, from the tables that it reads its flags and variables with. */
export async function commandPage({ entries }: Api): Promise<Page> {
  const getMembers = (name: string) => entries.find((entry) => entry.name === name)?.members ?? [];
  const others = await readTable("mock", "src/cli/mock-command.ts", "flags");
  const proxyFlags = await readTable("mock", "src/cli/proxy-options.ts", "flags");
  const driftFlags = await readTable("mock", "src/cli/drift-options.ts", "flags");
  const conformanceFlags = await readTable("mock", "src/cli/conformance-options.ts", "flags");
  return {
    path: "mock/command",
    title: "Command of the mock",
    description:
      "Every flag of ucwa-mock, of its proxy, of drift and of conformance, and every environment variable of the container.",
    body: joinBlocks(
      `${code("npx @ucwa-meetings/mock")} starts a mock; the package calls this command ${code("ucwa-mock")}. ${code("ucwa-mock switches")} lists the [switches](/mock/switches/), and ${code("ucwa-mock --version")} prints the version.`,
      "## Flags",
      settingsTable("Flag", { ...mockSettings, store: storeSetting, ...toSettings(others) }),
      "## Environment variables",
      `The container and [readEnvironment](/mock/#readenvironment) read these variables. An empty variable counts as missing. A list is divided by commas.`,
      settingsTable("Variable", mockSettings),
      "## Flags in front of a real server",
      `${code("ucwa-mock proxy <upstream> [-- command]")} forwards everything to a real server and reports what breaks the contract. With a command, it runs the command with ${code("UCWA_MOCK_URL")} set, and ends when the command ends. The guide to [contract testing](/guides/contract-testing/) shows it.`,
      rowsTable("Flag", proxyFlags.map(withDashes), getMembers("ProxyOptions"), repeated(proxyFlags)),
      "## Flags for recordings",
      `${code("ucwa-mock drift <file.har or folder> ...")} compares recordings with the document and reports what breaks the contract, and what the document does not have. The guide [You have a server](/guides/real-server/) shows it.`,
      rowsTable("Flag", driftFlags.map(withDashes), []),
      "## Flags for conformance",
      `${code("ucwa-mock conformance <address>")} tries out a server, and says what breaks the document and how the server behaves where no source shows it. The guide [You have a server](/guides/real-server/) shows it.`,
      rowsTable("Flag", conformanceFlags.map(withDashes), []),
    ),
  };
}

type Texts = Pick<SettingTable<never>[string], "flag" | "variable" | "isList" | "default" | "meaning">;

/** Returns the rows of a table of the sources that has the command's own flags. */
function toSettings(rows: TableRow[]): Record<string, Texts> {
  return Object.fromEntries(
    rows.flatMap(({ name, value }) => {
      const { flag, default: defaultValue, meaning }: Record<string, unknown> = Object(value);
      return flag === undefined
        ? []
        : [[name, { flag: String(flag), default: String(defaultValue), meaning: String(meaning) }]];
    }),
  );
}

/** Returns a table of the settings that have a flag, or of those that have a variable. */
function settingsTable(head: "Flag" | "Variable", settings: Record<string, Texts>): string {
  const rows = Object.values(settings).flatMap((setting) => {
    const name = head === "Flag" ? setting.flag : setting.variable;
    const repeats = head === "Flag" && setting.isList ? " Can be repeated." : "";
    return name === undefined ? [] : [[code(name), defaultCell(setting.default), `${setting.meaning}${repeats}`]];
  });
  return table([head, "Default", "Meaning"], rows);
}

/** Returns a default that is a word or a number as code, and a sentence as it is. */
function defaultCell(text: string): string {
  return text.includes(" ") || text === "none" ? text : code(text);
}

/** Returns the page of the server that hosts the mock, from the table that it reads its settings with. */
export function hostedPage(): Page {
  const own = Object.fromEntries(Object.entries(hostSettings).filter(([name]) => !(name in mockSettings)));
  return {
    path: "mock/hosted",
    title: "Hosted mock",
    description: "Every setting of the server that hosts the mock for a team.",
    body: joinBlocks(
      `The server in ${code("apps/mock")} hosts the mock for a team. [Host the mock](/guides/hosting/) says how to run it. It reads all [variables and flags of the mock](/mock/command/) and those below. A flag counts before the variable of the same setting.`,
      "## Variables",
      settingsTable("Variable", own),
      "## Flags",
      settingsTable("Flag", own),
    ),
  };
}

/** A row of a table of the sources: what users write, and the option that it sets. */
interface NamedRow {
  name: string;
  option: string;
  doc: DocComment;
}

function withDashes({ name, doc }: TableRow): NamedRow {
  return { name: `--${name}`, option: name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()), doc };
}

/** Returns the flags that can be repeated, from the table for `parseArgs`. */
function repeated(parsed: TableRow[]): string[] {
  return parsed.filter(({ value }) => Object(value).multiple).map(({ name }) => `--${name}`);
}

/** Returns a table. The meaning of a row is its own doc comment, or that of the option that it sets. */
function rowsTable(head: string, rows: NamedRow[], options: ApiMember[], repeated: string[] = []): string {
  return table(
    [head, "Default", "Meaning"],
    rows.map(({ name, option, doc }) => {
      const set = options.find((one) => one.name === option && one.doc.text !== "");
      const { text, defaultValue = "" } = doc.text === "" && set ? set.doc : doc;
      const meaning = repeated.includes(name) ? `${text} Can be repeated.` : text;
      return [code(name), argumentText(defaultValue), meaning];
    }),
  );
}

/** Returns the default of an option as it is written on a command line: without quotes, and without `_` in numbers. */
function argumentText(value: string): string {
  const [, quoted] = /^"(.*)"$/.exec(value) ?? [];
  return quoted === undefined ? defaultText(value.replace(/(?<=\d)_(?=\d)/g, "")) : code(quoted);
}
