/** Writes an element on lines of its own. The children are indented already. */
export function writeElement(margin: string, tag: string, attributes: string, children = ""): string {
  const start = `${margin}<${tag}${attributes}`;
  return children === "" ? `${start} />\n` : `${start}>\n${children}${margin}</${tag}>\n`;
}
