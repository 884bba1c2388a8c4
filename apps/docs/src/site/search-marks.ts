const snippetLength = 160;

/** Returns a part of `text` that has as many of `terms` as the first match allows, without breaking a word. */
export function cutSnippet(text: string, terms: string[]): string {
  const at = buildPattern(terms)?.exec(text)?.index ?? 0;
  const start = at < snippetLength / 2 ? 0 : text.indexOf(" ", at - snippetLength / 3) + 1;
  const end = text.length <= start + snippetLength ? text.length : text.lastIndexOf(" ", start + snippetLength);
  const part = text.slice(start, end > start ? end : start + snippetLength).trim();
  return `${start > 0 ? "… " : ""}${part}${end < text.length ? " …" : ""}`;
}

/** Returns `text` as nodes in which each of `terms` is marked. */
export function marked(text: string, terms: string[]): (string | HTMLElement)[] {
  const pattern = buildPattern(terms);
  if (pattern === undefined) return [text];
  // With one group in the pattern, every second part is a match.
  return text.split(pattern).map((part, index) => {
    if (index % 2 === 0) return part;
    return Object.assign(document.createElement("mark"), { textContent: part });
  });
}

/** Returns the pattern that finds words that begin with one of `terms`, or undefined if there are none. */
function buildPattern(terms: string[]): RegExp | undefined {
  if (terms.length === 0) return undefined;
  const longestFirst = terms.toSorted((one, other) => other.length - one.length);
  const alternatives = longestFirst.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}])(${alternatives})`, "iu");
}
