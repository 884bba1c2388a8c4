import { matchesGlob } from "node:path";

/** A package, or a part of one, and the files in it that are changed. */
export interface Target {
  readonly folder: string;
  readonly files: readonly string[];
  /**
   * The configuration that selects the tests.
   * @default "vitest.config.ts"
   */
  readonly config?: string;
}

const code = ["src/**/*.ts", "!src/**/*.test.ts"];

/** The files that send requests, wait, retry and cache. All others are about updates, links and errors. */
const excludedFiles =
  "transport/{cache,dispatch,fetch-once,openapi-fetch,read-body,request,retry,timeout,tokens,transport},client";

/** A folder of the mock's core. The page decisions/mutation-testing.md says which are not here yet. */
function ofMock(folder: string): Target {
  return {
    folder: "packages/mock",
    files: [`src/${folder}/**/*.ts`, "!src/**/*.test.ts"],
    config: "vitest.mock.config.ts",
  };
}

/** What is changed, by the name that `pnpm mutation` takes. `mock` stands for all names that begin with `mock:`. */
export const targets: Readonly<Record<string, Target>> = {
  xml: { folder: "packages/xml", files: code },
  client: { folder: "packages/client", files: [...code, `!src/{${excludedFiles}}.ts`] },
  "mock:http": ofMock("http"),
};

/** Returns the targets of a name, such as `xml`, `mock:http`, or `mock` for all parts of it; none for an unknown name. */
export function findTargets(name: string): Target[] {
  return Object.entries(targets).flatMap(([key, target]) =>
    key === name || key.startsWith(`${name}:`) ? [target] : [],
  );
}

/** Returns the part of the mock that a long run on a day changes. Each day has the next one, so that no run takes too long. */
export function partOfDay(day: Date): string {
  const parts = Object.keys(targets).filter((name) => name.startsWith("mock:"));
  const days = Math.floor(day.getTime() / 86_400_000);
  return parts[days % parts.length] ?? "mock";
}

/** Whether a path from the root belongs to what a target changes. */
export function isInTarget({ folder, files }: Target, path: string): boolean {
  const isMatch = (pattern: string) => matchesGlob(path, `${folder}/${pattern}`);
  return files.some((pattern) => !pattern.startsWith("!") && isMatch(pattern));
}
