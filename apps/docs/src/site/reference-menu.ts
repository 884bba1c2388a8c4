/// <reference types="astro/client" />
import { defineRouteMiddleware, type StarlightRouteData } from "@astrojs/starlight/route-data";
import type { MenuEntry } from "../build/reference/page.ts";

const menu: MenuEntry[] = import.meta.env.REFERENCE_MENU;

/** Puts the menu of the reference above the menu of the site, on the page of the reference. */
export const onRequest = defineRouteMiddleware(({ locals: { starlightRoute } }) => {
  if (starlightRoute.id !== "reference") return;
  starlightRoute.sidebar = [
    { type: "group", label: "In this reference", entries: menu.map(toEntry), collapsed: false, badge: undefined },
    ...starlightRoute.sidebar,
  ];
});

type SidebarEntry = StarlightRouteData["sidebar"][number];

function toEntry({ id, label, method, entries }: MenuEntry): SidebarEntry {
  if (entries.length > 0) {
    return { type: "group", label, entries: entries.map(toEntry), collapsed: false, badge: undefined };
  }
  const badge =
    method === undefined ? undefined : ({ text: method.toUpperCase(), variant: "default", class: undefined } as const);
  return { type: "link", label, href: `#${id}`, isCurrent: false, badge, attrs: {} };
}
