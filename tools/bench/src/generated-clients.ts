/** The clients that other generators make from the same document. Each run generates them again, into `dist/`. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createClient as generateHeyApi } from "@hey-api/openapi-ts";
import { build } from "esbuild";
import { redoclyCli } from "../../tasks/redocly.ts";
import { telemetryOff } from "../../tasks/telemetry.ts";

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const bundle = fileURLToPath(import.meta.resolve("@ucwa-meetings/spec/openapi.json"));

/** The source of a module that imports all of hey-api's client, as an application does. */
export const heyApi =
  'export * from "./dist/hey-api/sdk.gen.ts"; export { client } from "./dist/hey-api/client.gen.ts"';
/** The same for Redocly's. */
export const redocly = 'export * from "./dist/redocly.ts"';

/** The part of a generated module that the benchmark calls. Both modules create a client on import. */
export interface HeyApi {
  client: { setConfig(config: object): void };
  getMyOnlineMeeting(options: { path: object }): Promise<unknown>;
}
export interface Redocly {
  client: { configure(config: object): void };
  getMyOnlineMeeting(options: { path: object }): Promise<unknown>;
}

/** Runs both generators. */
export async function generateClients(): Promise<void> {
  mkdirSync(path("dist"), { recursive: true });
  await generateHeyApi({
    input: bundle,
    output: path("dist/hey-api"),
    plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
    logs: { level: "silent", file: false },
  });
  const env = { ...process.env, ...telemetryOff };
  execFileSync(process.execPath, [redoclyCli, "generate-client", bundle, "--output", path("dist/redocly.ts")], {
    env,
    stdio: "pipe",
  });
}

/** Builds one of the modules above and imports it. Node cannot import them directly, because they import `.ts` files as `.js`. */
export async function load<Module>(contents: string, name: string): Promise<Module> {
  const outfile = path(`dist/${name}.js`);
  await build({
    stdin: { contents, resolveDir: path(".") },
    bundle: true,
    format: "esm",
    platform: "neutral",
    outfile,
  });
  return import(outfile);
}
