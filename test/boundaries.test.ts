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
  "apps/docs": ["spec"],
};

const sources = (folder: string) =>
  globSync(`${folder}/{src,scripts}/**/*.ts`, { cwd: root }).filter((path) => !path.endsWith(".test.ts"));

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
    const depth = folder.split("/").length;
    const outside = sources(folder).flatMap((path) =>
      [...importsOf(path)]
        .filter((specifier) => specifier.startsWith("."))
        .filter(
          (specifier) =>
            new URL(specifier, `file:///${path}`).pathname
              .split("/")
              .slice(1, depth + 1)
              .join("/") !== folder,
        )
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(outside).toEqual([]);
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

describe("The mock is made of layers", () => {
  const source = "packages/mock/src";
  /** What each folder may import, types included; a file at the root counts as a layer of its own. */
  const layers: Record<string, string[]> = {
    "errors.ts": [],
    "defaults.ts": [],
    redact: [],
    http: ["errors.ts"],
    contract: ["errors.ts", "http"],
    resources: ["errors.ts", "http", "contract"],
    middleware: ["errors.ts", "redact", "http", "contract", "resources"],
    "options.ts": ["contract", "resources", "middleware"],
    "mock.ts": ["defaults.ts", "options.ts", "http", "contract", "resources", "middleware"],
    server: ["errors.ts", "defaults.ts", "options.ts", "http", "contract", "middleware", "mock.ts"],
    proxy: ["errors.ts", "defaults.ts", "redact", "http", "contract", "server/listen.ts"],
    cli: ["errors.ts", "defaults.ts", "options.ts", "http", "contract", "resources", "middleware", "proxy", "server"],
    "index.ts": ["errors.ts", "options.ts", "http", "contract", "resources", "middleware", "proxy", "server", "cli"],
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
        .filter((target) => layerOf(target) !== layerOf(path))
        .filter((target) => {
          const may = layers[layerOf(path)] ?? [];
          return !may.includes(layerOf(target)) && !may.some((file) => target === `${source}/${file}`);
        })
        .map((target) => `${path} imports ${target}`),
    );
    expect(upwards).toEqual([]);
  });

  it("and only server, proxy and cli need Node, so that the rest runs in a browser", () => {
    const portable = files.filter((path) => !["server", "proxy", "cli"].includes(layerOf(path)));
    const needNode = portable.filter((path) => {
      // Comments may speak of a process, but nothing may use it.
      const code = readFileSync(new URL(path, root), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      return /"node:|\bBuffer\b|\bprocess\.|\bsetImmediate\b|\brequire\(|\bNodeJS\b/.test(code);
    });
    expect(needNode).toEqual([]);
  });

  it("and a folder has at least three files", () => {
    const folders = files
      .filter((path) => path.split("/").length > 4)
      .map((path) => path.slice(0, path.lastIndexOf("/")));
    const small = [...new Set(folders)].filter((folder) => folders.filter((one) => one === folder).length < 3);
    expect(small).toEqual([]);
  });
});
