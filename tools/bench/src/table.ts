/** Prints a Markdown table with its title, so that the output can go into a document as it is. */
export function printTable(title: string, header: string[], rows: string[][]): void {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  console.log(`\n### ${title}\n\n${[line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n")}`);
}
