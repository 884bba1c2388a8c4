import { pnpm } from "./pnpm.ts";

/** Returns the files that pnpm would pack from a folder now, without building. Throws if pnpm returns no list. */
export function packedFiles(folder: string): string[] {
  const { stdout, stderr } = pnpm("--dir", folder, "pack", "--dry-run", "--json", "--ignore-scripts");
  if (!stdout.startsWith("{")) throw new Error(`pnpm pack: expected a list of files, got ${stderr || stdout}`);
  const { files }: { files: { path: string }[] } = JSON.parse(stdout);
  return files.map(({ path }) => path);
}
