/** A package, and which of its files are changed. */
export interface Target {
  readonly folder: string;
  readonly files: readonly string[];
}

const code = ["src/**/*.ts", "!src/**/*.test.ts"];

/** What sends requests, waits, repeats them and remembers answers; all else is about updates, links and errors. */
const excludedFiles =
  "transport/{cache,dispatch,fetch-once,openapi-fetch,read-body,request,retry,timeout,tokens,transport},client";

/** By the name that `pnpm mutation` takes. */
export const targets: Readonly<Record<string, Target>> = {
  xml: { folder: "packages/xml", files: code },
  client: { folder: "packages/client", files: [...code, `!src/{${excludedFiles}}.ts`] },
};
