import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pnpmCommand } from "../../tools/tasks/pnpm-command.ts";

const here = import.meta.dirname;
const root = join(here, "../..");

/** An empty project with the packed packages installed, as npm would give them to a user. */
export interface Project {
  folder: string;
  tarballs: Record<"spec" | "xml" | "client" | "mock", string>;
  remove(): void;
}

/** Packs what users get, and installs the tarballs with npm into a new project outside the workspace. */
export function installPacked(): Project {
  const folder = mkdtempSync(join(tmpdir(), "ucwa-consumer-"));
  const packed = join(folder, "packed");
  mkdirSync(packed);
  const tarballs = {
    spec: pack("spec", packed),
    xml: pack("packages/xml", packed),
    client: pack("packages/client", packed),
    mock: pack("packages/mock", packed),
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", ...Object.values(tarballs)], {
    cwd: folder,
    stdio: "pipe",
  });
  cpSync(join(here, "consumer"), folder, { recursive: true });
  return { folder, tarballs, remove: () => rmSync(folder, { recursive: true }) };
}

/** The path of a tool that this workspace installs. */
export function tool(name: string): string {
  return join(here, "node_modules", name);
}

/** Every Node that this workspace installs, and the repository's own: its version and its path. */
export function nodes(): [version: string, path: string][] {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(here, "package.json"), "utf8"),
  );
  const installed = Object.entries(dependencies).flatMap(([name, specifier]): [string, string][] => {
    const [, version] = /^npm:node@(.*)$/.exec(specifier) ?? [];
    return version === undefined ? [] : [[version, tool(`${name}/bin/node`)]];
  });
  return [...installed, [process.versions.node, process.execPath]];
}

function pack(name: string, destination: string): string {
  const before = new Set(readdirSync(destination));
  const { program, args } = pnpmCommand();
  execFileSync(program, [...args, "pack", "--pack-destination", destination], {
    cwd: join(root, name),
    stdio: "pipe",
  });
  const file = readdirSync(destination).find((entry) => !before.has(entry));
  if (file === undefined) throw new Error(`Packing ${name} left no tarball.`);
  return join(destination, file);
}
