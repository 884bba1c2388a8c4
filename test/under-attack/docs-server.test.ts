import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DocsServer, type LoggedRequest, serveDocs } from "../../apps/docs/src/index.ts";
import { openRaw } from "../../packages/mock/test/support/raw-socket.ts";

const secret = "outside of the site";

describe("Under attack: the docs server", () => {
  let folder: string;
  let server: DocsServer;
  let log: LoggedRequest[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "docs-under-attack-"));
    await mkdir(join(folder, "site/guides"), { recursive: true });
    await mkdir(join(folder, "site/.git"));
    await writeFile(join(folder, "secret.txt"), secret);
    await writeFile(join(folder, "site/.git/config"), secret);
    await writeFile(join(folder, "site/index.html"), "<p>start</p>");
    await writeFile(join(folder, "site/guides/index.html"), "<p>guides</p>");
    await symlink(join(folder, "secret.txt"), join(folder, "site/link.txt"));
    await symlink(folder, join(folder, "site/up"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  beforeEach(async () => {
    log = [];
    const note = (request: LoggedRequest) => log.push(request);
    server = await serveDocs({ port: 0, host: "127.0.0.1", root: join(folder, "site"), log: note });
  });
  afterEach(() => server.close());

  /** Sends a text, byte by byte as it is, and gives all that comes until the server closes. */
  const talk = async (text: string) => {
    using raw = await openRaw(server, Buffer.from(text, "latin1"));
    return await raw.closed();
  };
  const get = (target: string, ...headers: string[]) =>
    talk(`${[`GET ${target} HTTP/1.1`, "Host: docs", "Connection: close", ...headers].join("\r\n")}\r\n\r\n`);
  const stillServes = async () => expect(await get("/")).toMatch(/^HTTP\/1\.1 200 /);

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2E%2e%2fsecret.txt",
    "/guides/..%2f..%2fsecret.txt",
    "/guides/%2e%2e/%2e%2e/secret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/%252e%252e/secret.txt",
    "/..%c0%afsecret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/%u002e%u002e/secret.txt",
    "//../secret.txt",
    "/./../secret.txt",
    "/C:/secret.txt",
    "/secret.txt%00.html",
    "/..;/secret.txt",
    "http://docs/../secret.txt",
    "file:///etc/passwd",
    "/link.txt",
    "/up/secret.txt",
    "/.git/config",
    "/%2egit/config",
  ])("gives nothing away to %s", async (target) => {
    const answer = await get(target);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).toMatch(/^Content-Type: text\/html; charset=utf-8\r$/im);
    expect(answer).not.toContain(secret);
    expect(answer).not.toContain("root:");
  });

  it.each([
    "/%5cevil.example%2f..%2fguides",
    "/%5c%5cevil.example/..%2f..%2fguides",
    "//evil.example/..%2fguides",
    "/%2f%2fevil.example%2f..%2f..%2fguides",
    "/%09/evil.example/%2e%2e/%2e%2e/guides",
    "///evil.example/%2e%2e/guides",
    "http://evil.example/guides",
    "http://evil.example//guides",
    "//guides",
    "/\\guides",
    "/guides?https://evil.example/",
  ])("sends nobody to another host with %s", async (target) => {
    const answer = await get(target);
    const [, location] = /^Location: (.*)\r$/im.exec(answer) ?? [];
    if (location === undefined) expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    else expect(new URL(location, server.url).href).toBe(`${server.url}guides/`);
  });

  it("redirects to a folder that is asked for without its slash, whatever stands around it", async () => {
    for (const target of ["/guides", "//guides", "http://evil.example/guides"]) {
      expect(await get(target)).toMatch(/^HTTP\/1\.1 301 .*\r\nLocation: \/guides\/\r\n/is);
    }
  });

  it("understands a target with a host in it", async () => {
    expect(await get("http://docs.example/guides/")).toContain("<p>guides</p>");
    expect(await get("http://docs.example")).toContain("<p>start</p>");
  });

  it.each(["bytes=9-1", "bytes=-0", "bytes=999999999999-", "bytes=x-y", "bytes=0-0,1-1,2-2,3-3", "bytes=-99999"])(
    "lives through the range %s",
    async (range) => {
      expect(await get("/", `Range: ${range}`)).toMatch(/^HTTP\/1\.1 (?:200|206|416) /);
      await stillServes();
    },
  );

  it("says no to addresses and heads without end", async () => {
    expect(await get(`/${"a".repeat(8_000)}`)).toMatch(/^HTTP\/1\.1 404 /);
    expect(await get(`/${"a/".repeat(4_000)}`)).toMatch(/^HTTP\/1\.1 404 /);
    expect(await get(`/${"a".repeat(100_000)}`)).toMatch(/^(?:HTTP\/1\.1 431 |$)/);
    const flood = Array.from({ length: 50_000 }, (_, index) => `X-${index}: ${index}`);
    expect(await get("/", ...flood)).toMatch(/^(?:HTTP\/1\.1 431 |$)/);
    await stillServes();
  });

  it("reads hostile headers in no time", async () => {
    const long = ",;q= ".repeat(2_500);
    for (const name of ["Accept-Encoding", "If-None-Match", "If-Match", "Range", "If-Range", "If-Modified-Since"]) {
      const started = performance.now();
      expect(await get("/", `${name}: gzip${long}x`)).toMatch(/^HTTP\/1\.1 (?:200|412) /);
      expect(performance.now() - started, name).toBeLessThan(2_000);
    }
  });

  it("answers pipelined requests in their order", async () => {
    const paths = Array.from({ length: 60 }, (_, index) => ["/", "/guides/", "/none"][index % 3]);
    const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: docs\r\n\r\n`).join("");
    const text = await talk(`${requests}GET / HTTP/1.1\r\nHost: docs\r\nConnection: close\r\n\r\n`);
    const answers = [...text.matchAll(/<p>(.*?)<\/p>/g)].map(([, text]) => text);
    expect(answers).toEqual([
      ...paths.map((path) => (path === "/" ? "start" : path === "/none" ? "404 Not Found" : "guides")),
      "start",
    ]);
  });

  it.each([
    ["a method that it does not know", "BREW / HTTP/1.1\r\nHost: docs\r\n\r\n", 400],
    ["a body that never comes", "POST / HTTP/1.1\r\nHost: docs\r\nContent-Length: 1000000\r\n\r\n", 405],
    ["two lengths", "GET / HTTP/1.1\r\nHost: docs\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400],
    [
      "a length and chunks",
      "GET / HTTP/1.1\r\nHost: d\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      400,
    ],
    ["no Host", "GET / HTTP/1.1\r\n\r\n", 400],
    ["TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400],
  ])("refuses %s and hangs up", async (_, text, status) => {
    expect(await talk(text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    await stillServes();
  });

  it("outlives a tunnel and an upgrade that nobody asked for, and readers who go away", async () => {
    const upgrade = "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    (await openRaw(server, "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n")).socket.resetAndDestroy();
    (await openRaw(server, upgrade)).socket.destroy();
    for (let times = 0; times < 50; times += 1) {
      const raw = await openRaw(server, "GET / HTTP/1.1\r\nHost: docs\r\n\r\n");
      raw.socket.once("data", () => raw.socket.resetAndDestroy());
      await raw.closed();
    }
    await stillServes();
  });

  it("closes at once, whatever is still open", async () => {
    const half = [
      "",
      "GET / HT",
      "GET / HTTP/1.1\r\nHost: docs\r\nX-Slow: ",
      "GET / HTTP/1.1\r\nHost: docs\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: docs\r\nContent-Length: 10\r\n\r\nhalf",
      "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n",
    ];
    // None of them closes its own side.
    const texts = Array.from({ length: 10 }, () => half).flat();
    const raws = await Promise.all(texts.map((text) => openRaw(server, text)));
    await stillServes();
    await server.close();
    for (const raw of raws) {
      await raw.closed();
      raw[Symbol.dispose]();
    }
    server = await serveDocs({ port: 0, host: "127.0.0.1", root: join(folder, "site") });
  });

  it("logs each request once, without its query", async () => {
    await get("/guides/?token=cwt=secret");
    await get("/none?cwt=secret");
    await expect
      .poll(() => log.map(({ method, target, status }) => [method, target, status]))
      .toEqual([
        ["GET", "/guides/", 200],
        ["GET", "/none", 404],
      ]);
  });
});
