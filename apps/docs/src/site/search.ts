import MiniSearch from "minisearch";
import type { SearchEntry } from "./search-entry.ts";
import { searchOptions } from "./search-options.ts";

/** The search of the site: a dialog that finds sections while the reader types, in an index that is loaded when it first opens. */
class SiteSearch extends HTMLElement {
  #index: Promise<MiniSearch<SearchEntry>> | undefined;

  connectedCallback(): void {
    const button = this.querySelector("button");
    const dialog = this.querySelector("dialog");
    const input = this.querySelector("input");
    if (!button || !dialog || !input) return;
    const open = () => {
      dialog.showModal();
      this.#index ??= this.#load();
      input.select();
    };
    button.hidden = false;
    button.addEventListener("click", open);
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || (target instanceof Element && target.closest("a, [data-close]"))) dialog.close();
    });
    input.addEventListener("input", () => this.#show(input.value));
    this.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.querySelector<HTMLAnchorElement>("li a")?.click();
    });
    addEventListener("keydown", (event) => {
      if (event.key === "k" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        open();
      }
    });
  }

  async #load(): Promise<MiniSearch<SearchEntry>> {
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = this.dataset.searchIndex ?? "";
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    const index = new MiniSearch<SearchEntry>(searchOptions);
    index.addAll(Reflect.get(globalThis, "searchEntries"));
    return index;
  }

  async #show(query: string): Promise<void> {
    const status = this.querySelector("[role=status]");
    const list = this.querySelector("ol");
    const index = await this.#index?.catch(() => undefined);
    if (!status || !list || this.querySelector("input")?.value !== query) return;
    const results = index?.search(query) ?? [];
    status.textContent = statusText(query, results.length, index !== undefined);
    list.replaceChildren(...results.slice(0, 12).map((result) => this.#item(result)));
  }

  #item({ address, title, section, parentHeading }: Record<string, unknown>): HTMLLIElement {
    const link = document.createElement("a");
    // The index stands at the site's root, so its own address tells where that is.
    link.href = new URL(String(address), new URL(this.dataset.searchIndex ?? "", document.baseURI)).href;
    link.textContent = `${section || title}`;
    const item = document.createElement("li");
    item.append(link);
    const place = parentHeading ? `${title}, ${parentHeading}` : `${title}`;
    if (section) item.append(Object.assign(document.createElement("small"), { textContent: place }));
    return item;
  }
}

function statusText(query: string, count: number, loaded: boolean): string {
  if (!loaded) return "The search index could not be loaded.";
  if (query.trim() === "") return "";
  return count === 0 ? "Nothing found." : `${count} found.`;
}

customElements.define("site-search", SiteSearch);
