import { readFile } from "node:fs/promises";
import type { Page } from "../markdown.ts";

/** Returns the page of places where the sources disagree, from the project's decisions. */
export async function discrepanciesPage(): Promise<Page> {
  return decisionPage("../../../../../decisions/discrepancies.md", {
    path: "discrepancies",
    title: "Discrepancies",
    description:
      "Where the published pages contradict themselves, each other or real traffic, and what the document says instead.",
    wide: true,
  });
}

/** Returns a decision as a page. It leaves out its heading, because the page has one. */
async function decisionPage(file: string, page: Omit<Page, "body">): Promise<Page> {
  const text = await readFile(new URL(file, import.meta.url), "utf8");
  return { ...page, body: text.replace(/^# .*\n/, "") };
}
