import { pnpm } from "./pnpm.ts";

/** The files of a package as pnpm packs it now, without building it. Takes its folder, from the root. Throws if pnpm gives no list. */
export function packedFiles(folder: string): string[] {
  const { stdout, stderr } = pnpm("--dir", folder, "pack", "--dry-run", "--json", "--ignore-scripts");
  if (!stdout.startsWith("{")) throw new Error(`pnpm pack gave no list of files: ${stderr || stdout}`);
  const { files }: { files: { path: string }[] } = JSON.parse(stdout);
  return files.map(({ path }) => path);
}
