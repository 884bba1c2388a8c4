import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compressTexts } from "./build/compress.ts";
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
  await writeFile(join(root, "index.html.gz"), gzipSync("<p>start</p>"));
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
    expect(response.headers.get("vary")).toBe("Accept-Encoding");
    return response.headers.get("content-encoding");
  };
  expect(await encodingFor("gzip, br")).toBe("gzip");
  expect(await encodingFor("*")).toBe("gzip");
  expect(await encodingFor("gzip;q=0, identity")).toBeNull();
  expect(await encodingFor("gzip;q=0.5, identity")).toBeNull();
  expect(await encodingFor("identity")).toBeNull();
});

test("The compressed page and the plain one have tags of their own, and neither stands for the other", async () => {
  const ask = (accepted: string, tag = "") =>
    fetch(server.url, { headers: { "Accept-Encoding": accepted, "If-None-Match": tag } });
  const [plain, packed] = [await ask("identity"), await ask("gzip")];
  const [plainTag, packedTag] = [plain.headers.get("etag") ?? "", packed.headers.get("etag") ?? ""];
  expect(plainTag).not.toBe(packedTag);
  expect((await ask("identity", plainTag)).status).toBe(304);
  expect((await ask("gzip", packedTag)).status).toBe(304);
  expect((await ask("gzip", `"other", ${packedTag}`)).status).toBe(304);
  expect((await ask("gzip", plainTag)).status).toBe(200);
  expect((await ask("identity", packedTag)).status).toBe(200);
  const unchanged = await ask("gzip", packedTag);
  expect(unchanged.headers.get("etag")).toBe(packedTag);
  expect(unchanged.headers.get("vary")).toBe("Accept-Encoding");
});

test("A download that broke off can go on where it was", async () => {
  const response = await fetch(`${server.url}openapi.yaml`, { headers: { Range: "bytes=9-" } });
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe("bytes 9-14/15");
  expect(await response.text()).toBe("3.1.0\n");
});

test("The build leaves a compressed file beside each text", async () => {
  await compressTexts(join(folder, "site/guide"));
  expect(gunzipSync(await readFile(join(folder, "site/guide/index.html.gz"))).toString()).toBe("<p>guide</p>");
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

test("A symbolic link leads nowhere", async () => {
  await symlink(join(folder, "secret.txt"), join(folder, "site/link.txt"));
  await symlink(folder, join(folder, "site/up"));
  for (const path of ["link.txt", "up/secret.txt"]) expect((await fetch(server.url + path)).status).toBe(404);
});

test.each([
  ["/%", 400],
  ["/nothing", 404],
])("The error for %s is a page under the policy", async (path, status) => {
  const response = await fetch(server.url + path.slice(1));
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(response.headers.get("cache-control")).toBe("no-cache");
});

test("A file that is gone again does not end the server", async () => {
  const path = join(folder, "site/brief.txt");
  await writeFile(path, "brief");
  expect((await fetch(`${server.url}brief.txt`)).status).toBe(200);
  await rm(path);
  expect((await fetch(`${server.url}brief.txt`)).status).toBe(404);
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
  await expect(second).rejects.toThrow(`port: expected a free one on 127.0.0.1, got ${port}, which is in use.`);
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
