import { accessSync, constants, globSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Where `install-valkey.ts` puts a server on a machine that has none. It is not in the clone, since CI has a new one each time. */
export const installFolder: string = join(homedir(), ".cache/ucwa-meetings/valkey");
/** What the program is called. */
export const serverNames = ["valkey-server", "redis-server"];

/** A program, and the variables that it needs to run. */
export interface ServerProgram {
  program: string;
  environment: Record<string, string>;
}

/** Finds Valkey or Redis on this machine; undefined where there is neither. */
export function findValkeyServer(): ServerProgram | undefined {
  const installed = join(installFolder, "usr/bin");
  for (const folder of [...(process.env.PATH ?? "").split(delimiter), installed]) {
    const program = serverNames.map((name) => join(folder, name)).find(isExecutable);
    if (program === undefined) continue;
    const [libraries] = folder === installed ? globSync("../lib/*-linux-gnu*", { cwd: installed }) : [];
    return { program, environment: libraries ? { LD_LIBRARY_PATH: join(installed, libraries) } : {} };
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
