/** A package and the files in it that are changed. */
export interface Target {
  readonly folder: string;
  readonly files: readonly string[];
}

const code = ["src/**/*.ts", "!src/**/*.test.ts"];

/** The files that send requests, wait, retry and cache. All others are about updates, links and errors. */
const excludedFiles =
  "transport/{cache,dispatch,fetch-once,openapi-fetch,read-body,request,retry,timeout,tokens,transport},client";

/** The packages by the name that `pnpm mutation` takes. */
export const targets: Readonly<Record<string, Target>> = {
  xml: { folder: "packages/xml", files: code },
  client: { folder: "packages/client", files: [...code, `!src/{${excludedFiles}}.ts`] },
};
