/** The filter above the table of errors: it shows the rows that have every word of what is typed. */
class ErrorFilter extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector("input");
    const status = this.querySelector("[role=status]");
    input?.addEventListener("input", () => {
      const rows = [...(document.querySelector<HTMLTableElement>("main table")?.tBodies[0]?.rows ?? [])];
      const words = input.value.toLowerCase().split(/\s+/);
      for (const row of rows) {
        const text = row.textContent?.toLowerCase() ?? "";
        row.hidden = !words.every((word) => text.includes(word));
      }
      const count = rows.filter((row) => !row.hidden).length;
      if (status) status.textContent = input.value.trim() === "" ? "" : `${count} of ${rows.length}`;
    });
  }
}

customElements.define("error-filter", ErrorFilter);
