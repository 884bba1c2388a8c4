import type { ApiEntry, ApiMember } from "../api/declarations.ts";
import type { DocComment } from "../api/doc-comment.ts";
import { code, codeBlock, joinBlocks, table } from "../markdown.ts";

/** What a package exports, and which page of the site has it. */
export interface Api {
  entries: ApiEntry[];
  /** The page that has the entry of a name. */
  findPage(name: string): string;
}

/** Returns the text of an entry: its heading, its declaration, what it does, and its members. */
export function entryText(api: Api, entry: ApiEntry): string {
  const methods = entry.members.filter(({ kind }) => kind === "method");
  return joinBlocks(
    `## ${entry.name}`,
    entry.signature && codeBlock("ts", entry.signature),
    docText(api, entry.doc, entry.name),
    parentsText(api, entry),
    propertyTable(api, entry),
    ...methods.map((method) => methodText(api, entry, method)),
  );
}

/** Returns a table of an entry's properties, or an empty string if it has none. A type with options has a column for defaults. */
export function propertyTable(api: Api, entry: ApiEntry): string {
  const properties = entry.members.filter(({ kind }) => kind === "property");
  if (properties.length === 0) return "";
  return properties.some(({ doc }) => doc.defaultValue !== undefined)
    ? table(
        ["Option", "Default", "Meaning"],
        properties.map((option) => [
          code(option.name),
          option.isOptional ? defaultText(option.doc.defaultValue ?? "") : "required",
          `${getMeaning(api, entry, option)} Type: ${typeText(api, option.type)}.`,
        ]),
      )
    : table(
        ["Property", "Type", "Meaning"],
        properties.map((property) => [
          code(property.name),
          typeText(api, property.type),
          `${property.isOptional ? "May be missing. " : ""}${getMeaning(api, entry, property)}`,
        ]),
      );
}

function getMeaning(api: Api, entry: ApiEntry, member: ApiMember): string {
  const { text, see } = findDoc(api, entry, member);
  return `${withLinks(api, text, entry.name)}${see ? ` See ${endSentence(see)}` : ""}`;
}

function methodText(api: Api, entry: ApiEntry, method: ApiMember): string {
  const doc = findDoc(api, entry, method);
  return joinBlocks(`### ${findOwner(api, entry)}.${method.name}`, codeBlock("ts", method.type), docText(api, doc));
}

/** Returns what the methods of an interface are called on: the property that holds it, such as `myOnlineMeeting` of a client. */
function findOwner({ entries }: Api, { name, kind }: ApiEntry): string {
  const holders = entries.filter((entry) => kind === "interface" && !entry.name.endsWith("Options"));
  return holders.flatMap(({ members }) => members).find(({ type }) => type === name)?.name ?? name;
}

/** Returns the doc comment of a member, or that of the member of a parent which it narrows. */
function findDoc(api: Api, entry: ApiEntry, member: ApiMember): DocComment {
  if (member.doc.text !== "") return member.doc;
  for (const parent of findParents(api, entry)) {
    const inherited = parent.members.find(({ name }) => name === member.name);
    const doc = inherited && findDoc(api, parent, inherited);
    if (doc && doc.text !== "") return { ...doc, ...member.doc, text: doc.text };
  }
  return member.doc;
}

/** Returns the entries that an entry extends. */
function findParents({ entries }: Api, { parents }: ApiEntry): ApiEntry[] {
  return entries.filter(({ name }) => parents.includes(name));
}

function parentsText(api: Api, { parents, kind }: ApiEntry): string {
  const others = parents.filter((parent) => parent !== "Error");
  if (others.length === 0) return "";
  const verb = kind === "class" ? "Is a" : "Has all of";
  return `${verb} ${others.map((parent) => typeText(api, parent)).join(" and ")}${kind === "class" ? "" : " as well"}.`;
}

/** Returns a doc comment as Markdown: its text, then what is thrown and where it is from. Names of entries are links, except `own`. */
export function docText(api: Api, { text, throws, see }: DocComment, own?: string): string {
  return joinBlocks(
    withLinks(api, text, own),
    throws && `**Throws** ${withLinks(api, endSentence(throws.replace(/(?<!`)\b\w+Error\b/g, "`$&`")), own)}`,
    see && `**See** ${endSentence(see)}`,
  );
}

/** Returns a text in which the names of types and functions are links. */
function withLinks(api: Api, text: string, own?: string): string {
  return text.replace(/`(\w+)`/g, (quoted, word: string) => {
    const found = api.entries.find(({ name, kind }) => name === word && name !== own && kind !== "constant");
    return found ? linkTo(api, found.name) : quoted;
  });
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Returns a default: one in words as text, a value as code. */
export function defaultText(value: string): string {
  const isInWords = value === "" || (/^[a-z]+:?(?: |$)/.test(value) && !/^(?:new|true|false)\b/.test(value));
  return isInWords ? value : code(value);
}

/** Returns a type as code, in which the names of other entries are links. */
export function typeText(api: Api, type: string): string {
  const names = new RegExp(`\\b(${api.entries.map(({ name }) => name).join("|")})\\b`);
  // Every second part is a name.
  return type
    .split(names)
    .map((part, index) => (index % 2 === 1 ? linkTo(api, part) : padded(part)))
    .join("");
}

function linkTo({ findPage }: Api, name: string): string {
  return `[${code(name)}](/${findPage(name)}/#${name.toLowerCase()})`;
}

/** Returns text as code, with the spaces at its ends outside. */
function padded(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return text;
  return `${text.startsWith(" ") ? " " : ""}${code(trimmed)}${text.endsWith(" ") ? " " : ""}`;
}

/** Returns the first sentence of a text, for a list. */
export function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

/** Returns the entries with those named `first` at the start. Throws if there is none of a name. */
export function inOrder(entries: ApiEntry[], first: readonly string[]): ApiEntry[] {
  const missing = first.filter((name) => !entries.some((entry) => entry.name === name));
  if (missing.length > 0) throw new Error(`exports: expected ${missing.join(", ")} among them, got none.`);
  const place = ({ name }: ApiEntry) => (first.includes(name) ? first.indexOf(name) : first.length);
  return entries.toSorted((one, other) => place(one) - place(other));
}
