import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DocsServer, PortInUseError, SiteMissingError, serveDocs } from "./index.ts";

const host = "127.0.0.1";
let folder: string;
let server: DocsServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "docs-"));
  const root = join(folder, "site");
  await mkdir(join(root, "guide"), { recursive: true });
  await mkdir(join(root, "_astro"));
  await writeFile(join(folder, "secret.txt"), "outside");
  await writeFile(join(root, "index.html"), "<p>start</p>");
  await writeFile(join(root, "404.html"), "<p>no such page</p>");
  await writeFile(join(root, "guide/index.html"), "<p>guide</p>");
  await writeFile(join(root, "openapi.yaml"), "openapi: 3.1.0\n");
  await writeFile(join(root, "_astro/redoc.e3d4361ba4ec.js"), "void 0;\n");
  server = await serveDocs({ port: 0, host, root });
});

afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

/** `fetch` tidies a path before it sends it; an attacker does not. */
const getRaw = (path: string, method = "GET") =>
  new Promise<{ status: number | undefined; location: string | undefined; body: string }>((resolve, reject) => {
    request({ host, port: new URL(server.url).port, path, method }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode, location: response.headers.location, body }));
    })
      .on("error", reject)
      .end();
  });

test.each([
  ["", "text/html; charset=utf-8"],
  ["guide/", "text/html; charset=utf-8"],
  ["openapi.yaml", "application/yaml; charset=utf-8"],
  ["_astro/redoc.e3d4361ba4ec.js", "text/javascript; charset=utf-8"],
])("/%s has the media type %s and the policy", async (path, type) => {
  const response = await fetch(server.url + path);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(type);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-security-policy")).toMatch(/script-src 'self';/);
  expect(response.headers.get("content-security-policy")).not.toContain("unsafe-eval");
});

test("A file named by its hash is kept for good, any other is asked for again and not sent again", async () => {
  const hashed = await fetch(`${server.url}_astro/redoc.e3d4361ba4ec.js`);
  expect(hashed.headers.get("cache-control")).toContain("immutable");
  const start = await fetch(server.url);
  expect(start.headers.get("cache-control")).toBe("no-cache");
  const again = await fetch(server.url, { headers: { "If-None-Match": start.headers.get("etag") ?? "" } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe("");
});

test("Text is compressed for a reader who can unpack it, and for no other", async () => {
  const encodingFor = async (accepted: string) => {
    const response = await fetch(server.url, { headers: { "Accept-Encoding": accepted } });
    expect(await response.text()).toBe("<p>start</p>");
    return response.headers.get("content-encoding");
  };
  expect(await encodingFor("gzip, br")).toBe("gzip");
  expect(await encodingFor("gzip;q=0, identity")).toBeNull();
  expect(await encodingFor("identity")).toBeNull();
});

test("A path that leads nowhere gets the 404 page", async () => {
  const response = await fetch(`${server.url}nothing/here`);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe("<p>no such page</p>");
});

test.each([
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/guide/..%2f..%2fsecret.txt",
  "//../secret.txt",
  "/..\\secret.txt",
])("%s does not lead out of the site", async (path) => {
  const { status, body } = await getRaw(path);
  expect(status).toBe(404);
  expect(body).not.toContain("outside");
});

test.each(["/%", "/%00", "*"])("%s is no path and is refused", async (path) => {
  expect((await getRaw(path)).status).toBe(400);
});

test.each([
  ["/guide", "/guide/"],
  ["//guide", "/guide/"],
])("A folder asked for as %s is redirected to %s on this site", async (path, location) => {
  expect(await getRaw(path)).toMatchObject({ status: 301, location });
});

test("Only reading is allowed", async () => {
  const response = await fetch(server.url, { method: "POST" });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD");
  const head = await fetch(server.url, { method: "HEAD", headers: { "Accept-Encoding": "identity" } });
  expect(head.status).toBe(200);
  expect(head.headers.get("content-length")).toBe("12");
});

test("A port in use is named in one line", async () => {
  const port = Number(new URL(server.url).port);
  const second = serveDocs({ port, host, root: join(folder, "site") });
  await expect(second).rejects.toThrow(PortInUseError);
  await expect(second).rejects.toThrow(`The docs cannot listen on 127.0.0.1:${port}: the port is in use.`);
});

test("A site that is not built is said to be missing", async () => {
  await expect(serveDocs({ port: 0, host, root: join(folder, "none") })).rejects.toThrow(SiteMissingError);
});

test("A closed server frees its port", async () => {
  const first = await serveDocs({ port: 0, host, root: join(folder, "site") });
  const port = Number(new URL(first.url).port);
  await first.close();
  const second = await serveDocs({ port, host, root: join(folder, "site") });
  await second.close();
});
