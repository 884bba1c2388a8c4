/** A page of the site before it is rendered. `path` is its address without the slashes around it; the start page has none. */
export interface Page {
  path: string;
  title: string;
  description: string;
  body: string;
  /** Whether its tables want the room in which other pages list their headings. */
  wide?: boolean;
}

/** The page as a Markdown file with the front matter that the site generator reads. */
export function toMarkdownFile({ path, title, description, body, wide }: Page): string {
  const frontMatter = {
    title,
    description,
    // The start page is named like the site, whose name the generator would append.
    head: path === "" ? [{ tag: "title", content: title }] : [],
    tableOfContents: !wide,
  };
  const lines = Object.entries(frontMatter).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n${body.trim()}\n`;
}

/** A Markdown table; line breaks and bars in cells are made harmless. */
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

/** A fenced block whose fence is longer than any in `text`. */
export function codeBlock(language: string, text: string, title?: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`+/gm)].map(([fence]) => fence.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}${title ? ` title=${JSON.stringify(title)}` : ""}\n${text.trimEnd()}\n${fence}`;
}

/** Inline code. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Blocks with an empty line between them; empty ones fall out. */
export function joinBlocks(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}
