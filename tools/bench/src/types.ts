import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "./measure.ts";
import { printTable } from "./table.ts";

const bench = fileURLToPath(new URL("../", import.meta.url));
const tsc = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));

const consumers = {
  "openapi-fetch with the generated types": `
import createClient from "openapi-fetch";
import type { paths } from "@ucwa-meetings/spec/types";
const client = createClient<paths>({ baseUrl: "https://fe1.contoso.com/ucwa/v1" });
export const subject = async () => {
  const { data } = await client.GET("/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}", {
    params: { path: { applicationId: "833", onlineMeetingId: "810" } },
    headers: { Accept: "application/json" },
  });
  return data;
};`,
  "@ucwa-meetings/client": `
import { createClient } from "@ucwa-meetings/client";
const client = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token: "cwt=x" });
export const subject = async () => {
  const { data } = await client.GET("/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}", {
    params: { path: { applicationId: "833", onlineMeetingId: "810" } },
  });
  const meeting = await client.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
  return [data?.subject, meeting.data.subject];
};`,
};

/** Prints how long the compiler takes for a small consumer. */
export function benchTypes(): void {
  const folder = mkdtempSync(join(bench, ".types-"));
  try {
    const files = Object.entries(consumers).map(([name, source], index) => {
      const file = join(folder, `consumer${index}.ts`);
      writeFileSync(file, source);
      return [name, file] as const;
    });
    const times = files.map((): number[] => []);
    for (let round = 0; round < 9; round++) {
      for (const [index, [, file]] of files.entries()) times[index]?.push(check(file));
    }
    const base = times[0] ?? [];
    printTable(
      "Type-checking a consumer (TypeScript 7, one checker)",
      ["", "to openapi-fetch", "ms"],
      files.map(([name], index) => [
        name,
        median((times[index] ?? []).map((time, round) => time / (base[round] ?? Number.NaN))).toFixed(2),
        median(times[index] ?? []).toFixed(0),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function check(file: string): number {
  const flags = [
    "--ignoreConfig",
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--types",
    "",
  ];
  const start = performance.now();
  execFileSync(process.execPath, [tsc, ...flags, file], { stdio: "pipe" });
  return performance.now() - start;
}
