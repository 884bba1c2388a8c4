import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const root = new URL("../", import.meta.url);

/** Which workspace packages the code of each may import. Tests may also use the mock. */
const allowed: Record<string, string[]> = {
  spec: [],
  "packages/xml": ["spec"],
  "packages/client": ["spec", "xml"],
  "packages/mock": ["spec", "xml"],
  "apps/mock": ["mock"],
  "apps/docs": ["spec", "mock", "mock-server"],
};

/** What each folder of tools may import besides itself and what packages build or export. What builds a package may import tools. */
const tools: Record<string, string[]> = {
  "tools/tasks": ["tools/mutation/src/targets.ts"],
  "tools/openapi": [],
  "tools/release": ["tools/openapi/", "tools/tasks/"],
  "tools/mutation": ["vitest.config.ts"],
  "tools/bench": ["tools/tasks/", "test/workspace-copy.ts", "packages/mock/test/"],
};

const sourcesIn = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: ["**/node_modules/**"] }).filter((path) => !path.endsWith(".test.ts"));
const sources = (folder: string) => sourcesIn(`${folder}/{src,scripts}/**/*.ts`);

/** What runs when a package is built, and is no part of it. */
const isBuildCode = (path: string) => path.includes("/scripts/") || path.startsWith("apps/docs/src/build/");

/** Each file of the repository that a file imports by a relative path, from the root. */
function* filesImportedBy(path: string): Generator<string> {
  for (const specifier of importsOf(path)) {
    if (specifier.startsWith(".")) yield new URL(specifier, `file:///${path}`).pathname.slice(1);
  }
}

function* importsOf(path: string): Generator<string> {
  for (const [, specifier] of readFileSync(new URL(path, root), "utf8").matchAll(
    /(?:from|import)\s*\(?\s*"([^"]+)"/g,
  )) {
    if (specifier !== undefined) yield specifier;
  }
}

describe.each(Object.entries(allowed))("The code of %s", (folder, packages) => {
  it("exists", () => {
    expect(sources(folder)).not.toEqual([]);
  });

  it("imports only the packages below it", () => {
    const foreign = sources(folder).flatMap((path) =>
      [...importsOf(path)]
        .filter((specifier) => specifier.startsWith("@ucwa-meetings/"))
        .filter((specifier) => !packages.includes(specifier.split("/")[1] ?? ""))
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(foreign).toEqual([]);
  });

  it("does not reach into another package's files", () => {
    const outside = sources(folder).flatMap((path) =>
      [...filesImportedBy(path)]
        .filter((file) => !file.startsWith(`${folder}/`))
        .filter((file) => !(isBuildCode(path) && file.startsWith("tools/")))
        .map((file) => `${path} imports ${file}`),
    );
    expect(outside).toEqual([]);
  });
});

describe.each(Object.entries(tools))("The code of %s", (folder, others) => {
  it("imports only the tools below it, and of packages what they build or export", () => {
    const files = sourcesIn(`${folder}/**/*.ts`);
    const isExported = (file: string) => /^(?:packages|apps)\/[^/]+\/(?:dist\/|src\/index\.ts$)/.test(file);
    const wrong = files.flatMap((path) =>
      [...filesImportedBy(path)]
        .filter((file) => !isExported(file) && ![`${folder}/`, ...others].some((start) => file.startsWith(start)))
        .map((file) => `${path} imports ${file}`),
    );
    expect(files).not.toEqual([]);
    expect(wrong).toEqual([]);
  });
});

it("Only the spec's own scripts read its YAML", () => {
  const readers = Object.keys(allowed)
    .filter((folder) => folder !== "spec")
    .flatMap(sources)
    .filter((path) =>
      /\bspec\/(openapi\.yaml|paths|components)/.test(
        readFileSync(new URL(path, root), "utf8").replaceAll("@ucwa-meetings/spec/openapi.yaml", ""),
      ),
    );
  expect(readers).toEqual([]);
});

it.each(["packages/xml", "packages/client"])("%s runs wherever fetch does: it imports nothing of Node", (folder) => {
  const node = sources(folder).flatMap((path) =>
    [...importsOf(path)].filter((specifier) => specifier.startsWith("node:")),
  );
  expect(node).toEqual([]);
});

/** The layers of the client, from the lowest to the highest. Each may import itself and those before it, types included. */
const clientLayers = [
  "errors",
  "server-errors",
  "codec",
  "transport",
  "resources",
  "operations",
  "validation",
  "client",
  "index",
];

it("In the client, no layer imports a higher one", () => {
  const folder = "packages/client/src/";
  const layerOf = (path: string) => clientLayers.indexOf(path.slice(folder.length).replace(/(\/.*|\.ts)$/, ""));
  const upwards = sources("packages/client").flatMap((path) =>
    [...importsOf(path)]
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => new URL(specifier, `file:///${path}`).pathname.slice(1))
      .filter((imported) => layerOf(imported) > layerOf(path))
      .map((imported) => `${path} imports ${imported}`),
  );
  expect(sources("packages/client").filter((path) => layerOf(path) < 0)).toEqual([]);
  expect(upwards).toEqual([]);
});

describe("The mock is made of layers", () => {
  const source = "packages/mock/src";
  /** What a whole mock is made of. */
  const core = ["errors.ts", "defaults.ts", "options.ts", "http", "contract", "state", "resources", "har"];
  /** What each folder may import, types included; a file at the root counts as a layer of its own. */
  const layers: Record<string, string[]> = {
    "errors.ts": [],
    "defaults.ts": [],
    redact: [],
    http: ["errors.ts"],
    contract: ["errors.ts", "http"],
    state: ["errors.ts"],
    stores: ["errors.ts", "http", "state"],
    resources: ["errors.ts", "http", "contract", "state"],
    sandboxes: ["errors.ts", "http", "contract", "resources"],
    // It reads recordings of any tool.
    har: ["errors.ts", "http", "contract"],
    "option-kinds.ts": ["errors.ts", "http", "contract"],
    middleware: ["errors.ts", "redact", "http", "contract", "state", "resources", "sandboxes", "har"],
    "options.ts": ["http", "contract", "state", "resources", "middleware"],
    "check-options.ts": ["errors.ts", "defaults.ts", "http", "contract", "option-kinds.ts", "options.ts"],
    "mock.ts": [...core, "middleware", "check-options.ts"],
    server: [...core, "middleware", "mock.ts"],
    fetch: [...core, "option-kinds.ts", "redact", "sandboxes", "middleware", "mock.ts"],
    // What both ways in export.
    "everywhere.ts": [...core, "sandboxes", "middleware", "fetch"],
    "fetch.ts": ["everywhere.ts", "fetch"],
    "msw.ts": ["fetch"],
    "service-worker.ts": ["errors.ts", "fetch"],
    check: ["redact", "http", "contract", "har"],
    // It redacts what the proxy forwarded, and writes it.
    record: ["errors.ts", "redact", "http", "contract", "state", "resources", "check", "server/version.ts"],
    // It sends requests to a server, and looks at the responses as the proxy does.
    conformance: ["errors.ts", "defaults.ts", "http", "contract", "middleware", "check", "record"],
    proxy: ["errors.ts", "defaults.ts", "option-kinds.ts", "http", "contract", "check", "record", "server/listen.ts"],
    cli: [
      ...core,
      "option-kinds.ts",
      "redact",
      "middleware",
      "stores",
      "check",
      "record",
      "conformance",
      "proxy",
      "server",
    ],
    "index.ts": [...core, "everywhere.ts", "stores", "check", "record", "proxy", "server", "cli"],
  };
  const files = sources(source.replace("/src", "")).filter((path) => path.startsWith(source));
  const layerOf = (path: string) => path.slice(source.length + 1).split("/")[0] ?? "";

  it("and each file is in one of them", () => {
    expect([...new Set(files.map(layerOf))].sort()).toEqual(Object.keys(layers).sort());
  });

  it("and none imports one above it, not even a type", () => {
    const upwards = files.flatMap((path) =>
      [...importsOf(path)]
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => new URL(specifier, `file:///${path}`).pathname.slice(1))
        // What the build generates is below all of them.
        .filter((target) => !target.startsWith("packages/mock/dist/generated/"))
        .filter((target) => layerOf(target) !== layerOf(path))
        .filter((target) => {
          const may = layers[layerOf(path)] ?? [];
          return !may.includes(layerOf(target)) && !may.some((file) => target === `${source}/${file}`);
        })
        .map((target) => `${path} imports ${target}`),
    );
    expect(upwards).toEqual([]);
  });

  it("and only what serves, stores, checks, records, forwards and reads commands needs Node, so that the rest runs in a browser", () => {
    // Stores are files and connections; the one in memory is in state.
    const needsNode = ["server", "stores", "check", "record", "conformance", "proxy", "cli"];
    const portable = files.filter((path) => !needsNode.includes(layerOf(path)));
    const needNode = portable.filter((path) => {
      // Comments may speak of a process, but nothing may use it.
      const code = readFileSync(new URL(path, root), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      return /"node:|\bBuffer\b|\bprocess\.|\bsetImmediate\b|\brequire\(|\bNodeJS\b/.test(code);
    });
    expect(needNode).toEqual([]);
  });

  it("and only the mock itself and the check compare a message with the document", () => {
    const comparing = files.filter((path) =>
      /\bvalidate(?:Request|Response)\b/.test(readFileSync(new URL(path, root), "utf8")),
    );
    expect([...new Set(comparing.map(layerOf))].sort()).toEqual(["check", "contract", "middleware", "resources"]);
  });

  it("and only contract imports what the build generates", () => {
    const importers = files.filter((path) =>
      [...importsOf(path)].some((specifier) => specifier.includes("/generated/")),
    );
    expect([...new Set(importers.map(layerOf))]).toEqual(["contract"]);
  });

  it("and a folder has at least three files", () => {
    const folders = files
      .filter((path) => path.split("/").length > 4)
      .map((path) => path.slice(0, path.lastIndexOf("/")));
    const small = [...new Set(folders)].filter((folder) => folders.filter((one) => one === folder).length < 3);
    expect(small).toEqual([]);
  });
});
