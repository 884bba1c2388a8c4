/** A page of the site before it is rendered. `path` is its URL without the slashes at both ends; the start page has none. */
export interface Page {
  path: string;
  title: string;
  description: string;
  body: string;
  /** The file of the repository in which its text is changed, if it is one file. */
  source?: string;
  /** Whether it needs the width of the window, and so has no list of headings beside it. */
  wide?: boolean;
}

/** Returns the page as a Markdown file with front matter for Starlight. `editUrl` is where its text is changed, if that has a URL. */
export function toMarkdownFile({ path, title, description, body, wide = false }: Page, editUrl?: string): string {
  const frontMatter = {
    title,
    description,
    head: [
      // The start page is named like the site, whose name the generator would append.
      ...(path === "" ? [{ tag: "title", content: title }] : []),
      ...(path === "404" ? [] : [{ tag: "link", attrs: markdownLink(path) }]),
    ],
    // What is on the start page can be seen at once.
    tableOfContents: path !== "" && !wide,
    editUrl: editUrl ?? false,
  };
  const lines = Object.entries(frontMatter).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n${body.trim()}\n`;
}

/** Returns the path of a page's Markdown file, which is beside the folder of the page. */
export function markdownPath({ path }: Pick<Page, "path">): string {
  return `${path || "index"}.md`;
}

function markdownLink(path: string) {
  return { rel: "alternate", type: "text/markdown", href: `/${markdownPath({ path })}` };
}

/** Returns a Markdown table. It escapes bars and removes line breaks in cells. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return text
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|");
}

/** Returns a fenced block whose fence is longer than any in `text`. */
export function codeBlock(language: string, text: string, title?: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`+/gm)].map(([fence]) => fence.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}${title ? ` title=${JSON.stringify(title)}` : ""}\n${text.trimEnd()}\n${fence}`;
}

/** Returns inline code. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Returns the blocks with empty lines between them, without empty blocks. */
export function joinBlocks(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

/** Returns a paragraph on one line, without the marks of code and links. */
export function plainText(paragraph: string): string {
  return paragraph
    .replace(/\s+/g, " ")
    .replaceAll("`", "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
}
