import { readFile } from "node:fs/promises";
import type { InferredFact } from "./facts.model.ts";

const table = new URL("../facts.md", import.meta.url);

/** Reads the facts that are inferred from the table of facts. Throws an error if there are none. */
export async function readInferredFacts(): Promise<InferredFact[]> {
  const rows = (await readFile(table, "utf8")).matchAll(
    /^\| (F\d+) +\| (.+?) +\| inferred +\| .+? \| (.+?) +\| `.+?`: .+? +\|$/gm,
  );
  const facts = [...rows].map(([, id = "", text = "", places = ""]) => ({
    id,
    text: text.replaceAll("\\|", "|"),
    statedAt: [...places.matchAll(/`([^`]+)`/g)].map(([, place = ""]) => place),
  }));
  if (facts.length > 0) return facts;
  throw new Error("facts.md: expected rows of the kind inferred, got none.");
}
