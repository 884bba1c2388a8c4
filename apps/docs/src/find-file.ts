import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";

/** The result for a path: a file, a redirect or nothing. `names` are the decoded folders and the file, from the site's root. */
export type Found = { kind: "file"; names: string[] } | { kind: "redirect"; location: string } | { kind: "nothing" };

/**
 * The segments of a request target, decoded; the last one is empty where the path ends in a slash. Undefined where the target has no path.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2 for the forms of a target
 */
export function parseSegments(target: string): string[] | undefined {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
  // An absolute target may name only the host.
  if (!path.startsWith("/")) return path === "" && target !== "" ? [""] : undefined;
  try {
    const segments = path.slice(1).split("/").map(decodeURIComponent);
    return segments.some((segment) => segment.includes("\0")) ? undefined : segments;
  } catch {
    return undefined;
  }
}

/**
 * Finds what to answer with, in `root`, which is a real path. A folder asked for without its slash is redirected to, since the links of its page
 * are relative. A name that could lead elsewhere, a dotfile and a symbolic link lead nowhere.
 */
export async function findFile(root: string, segments: string[]): Promise<Found> {
  const names = segments.filter((segment) => segment !== "");
  if (names.some((name) => name.startsWith(".") || /[/\\:]/.test(name))) return { kind: "nothing" };
  const path = join(root, ...names);
  const real = await realpath(path).catch(() => undefined);
  const entry = real === path ? await stat(path).catch(() => undefined) : undefined;
  const endsInSlash = segments.at(-1) === "";
  if (entry?.isFile() && !endsInSlash) return { kind: "file", names };
  if (!entry?.isDirectory()) return { kind: "nothing" };
  // Made of the names, never of what was sent: two slashes, or a backslash, would make a browser read a host there.
  if (!endsInSlash) return { kind: "redirect", location: `/${names.map(encodeURIComponent).join("/")}/` };
  return findFile(root, [...names, "index.html"]);
}
