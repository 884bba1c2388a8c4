/** A link or a group of the sidebar, as Starlight has them. */
type SidebarEntry =
  | { type: "link"; label: string; href: string; isCurrent: boolean }
  | { type: "group"; label: string; entries: SidebarEntry[] };

/** A step of the way to a page. Without `href` there is no page for it. */
interface Breadcrumb {
  label: string;
  href?: string;
}

/**
 * Returns the groups of the sidebar that the current page is in, from the outermost down. The page that lists a group, such as `/guides/`,
 * is the one in it that the current page is below. Returns nothing for a page that the sidebar does not have.
 */
export function findBreadcrumbs(sidebar: SidebarEntry[], current = findCurrent(sidebar)): Breadcrumb[] {
  for (const entry of sidebar) {
    if (entry.type !== "group" || current === undefined || !listHrefs(entry.entries).includes(current)) continue;
    const list = entry.entries.find(
      (each) => each.type === "link" && each.href !== current && current.startsWith(each.href),
    );
    const href = list?.type === "link" ? { href: list.href } : {};
    return [{ label: entry.label, ...href }, ...findBreadcrumbs(entry.entries, current)];
  }
  return [];
}

function findCurrent(sidebar: SidebarEntry[]): string | undefined {
  for (const entry of sidebar) {
    const found = entry.type === "group" ? findCurrent(entry.entries) : entry.isCurrent ? entry.href : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function listHrefs(sidebar: SidebarEntry[]): string[] {
  return sidebar.flatMap((entry) => (entry.type === "group" ? listHrefs(entry.entries) : [entry.href]));
}
