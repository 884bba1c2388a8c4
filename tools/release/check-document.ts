/** Fails if the document has a breaking change since its last release and no changeset announces it. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { getReleasePlan } from "@changesets/get-release-plan";
import { type BumpType, compareDocuments, type DocumentChange } from "./document-changes.ts";

/** The workspace with its changesets, the bundle of the last release, and the current bundle. */
export interface Check {
  workspace: string;
  released: string;
  current: string;
}

const order = ["none", "patch", "minor", "major"] as const;
const document = "@ucwa-meetings/spec";

/**
 * Returns an explanation of the breaking changes since the last release and of what to do. Returns undefined if there are none, or if a
 * changeset of the document is large enough.
 */
export async function explainBreakingChanges({ workspace, released, current }: Check): Promise<string | undefined> {
  if (!existsSync(released)) return undefined;
  const breaking = compareDocuments(released, current).filter(({ size }) => size === "major");
  if (breaking.length === 0) return undefined;
  const version = readVersion(released);
  const needed = sizeOfBreakingChange(version);
  const { releases } = await getReleasePlan(workspace);
  const planned = releases.find(({ name }) => name === document)?.type ?? "none";
  if (order.indexOf(planned) >= order.indexOf(needed)) return undefined;
  return [
    `This changes the document in ways that break code written for ${version}, the last release:`,
    ...grouped(breaking),
    "",
    `It needs a changeset of size \`${needed}\` or larger for ${document}; ${planned === "none" ? "there is none" : `the ones here add up to \`${planned}\``}.`,
    "Take the change back, or run `pnpm changeset` and tell users what to do about it.",
  ].join("\n");
}

/** Returns the smallest version bump that may break users: minor below 1.0.0, as in npm's `^0.1.0`, and major from then on. */
export function sizeOfBreakingChange(version: string): BumpType {
  return version.startsWith("0.") ? "minor" : "major";
}

function grouped(changes: DocumentChange[]): string[] {
  const places = [...new Set(changes.map(({ where }) => where))];
  return places.flatMap((place) => {
    const messages = changes.filter(({ where }) => where === place).map(({ message }) => `  ${message}`);
    // Often several media types have the same change.
    return ["", place, ...new Set(messages)];
  });
}

function readVersion(bundle: string): string {
  const { info }: { info: { version: string } } = JSON.parse(readFileSync(bundle, "utf8"));
  return info.version;
}

if (import.meta.main) {
  const at = (path: string) => fileURLToPath(new URL(path, new URL("../../", import.meta.url)));
  const explanation = await explainBreakingChanges({
    workspace: at("."),
    released: at("spec/released/openapi.json"),
    current: at("spec/dist/openapi.json"),
  });
  if (explanation !== undefined) console.error(explanation);
  process.exitCode = explanation === undefined ? 0 : 1;
}
