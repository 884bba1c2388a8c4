import { readFile } from "node:fs/promises";
import type { Page } from "../markdown.ts";

/** The page of places where the sources disagree, as the project's decisions record them. */
export async function discrepanciesPage(): Promise<Page> {
  return decisionPage("../../../../../decisions/discrepancies.md", {
    path: "discrepancies",
    title: "Discrepancies",
    description:
      "Where the published pages contradict themselves, each other or real traffic, and what the document says instead.",
    wide: true,
  });
}

/** The record without its own heading, since the page has one. */
async function decisionPage(file: string, page: Omit<Page, "body">): Promise<Page> {
  const text = await readFile(new URL(file, import.meta.url), "utf8");
  return { ...page, body: text.replace(/^# .*\n/, "") };
}
