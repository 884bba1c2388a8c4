/** Keeps which tab of a group the reader has chosen, for this page and the next ones. */
export function keepChoice(group: string, name: string): void {
  document.documentElement.dataset[group] = name;
  try {
    localStorage.setItem(`chosen-${group}`, name);
  } catch {
    // The reader's browser keeps nothing, so the choice holds for this page.
  }
}

/** The tab that an arrow key, Home or End leads to from the one at `index`. Undefined for another key. */
export function nextTab(key: string, index: number, count: number): number | undefined {
  const targets: Record<string, number> = {
    ArrowRight: (index + 1) % count,
    ArrowLeft: (index - 1 + count) % count,
    Home: 0,
    End: count - 1,
  };
  return targets[key];
}
