import MiniSearch, { type SearchResult } from "minisearch";
import type { SearchEntry } from "./search-entry.ts";
import { cutSnippet, marked } from "./search-marks.ts";
import { searchOptions } from "./search-options.ts";

const shown = 30;

/** The search of the site: a dialog that finds sections while the reader types, in an index that is loaded when it first opens. */
class SiteSearch extends HTMLElement {
  #index: Promise<MiniSearch<SearchEntry>> | undefined;

  connectedCallback(): void {
    const button = this.querySelector("button");
    const dialog = this.querySelector("dialog");
    const input = this.querySelector("input");
    if (!button || !dialog || !input) return;
    const open = () => {
      if (!dialog.open) dialog.showModal();
      this.#index ??= this.#load();
      input.select();
      this.#show(input.value);
    };
    button.hidden = false;
    button.addEventListener("click", open);
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || (target instanceof Element && target.closest("a, [data-close]"))) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => this.#move(event, input));
    input.addEventListener("input", () => this.#show(input.value));
    this.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.querySelector<HTMLAnchorElement>("li a")?.click();
    });
    addEventListener("keydown", (event) => {
      if (!opensSearch(event)) return;
      event.preventDefault();
      open();
    });
  }

  /** Arrow keys go from the box through the results and back. */
  #move(event: KeyboardEvent, input: HTMLInputElement): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.isComposing) return;
    const stops: HTMLElement[] = [input, ...this.querySelectorAll<HTMLElement>("li a")];
    const at = stops.findIndex((stop) => stop.matches(":focus"));
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
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
    if (index === undefined) this.#index = undefined;
    const results = index?.search(query) ?? [];
    status.textContent = statusText(query, results.length, index !== undefined);
    list.replaceChildren(...results.slice(0, shown).map((result) => this.#item(result)));
    list.parentElement?.scrollTo(0, 0);
  }

  #item({ address, kind, heading, above, text, terms }: SearchResult): HTMLLIElement {
    // The index stands at the site's root, so its own address tells where that is.
    const root = new URL(".", new URL(this.dataset.searchIndex ?? "", document.baseURI));
    const link = Object.assign(document.createElement("a"), { href: new URL(String(address), root).href });
    link.append(
      part("strong", marked(String(heading), terms)),
      part("small", [above === "" ? `${kind}` : `${above}`]),
      part("span", marked(cutSnippet(String(text), terms), terms)),
    );
    const item = document.createElement("li");
    item.append(link);
    return item;
  }
}

function part(name: "strong" | "small" | "span", nodes: (string | Node)[]): HTMLElement {
  const element = document.createElement(name);
  element.append(...nodes);
  return element;
}

/** Whether a key opens the search: Ctrl K or Command K anywhere, and a slash where it is not typed into something. */
function opensSearch({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (key === "k") return ctrlKey || metaKey;
  if (key !== "/" || ctrlKey || metaKey || altKey) return false;
  return !(target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select")));
}

function statusText(query: string, count: number, loaded: boolean): string {
  if (!loaded) return "The search index could not be loaded.";
  if (query.trim() === "") return "";
  if (count === 0) return "Nothing found. Try an operation, a property, a status or a word of an error.";
  return count > shown ? `${count} found. These are the best ${shown}.` : `${count} found.`;
}

customElements.define("site-search", SiteSearch);
