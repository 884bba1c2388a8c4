import { keepChoice, nextTab } from "./kept-choice.ts";

/** A list of tabs. Which panel is shown is said by the styles, from the choice that the root element has; this tells it to assistive technology. */
class SampleTabs extends HTMLElement {
  connectedCallback(): void {
    this.#update();
    this.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLElement && target.role === "tab") this.#choose(target);
    });
    this.addEventListener("keydown", (event) => {
      const tabs = this.#tabs();
      const index = event.target instanceof HTMLElement ? tabs.indexOf(event.target) : -1;
      const next = tabs[nextTab(event.key, index, tabs.length) ?? -1];
      if (index === -1 || !next) return;
      event.preventDefault();
      next.focus();
      this.#choose(next);
    });
    document.addEventListener("choice", () => this.#update());
  }

  #tabs(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[role=tab]")];
  }

  /** All lists of the page show the same choice, so those above this one can change their height. The tab stays where it is in the window. */
  #choose(tab: HTMLElement): void {
    const { top } = tab.getBoundingClientRect();
    keepChoice(this.dataset.group ?? "", tab.dataset.tab ?? "");
    document.dispatchEvent(new Event("choice"));
    scrollBy({ top: tab.getBoundingClientRect().top - top, behavior: "instant" });
  }

  #update(): void {
    const chosen = document.documentElement.dataset[this.dataset.group ?? ""];
    const tabs = this.#tabs();
    const shown = tabs.find((tab) => tab.dataset.tab === chosen) ?? tabs[0];
    for (const tab of tabs) {
      tab.ariaSelected = String(tab === shown);
      tab.tabIndex = tab === shown ? 0 : -1;
    }
  }
}

customElements.define("sample-tabs", SampleTabs);
