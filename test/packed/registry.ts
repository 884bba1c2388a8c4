import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfigFile, runServer } from "verdaccio";

/** A registry on this machine, and the environment that makes npm and pnpm use it. */
export interface Registry {
  url: string;
  env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/**
 * Starts Verdaccio on a free port of 127.0.0.1. The packages of this project are found in it only if they were published to
 * it; all others come from the registry that npm is configured with.
 */
export async function startRegistry(): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), "ucwa-registry-"));
  const upstream = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim();
  const file = join(folder, "config.yaml");
  writeFileSync(
    file,
    `storage: ./storage
uplinks:
  configured: { url: ${JSON.stringify(upstream)}, maxage: 30m }
packages:
  "@ucwa-meetings/*": { access: $all, publish: $all, unpublish: $all }
  "**": { access: $all, proxy: configured }
web: { enable: false }
log: { type: stdout, level: fatal }
server: { keepAliveTimeout: 1 }
`,
  );
  const app = await runServer({ ...parseConfigFile(file), configPath: file, self_path: file });
  const server: Server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The registry listens on no port.");
  const host = `127.0.0.1:${address.port}`;
  // The clients want to see a token before they publish, whatever it is.
  const npmrc = join(folder, "npmrc");
  writeFileSync(npmrc, `registry=http://${host}/\n//${host}/:_authToken=anybody\n`);
  const env = {
    ...process.env,
    npm_config_userconfig: npmrc,
    npm_config_registry: `http://${host}/`,
    npm_config_cache: join(folder, "cache"),
    PNPM_CONFIG_REGISTRY: `http://${host}/`,
    PNPM_CONFIG_NPMRC_AUTH_FILE: npmrc,
  };
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `http://${host}/`, env, close };
}
