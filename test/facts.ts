import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { isRecord } from "../tools/openapi/is-record.ts";

/** A row of the table of facts. */
export interface Fact {
  id: string;
  kind: string;
  /** Where the document says it: a file without `components/` and `.yaml`, and a JSON Pointer or a heading. */
  statedAt: string[];
  test: { file: string; title: string };
}

const folder = fileURLToPath(new URL("../spec/", import.meta.url));

/** The rows of the tables in a text. */
export function readFacts(text: string): Fact[] {
  return [...text.matchAll(/^\| (F\d+) +\| .+? \| (\w+) +\| .+? \| (.+?) +\| `(.+?)`: (.+?) +\|$/gm)].map(
    ([, id = "", kind = "", places = "", file = "", title = ""]) => ({
      id,
      kind,
      statedAt: [...places.matchAll(/`([^`]+)`/g)].map(([, place = ""]) => place),
      test: { file, title: title.replaceAll("\\|", "|") },
    }),
  );
}

/** What is at a place of the document; undefined if there is nothing. */
export function find(place: string): unknown {
  const [file = "", pointer = ""] = place.split("#");
  if (file.endsWith(".md")) return findSection(file, pointer);
  let node = readYaml(pathOf(file));
  for (const key of pointer.split("/").slice(1)) node = isRecord(node) ? node[key] : undefined;
  return node;
}

function pathOf(file: string): string {
  if (file.includes(".")) return file;
  return file.startsWith("paths/") ? `${file}.yaml` : `components/${file}.yaml`;
}

function readYaml(path: string): unknown {
  return parse(readFileSync(new URL(`../spec/${path}`, import.meta.url), "utf8"));
}

function findSection(file: string, heading: string): string | undefined {
  const text = readFileSync(new URL(`../spec/${file}`, import.meta.url), "utf8");
  return heading === "" ? text : sectionsOf(text).get(heading);
}

function sectionsOf(text: string): Map<string, string> {
  const sections = text.split(/^# /m).slice(1);
  return new Map(sections.map((section) => [section.slice(0, section.indexOf("\n")), section]));
}

const methods = ["get", "put", "post", "delete"];

/** Every place of the document that states something of its own: a property, a schema without properties, a header, an operation, and so on. */
export function statements(): string[] {
  const files = globSync("{paths,components/{schemas,headers,parameters,securitySchemes,examples}}/*.yaml", {
    cwd: folder,
  }).sort();
  const prose = globSync("prose/*.md", { cwd: folder }).sort();
  return [...files.flatMap(statementsIn), ...prose.flatMap(sectionsIn)];
}

function statementsIn(path: string): string[] {
  const name = path.replace("components/", "").replace(".yaml", "");
  const content = readYaml(path);
  if (!isRecord(content)) return [];
  if (name.startsWith("paths/")) {
    return Object.keys(content)
      .filter((key) => methods.includes(key) || key.startsWith("x-"))
      .map((key) => `${name}#/${key}`);
  }
  if (name.startsWith("examples/")) return "x-ucwa-error" in content ? [name] : [];
  if (!isRecord(content.properties)) return [name];
  return Object.keys(content.properties).map((property) => `${name}#/properties/${property}`);
}

function sectionsIn(path: string): string[] {
  const headings = [...sectionsOf(readFileSync(new URL(`../spec/${path}`, import.meta.url), "utf8")).keys()];
  return headings.length === 0 ? [path] : headings.map((heading) => `${path}#${heading}`);
}

/** Every place where the document says that something is inferred. */
export function inferredMarks(): string[] {
  const files = globSync("{paths,components/**}/*.yaml", { cwd: folder }).sort();
  const inYaml = files.flatMap((path) => {
    const name = path.replace("components/", "").replace(".yaml", "");
    return marksIn(readYaml(path), `${name}#`);
  });
  const inProse = globSync("prose/*.md", { cwd: folder }).flatMap(sectionsIn);
  return [...inYaml, ...inProse.filter((place) => String(find(place)).includes("inferred"))];
}

function marksIn(node: unknown, place: string): string[] {
  if (typeof node === "string") return node.includes("inferred") ? [place] : [];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => marksIn(value, `${place}/${key}`));
}

/** The places that no fact names. One that is named by its file alone does not cover what is inside it. */
export function withoutFact(places: string[], facts: Fact[]): string[] {
  const stated = facts.flatMap(({ statedAt }) => statedAt);
  return places.filter((place) => !stated.some((one) => one === place || one.startsWith(`${place}/`)));
}

/** The marks that no fact of the kind `inferred` names, itself or what it is in. */
export function unexplainedMarks(marks: string[], facts: Fact[]): string[] {
  const stated = facts.filter(({ kind }) => kind === "inferred").flatMap(({ statedAt }) => statedAt);
  const covers = (one: string, mark: string) =>
    one === mark || mark.startsWith(one.includes("#") ? `${one}/` : `${one}#/`);
  return marks.filter((mark) => {
    const ownProperty = /^schemas\/\w+#\/properties\/\w+/.exec(mark)?.[0];
    return !stated.some((one) => covers(one, mark) && (ownProperty === undefined || one.startsWith(ownProperty)));
  });
}
