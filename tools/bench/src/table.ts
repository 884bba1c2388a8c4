/** Prints a Markdown table with a title, ready to be pasted into a document. */
export function printTable(title: string, header: string[], rows: string[][]): void {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  console.log(`\n### ${title}\n\n${[line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n")}`);
}
