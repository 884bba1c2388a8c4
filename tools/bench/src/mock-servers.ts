import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { document, type Server, servers } from "./mock/servers.ts";

/** A mock server to measure. */
export interface Candidate {
  server: Server;
  /** The packages that a user installs. `packed` means this project's mock, which is not published. */
  install: string[] | "packed";
}

const node = process.execPath;
const steady = fileURLToPath(import.meta.resolve("@stdy/cli/steady.js"));
const mockoon = fileURLToPath(import.meta.resolve("@mockoon/cli/bin/run.js"));
const script = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const manifest = (url: string) => JSON.parse(readFileSync(new URL(url, import.meta.url), "utf8"));

const versions: Record<string, string> = {
  ...manifest("../package.json").dependencies,
  "@stoplight/prism-cli": manifest("../../../packages/mock/node_modules/@stoplight/prism-cli/package.json").version,
};

/** Returns a peer and its name, which has the version of its first package. */
function peer(name: string, packages: string[], server: Server): [string, Candidate] {
  const install = packages.map((wanted) => `${wanted}@${versions[wanted]}`);
  return [`${name} ${versions[packages[0] ?? ""]}`, { install, server }];
}

/** The name of this project's mock. */
export const subjectName = "ucwa-mock";

/**
 * The mock servers by name. All serve the same document and listen on 127.0.0.1 only. Logging is off if a flag allows it. Ratios compare with
 * the first.
 */
export const candidates = new Map<string, Candidate>([
  peer("Prism", ["@stoplight/prism-cli"], servers["prism mock"]),
  [subjectName, { install: "packed", server: servers[subjectName] }],
  peer("Steady", ["@stdy/cli"], {
    command: (port) => [node, steady, "-p", port, "--host", "127.0.0.1", "--quiet", document],
  }),
  peer("Scalar", ["@scalar/mock-server", "@hono/node-server"], {
    command: (port) => [node, script("mock-scalar.mjs"), document, port],
  }),
  peer("Mockoon", ["@mockoon/cli"], {
    command: (port) => [
      node,
      mockoon,
      "start",
      "--data",
      document,
      "--port",
      port,
      "--hostname",
      "127.0.0.1",
      "--disable-log-to-file",
      "--disable-admin-api",
    ],
    prefix: "/ucwa/v1",
  }),
  peer("openapi-backend", ["openapi-backend"], {
    command: (port) => [node, script("mock-openapi-backend.mjs"), document, port],
  }),
]);
