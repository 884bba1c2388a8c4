const name = /<([\w.-]+)/y;

/** The name of the root element of a well-formed XML document. */
export function rootOf(text: string): string | undefined {
  let at = text.indexOf("<");
  // What can stand before it: a declaration, instructions and comments (XML 1.0, section 2.8).
  while (text[at + 1] === "?" || text[at + 1] === "!") {
    const end = text[at + 1] === "?" ? "?>" : "-->";
    at = text.indexOf("<", text.indexOf(end, at + 2) + end.length);
  }
  name.lastIndex = at;
  return name.exec(text)?.[1];
}
