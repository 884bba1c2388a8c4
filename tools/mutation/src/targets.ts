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
  "transport/{cache,dispatch,fetch-once,load-errors,openapi-fetch,read-body,request,retry,timeout,tokens,transport},client";

/** A part of the mock's core. */
function ofMock(...files: string[]): Target {
  return { folder: "packages/mock", files: [...files, "!src/**/*.test.ts"], config: "vitest.mock.config.ts" };
}

/** The files that the build puts into its bundle of Prism. The tests reach them only there. */
const bundledFiles = "{generator,prism-parts}";

/** What is changed, by the name that `pnpm mutation` takes. `mock` stands for all names that begin with `mock:`. */
export const targets: Readonly<Record<string, Target>> = {
  xml: { folder: "packages/xml", files: code },
  client: { folder: "packages/client", files: [...code, `!src/{${excludedFiles}}.ts`] },
  "mock:http": ofMock("src/http/**/*.ts"),
  "mock:contract": ofMock("src/contract/**/*.ts", `!src/contract/${bundledFiles}.ts`),
  "mock:fetch": ofMock("src/*.ts", "src/fetch/**/*.ts"),
  "mock:middleware": ofMock("src/middleware/**/*.ts"),
  "mock:resources": ofMock("src/resources/**/*.ts"),
  "mock:state": ofMock("src/state/**/*.ts", "src/sandboxes/**/*.ts", "src/har/**/*.ts"),
};

/**
 * Returns the targets of a name, such as `xml`, `mock:http`, or `mock` for all parts of it; none for an unknown name. A file, or lines of it, such as
 * `packages/mock/src/mock.ts:10-20`, are a target, too.
 */
export function findTargets(name: string): Target[] {
  const [path = ""] = name.split(":");
  const target = Object.values(targets).find((candidate) => isInTarget(candidate, path));
  if (target) return [{ ...target, files: [name.slice(target.folder.length + 1)] }];
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
  const isMatch = (pattern: string) => matchesGlob(path, `${folder}/${pattern.split(":")[0]}`);
  const excluded = files.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  return !excluded.some(isMatch) && files.some((pattern) => !pattern.startsWith("!") && isMatch(pattern));
}

/** Whether a target is only some lines of a file. */
export function isPartOfFile({ files }: Target): boolean {
  return files.some((pattern) => pattern.includes(":"));
}
