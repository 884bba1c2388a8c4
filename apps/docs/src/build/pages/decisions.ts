import { readFile } from "node:fs/promises";
import { joinBlocks, type Page, plainText, table } from "../markdown.ts";

/** The decisions that users ask about, and what each says. The others are about how the project is built. */
const descriptions = {
  glossary: "What each word of this project means.",
  versions: "What counts as a breaking change, which versions are supported, and how a release is made.",
  "open-models": "Why schemas are open for responses and stricter for requests.",
  "xml-as-strings": "Why the schemas describe JSON only, and an XML body is a string.",
  "xml-parser": "Why the codec has its own XML parser, and what shows that it is right.",
  "client-lossless-update":
    "Why an update sends back everything that was read, and what happens when a response is lost.",
  "client-size": "How many bytes the client may have, what is loaded later, and what that costs.",
  "client-openapi-libraries":
    "Which libraries make the types and the lower layer of the client, and what happens when they end.",
  "mock-sandboxes": "How one mock serves many users at the same time, and what keeps them apart.",
  "mock-store": "How the mock uses Prism, and what its store guarantees when requests run at the same time.",
  "mock-stores": "Where a hosted mock keeps its state, what survives a failure, and what is not promised.",
  "mock-samples": "Which published samples a mock with state cannot repeat, and what it does instead.",
  "mock-clock": "Why the clock of the mock stands still, and how to set it.",
  "mock-cors": "Which web pages may call the mock, and why not all.",
  recordings:
    "What a recording of a server leaves out and what it has, how stand-ins are made, and what nobody can promise.",
  conformance:
    "How a switch is learned from a server, what a run writes and removes, and what its reports say and leave out.",
  "mock-bundle": "Why the mock installs no dependencies.",
};

/** Returns the page of places where the sources disagree, from the project's decisions. */
export async function discrepanciesPage(): Promise<Page> {
  const { body, source = "" } = await readDecision("discrepancies", "");
  return {
    path: "discrepancies",
    title: "Discrepancies",
    description:
      "Where the published pages contradict themselves, each other or real traffic, and what the document says instead.",
    source,
    body,
  };
}

/** Returns a page for each decision that users ask about. */
export async function decisionPages(): Promise<Page[]> {
  return Promise.all(Object.entries(descriptions).map(([name, description]) => readDecision(name, description)));
}

/** Returns the page at `/decisions/`: every decision, and what it says. */
export function decisionsPage(pages: Page[]): Page {
  return {
    path: "decisions",
    title: "Decisions",
    description: "Why client, mock and document are as they are: what was decided, and what it costs.",
    body: joinBlocks(
      "Why client, mock and document are as they are. Each page says what was decided, why, and what it costs. Paths in code are those of the repository.",
      table(
        ["Decision", "What it says"],
        pages.map(({ path, title, description }) => [`[${title}](/${path}/)`, description]),
      ),
    ),
  };
}

/** Returns a decision as a page, without its heading, because the page has one. */
async function readDecision(name: string, description: string): Promise<Page> {
  const text = await readFile(new URL(`../../../../../decisions/${name}.md`, import.meta.url), "utf8");
  const [, title, body] = /^# ([^\n]+)\n+(.+)$/s.exec(text) ?? [];
  if (!title || !body) throw new Error(`decisions/${name}.md: expected a heading and a text, got neither.`);
  return {
    path: `decisions/${name}`,
    source: `decisions/${name}.md`,
    title: plainText(title),
    description,
    body: withSiteLinks(body),
  };
}

/** Returns Markdown in which links to other decisions lead to their pages. A link to a file that is no page becomes text. */
function withSiteLinks(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\((?!https?:)([^)]*)\)/g, (_, text: string, target: string) => {
    const [name = ""] = target.split(".md");
    if (name === "discrepancies") return `[${text}](/discrepancies/)`;
    return Object.hasOwn(descriptions, name) ? `[${text}](/decisions/${name}/)` : text;
  });
}
