import { type ApiMember, readDeclaration } from "../api/declarations.ts";
import type { DocComment } from "../api/doc-comment.ts";
import { readSource } from "../api/read-package.ts";
import { readTable, type TableRow } from "../api/read-table.ts";
import { code, joinBlocks, type Page, table } from "../markdown.ts";
import { type Api, defaultText } from "./api.ts";

/** Returns the page of the command `ucwa-mock`, from the tables that it reads its flags and variables with. */
export async function commandPage({ entries }: Api): Promise<Page> {
  const getMembers = (name: string) => entries.find((entry) => entry.name === name)?.members ?? [];
  const texts = await readMembers("src/cli/mock-options.ts", "OptionTexts");
  const flags = await readTable("mock", "src/cli/mock-command.ts", "flags");
  const parsed = await readTable("mock", "src/cli/mock-command.ts", "options");
  const others = parsed.filter(({ name }) => !flags.some(({ value }) => value === `--${name}`));
  const variables = await readTable("mock", "src/cli/mock-options.ts", "variables");
  const proxyFlags = await readTable("mock", "src/cli/proxy-options.ts", "flags");
  const options = [...texts, ...getMembers("MockOptions")];
  return {
    path: "mock/command",
    title: "Command of the mock",
    description: "Every flag of ucwa-mock and of its proxy, and every environment variable of the container.",
    body: joinBlocks(
      `${code("npx @ucwa-meetings/mock")} starts a mock; the package calls this command ${code("ucwa-mock")}. ${code("ucwa-mock switches")} lists the [switches](/mock/switches/), and ${code("ucwa-mock --version")} prints the version.`,
      "## Flags",
      rowsTable("Flag", [...flags.map(withValueAsName), ...others.map(withDashes)], options, repeated(parsed)),
      "## Environment variables",
      `The container and [readEnvironment](/mock/#readenvironment) read these variables. An empty variable counts as missing. A list is divided by commas.`,
      rowsTable("Variable", variables.map(withValueAsName), options),
      "## Flags in front of a real server",
      `${code("ucwa-mock proxy <upstream> [-- command]")} forwards everything to a real server and reports what breaks the contract. With a command, it runs the command with ${code("UCWA_MOCK_URL")} set, and ends when the command ends. The guide to [contract testing](/guides/contract-testing/) shows it.`,
      rowsTable("Flag", proxyFlags.map(withDashes), getMembers("ProxyOptions"), repeated(proxyFlags)),
    ),
  };
}

/** A row of a table of the sources: what users write, and the option that it sets. */
interface NamedRow {
  name: string;
  option: string;
  doc: DocComment;
}

function withValueAsName({ name, value, doc }: TableRow): NamedRow {
  return { name: String(value), option: name, doc };
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

async function readMembers(file: string, name: string): Promise<ApiMember[]> {
  const { statements } = await readSource("mock", file);
  const found = statements.map(readDeclaration).find((one) => one?.name === name);
  if (!found) throw new Error(`${file}: expected a declaration of ${name}, got none.`);
  return found.members;
}
