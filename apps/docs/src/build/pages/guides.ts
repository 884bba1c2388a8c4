import { readdir, readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "../../../../../tools/openapi/document.ts";
import { installLine, installText, isPublished } from "../../../../../tools/release/installation.ts";
import { codeBlock, joinBlocks, type Page, plainText } from "../markdown.ts";
import { pictureText } from "../pictures/index.ts";
import { type Project, repositoryText } from "../project.ts";
import { formatBody } from "./examples.ts";
import { findRequest, type Sources } from "./sample-request.ts";
import { tryIt } from "./try-it.ts";

const guidesFolder = fileURLToPath(new URL("../../site/content", import.meta.url));
const samplesFolder = fileURLToPath(new URL("../../../samples", import.meta.url));

/**
 * Returns the pages that are written by hand. Each has a heading, a paragraph that also describes the page to search engines, and the text. A line
 * `<!-- sample: name.ts -->` inserts this file of `samples/`, a button to try its request, and its output if there is a file `name.ts.out`; tests run both. A line
 * `<!-- side-by-side: Name -->` inserts this example of the document in JSON and XML, and `<!-- picture: name -->` this picture of `src/build/pictures`.
 * `<!-- install -->`, `<!-- install-line -->` and `<!-- repository -->` insert what holds today.
 */
export async function guidePages(sources: Sources, project: Project): Promise<Page[]> {
  const files = (await readdir(guidesFolder, { recursive: true })).filter((file) => file.endsWith(".md")).sort();
  return Promise.all(files.map((file) => readGuide(sources, project, file)));
}

async function readGuide(sources: Sources, project: Project, file: string): Promise<Page> {
  const text = await readFile(join(guidesFolder, file), "utf8");
  const [, title, description, rest] = /^# ([^\n]+)\n\n(.+?)\n\n(.*)$/s.exec(text) ?? [];
  if (!title || !description || !rest)
    throw new Error(`${file}: expected a heading and a paragraph, got ${JSON.stringify(text.slice(0, 40))}.`);
  return {
    path: file.replace(/\.md$/, "").replace(/^index$/, ""),
    source: `apps/docs/src/site/content/${file}`,
    title,
    description: plainText(description),
    body: await expandMarkers(sources, withProject(sources.document, project, `${description}\n\n${rest}`)),
  };
}

const theRepository = "[the repository](/start/#the-repository)";

/** Returns a guide with how to install the packages and get the repository today. */
function withProject({ info }: OpenApiDocument, project: Project, body: string): string {
  return body
    .replace(/^<!-- install -->$/gm, () => installText(info.version, isPublished, theRepository))
    .replace(/^<!-- install-line -->$/gm, () => installLine(info.version))
    .replace(/^<!-- repository -->$/gm, () => repositoryText(project));
}

async function expandMarkers(sources: Sources, body: string): Promise<string> {
  const marker = /^<!-- (sample|side-by-side|picture): (\S+) -->$/gm;
  const texts = new Map<string, string>();
  for (const [line, kind, name = ""] of body.matchAll(marker)) {
    texts.set(line, await markerText(sources, kind, name));
  }
  return body.replace(marker, (line) => texts.get(line) ?? line);
}

async function markerText(sources: Sources, kind = "", name: string): Promise<string> {
  if (kind === "sample") return sampleText(sources, name);
  return kind === "picture" ? pictureText(sources.document, name) : sideBySide(sources.document, name);
}

async function sampleText(sources: Sources, name: string): Promise<string> {
  const text = await readFile(join(samplesFolder, name), "utf8");
  const output = await readFile(join(samplesFolder, `${name}.out`), "utf8").catch(() => undefined);
  const request = findRequest(sources, name, text);
  const source = joinBlocks(codeBlock(extname(name).slice(1), text, basename(name)), request && tryIt(request));
  if (output === undefined) return source;
  return output.startsWith("{")
    ? joinBlocks(source, "It prints this on one line:", codeBlock("json", output))
    : joinBlocks(source, "It prints:", codeBlock(output.startsWith("<") ? "xml" : "txt", output));
}

/** Returns an example of the document in both representations, side by side if there is space. */
function sideBySide(document: OpenApiDocument, name: string): string {
  const [json, xml] = [document.components.examples[`${name}Json`], document.components.examples[`${name}Xml`]];
  if (!json || !xml) throw new Error(`${name}: expected an example in JSON and XML, got none.`);
  return joinBlocks(
    '<div class="side-by-side">',
    codeBlock("json", formatBody(json), "application/json"),
    codeBlock("xml", formatBody(xml), "application/xml"),
    "</div>",
  );
}
