import { keepChoice, nextTab } from "./kept-choice.ts";

/** What the reader can press in the reference. Redoc has rendered all of it, and these only show and hide. */
const reference = document.querySelector<HTMLElement>("#redoc");

reference?.addEventListener("click", ({ target }) => {
  if (!(target instanceof Element)) return;
  const tab = target.closest<HTMLElement>("[role=tab]");
  const button = target.closest("button");
  if (tab) chooseTab(tab, true);
  else if (button?.dataset.folds === "row") foldRow(button);
  else if (button?.matches(".collapser")) fold(button, button.ariaLabel === "collapse");
  else if (button) press(button, button.textContent?.trim() ?? "");
});

reference?.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || target.role !== "tab") return;
  const tabs = tabsBeside(target);
  const next = key === "Enter" || key === " " ? target : tabs[nextTab(key, tabs.indexOf(target), tabs.length) ?? -1];
  if (!next) return;
  event.preventDefault();
  next.focus();
  chooseTab(next, true);
});

reference?.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLSelectElement)) return;
  const panel = target.closest<HTMLElement>("[role=tabpanel]");
  panel?.setAttribute("data-chosen", "");
  for (const [index, example] of [...(panel?.querySelectorAll("[data-example]") ?? [])].entries()) {
    example.toggleAttribute("data-shown", index === target.selectedIndex);
  }
});

function tabsBeside(tab: HTMLElement): HTMLElement[] {
  return [...(tab.parentElement?.querySelectorAll<HTMLElement>("[role=tab]") ?? [])];
}

function chooseTab(chosen: HTMLElement, isOfReader: boolean): void {
  for (const tab of tabsBeside(chosen)) {
    tab.ariaSelected = String(tab === chosen);
    tab.tabIndex = tab === chosen ? 0 : -1;
    const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
    panel?.classList.toggle("react-tabs__tab-panel--selected", tab === chosen);
  }
  if (isOfReader && chosen.dataset.tab) keepChoice("sample", chosen.dataset.tab);
}

/** Shows or hides the next row; see the styles. */
function foldRow(button: HTMLElement): void {
  button.ariaExpanded = String(button.ariaExpanded !== "true");
}

/** Folds or unfolds an object or a list of a sample. */
function fold(button: Element, folds: boolean): void {
  button.ariaLabel = folds ? "expand" : "collapse";
  button.parentElement?.classList.toggle("collapsed", folds);
}

function press(button: HTMLElement, word: string): void {
  const sample = button.parentElement?.parentElement?.querySelector<HTMLElement>("pre, .redoc-json");
  if (word === "Copy" && sample) copy(button, sample);
  for (const collapser of sample?.querySelectorAll(".collapser") ?? []) {
    // The whole sample stays open, since there would be nothing left of it.
    if (word === "Expand all") fold(collapser, false);
    if (word === "Collapse all" && !collapser.parentElement?.matches("code")) fold(collapser, true);
  }
}

async function copy(button: HTMLElement, sample: HTMLElement): Promise<void> {
  const text = sample.textContent ?? "";
  // Redoc breaks the lines of JSON by the layout alone.
  await navigator.clipboard.writeText(sample.matches("pre") ? text : JSON.stringify(JSON.parse(text), null, 2));
  const word = button.firstElementChild;
  if (!word) return;
  word.textContent = "Copied";
  setTimeout(() => {
    word.textContent = "Copy";
  }, 2000);
}

/** Opens what the address leads to. */
function openTarget(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!(target instanceof HTMLDetailsElement)) return;
  target.open = true;
  target.scrollIntoView();
}

for (const tab of reference?.querySelectorAll<HTMLElement>("[role=tab]") ?? []) {
  if (tab.dataset.tab && tab.dataset.tab === document.documentElement.dataset.sample) chooseTab(tab, false);
}
addEventListener("hashchange", () => {
  // On a narrow window the menu lies over the place that it leads to.
  document.querySelector<HTMLElement>("#starlight__sidebar:popover-open")?.hidePopover();
  openTarget();
});
openTarget();
