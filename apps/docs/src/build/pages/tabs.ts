import { joinBlocks } from "../markdown.ts";

/** A tab: what readers see, what a choice is kept by, and the Markdown below it. */
export interface Tab {
  label: string;
  /** Without spaces. The styles know each of them; see `tabs.css`. */
  name: string;
  body: string;
}

/**
 * Returns Markdown with a tab for each of `tabs`. What the reader chooses in one list holds for all of its `group`, on every page. Without scripts the
 * bodies stand below each other. `id` tells the list from the others on the page.
 */
export function tabList(group: "sample" | "format", id: string, tabs: Tab[]): string {
  if (tabs.length < 2) return joinBlocks(...tabs.map(({ body }) => body));
  const buttons = tabs.map(
    ({ label, name }) =>
      `<button type="button" role="tab" id="${id}-${name}-tab" aria-controls="${id}-${name}" data-tab="${name}">${label}</button>`,
  );
  return joinBlocks(
    `<sample-tabs data-group="${group}" data-tabs="${tabs.map(({ name }) => name).join(" ")}">`,
    `<div role="tablist" aria-label="${group === "sample" ? "Sample" : "Format"}">${buttons.join("")}</div>`,
    ...tabs.flatMap(({ name, body }) => [
      `<div role="tabpanel" id="${id}-${name}" aria-labelledby="${id}-${name}-tab" data-tab="${name}">`,
      body,
      "</div>",
    ]),
    "</sample-tabs>",
  );
}

/** Returns Markdown without the tags that lay out a page, for readers of plain text. */
export function withoutLayout(markdown: string): string {
  return markdown
    .replace(/^<\/?(?:div|sample-tabs)\b.*>$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
