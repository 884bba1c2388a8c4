import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type Mock, startMock } from "../packages/mock/dist/index.js";
import { createCompanyCertificate } from "./company-certificate.ts";
import { serveInFront } from "./front.ts";

const script = fileURLToPath(new URL("../tools/tasks/contract.ts", import.meta.url));

const contract = (args: string[], env: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, [script, ...args], { env: { ...process.env, ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error) => ({ code: error.code, output: `${error.stdout}${error.stderr}` }),
  );

describe("pnpm contract", () => {
  it("passes on the mock in both dialects", { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "ucwa-contract-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { code, output } = await contract(["--json", join(folder, "run.json")]);
    expect(output).toContain("18 of 18 workflows passed.");
    expect(code).toBe(0);
    const files = readdirSync(folder);
    expect(files).toHaveLength(18);
    expect(files).toEqual(expect.arrayContaining(["run.documented.read.json", "run.deployed.read.json"]));
  });

  describe("with --server", { timeout: 60_000 }, () => {
    let server: Mock;
    let folder: string;
    const token = "cwt=canary-of-the-contract";
    const place = ["--application-id", "833", "--meeting-id", "810"];

    beforeEach(async () => {
      // Without the ETag in the body, which is another one after each update.
      const switches = { otherExtensionsPath: "refused", etagProperty: "off" } as const;
      server = await startMock({ dialect: "deployed", switches });
      folder = mkdtempSync(join(tmpdir(), "ucwa-contract-test-"));
    });
    afterEach(async () => {
      await server.close();
      rmSync(folder, { recursive: true });
    });

    const target = () => ["--server", `${server.url}/ucwa/oauth/v1`, ...place];
    const methods = () => [...new Set(server.requests.map(({ method }) => method))].sort();

    it("only reads, unless writing is allowed", async () => {
      const { code, output } = await contract([...target(), "--token", token]);
      expect([code, output]).toEqual([0, expect.stringContaining("2 of 2 workflows passed.")]);
      expect(methods()).toEqual(["GET"]);
    });

    // Seven workflows are seven processes. What they write is also in the short runs of others, one workflow at a time.
    it.runIf(process.env.UCWA_LONG)(
      "passes where only /extensions is known, as in traffic, cleans up, and deletes no meeting that was not named",
      async () => {
        const headers = { Authorization: `Bearer ${token}` };
        const meeting = () =>
          fetch(`${server.url}/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810`, { headers });
        const before = await (await meeting()).json();
        const { code, output } = await contract([...target(), "--allow-writes"], { UCWA_TOKEN: token });
        expect([code, output]).toEqual([0, expect.stringContaining("7 of 7 workflows passed.")]);
        expect(methods()).toEqual(["DELETE", "GET", "POST", "PUT"]);
        expect(await (await meeting()).json()).toEqual(before);
        expect(server.requests.filter(({ target }) => target.includes("onlineMeetingExtensions"))).toEqual([]);
      },
    );

    it("names the server in the JSON and the HAR, and nothing that stands in between", async () => {
      const files = ["--json", join(folder, "run.json"), "--har", join(folder, "run.har")];
      const { code } = await contract([...target(), "--token", token, "--workflow", "read", ...files]);
      expect(code).toBe(0);
      const texts = ["run.read.har", "run.read.json"].map((name) => readFileSync(join(folder, name), "utf8"));
      const { log } = JSON.parse(texts[0] ?? "");
      const meeting = `${server.url}/ucwa/oauth/v1/applications/833/onlineMeetings/myOnlineMeetings/810`;
      // The fragment is the path of the document, which no client sends.
      const addresses = log.entries.map((entry: { request: { url: string } }) => entry.request.url.replace(/#.*/, ""));
      expect(addresses).toEqual([meeting, meeting, `${meeting}/extensions`]);
      for (const text of texts)
        expect(new Set(text.match(/https?:\/\/127\.0\.0\.1[^/"]*/g))).toEqual(new Set([server.url]));
    });

    it("keeps the token out of the console, the JSON and the HAR", async () => {
      await server.reset();
      const wrong = ["--server", `${server.url}/ucwa/v1`, "--application-id", "833", "--meeting-id", "none"];
      const files = ["--json", join(folder, "run.json"), "--har", join(folder, "run.har")];
      const { code, output } = await contract([...wrong, "--token", token, ...files]);
      expect(code).toBe(1);
      expect(output).toContain("$statusCode == 200");
      expect(readdirSync(folder).sort()).toEqual([
        "run.not-modified.har",
        "run.not-modified.json",
        "run.read.har",
        "run.read.json",
      ]);
      for (const text of [output, ...readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"))]) {
        expect(text).not.toContain("canary");
      }
    });
  });

  describe("with a server that is not the mock's default", { timeout: 90_000 }, () => {
    const run = (server: string, ...workflows: string[]) => {
      const target = ["--server", `${server}/ucwa/oauth/v1`, "--application-id", "833", "--meeting-id", "810"];
      const wanted = workflows.flatMap((name) => ["--workflow", name]);
      return contract([...target, "--allow-writes", ...wanted], { UCWA_TOKEN: "cwt=contract" });
    };

    it("passes where links are absolute and have a query", async () => {
      await using server = await startMock({ dialect: "deployed" });
      await using front = await serveInFront(server.url, {
        body: (text, url) => text.replaceAll(/href(":|=)"(\/[^"]+)"/g, `href$1"${url}$2?pool=fe1"`),
      });
      const { code, output } = await run(front.url, "read", "extensions");
      expect([code, output]).toEqual([0, expect.stringContaining("2 of 2 workflows passed.")]);
      expect(server.requests.filter(({ target }) => target.includes("?pool="))).toHaveLength(7);
    });

    it("says where a server differs in what no source shows, does not fail, and cleans up", async () => {
      const switches = { notModified: "200", duplicateExtension: "replace" } as const;
      await using server = await startMock({ dialect: "deployed", switches });
      const { code, output } = await run(server.url, "read", "not-modified", "duplicate-extension");
      expect(output).toMatch(/~ .+ not-modified: .+; differs in reread, not shown by any source/);
      expect(output).toMatch(/~ .+ duplicate-extension: .+; differs in attachAgain, not shown by any source/);
      expect(output).toContain("1 of 3 workflows passed. 2 differ in what no source shows, which is no failure.");
      expect(code).toBe(0);
      const methods = (wanted: string) => server.requests.filter(({ method }) => method === wanted);
      expect(methods("DELETE").map(({ status }) => status)).toEqual([204]);
    });

    it("fails where a server breaks what is documented, and removes the meeting that it made", async () => {
      await using server = await startMock({ dialect: "deployed" });
      await using front = await serveInFront(server.url, {
        refuse: ({ method }) => (method === "PUT" ? 500 : undefined),
      });
      const { code, output } = await run(front.url, "lifecycle");
      expect(output).toMatch(/✗ .+ lifecycle: /);
      expect(code).toBe(1);
      const count = (wanted: string, path: RegExp) =>
        server.requests.filter(({ method, target }) => method === wanted && path.test(target)).length;
      expect(count("POST", /\/myOnlineMeetings$/)).toBe(1);
      expect(count("DELETE", /\/myOnlineMeetings\/[A-Z0-9]{8}$/)).toBe(1);
    });
  });

  describe("with a server that breaks the document where no step looks", { timeout: 90_000 }, () => {
    const token = "cwt=canary-of-the-contract";
    const run = (server: string, ...args: string[]) => {
      const target = ["--server", `${server}/ucwa/oauth/v1`, "--application-id", "833", "--meeting-id", "810"];
      return contract([...target, "--allow-writes", ...args], { UCWA_TOKEN: token });
    };
    const isXml = ({ headers }: IncomingMessage) => headers.accept === "application/xml";

    it("fails, and says where, what was expected and what the server sent", async () => {
      await using server = await startMock();
      await using front = await serveInFront(server.url, {
        headers: (request) => (isXml(request) ? { etag: undefined } : {}),
        body: (text) => text.replace('<resource rel="myOnlineMeeting"', `<resource rel="${token}"`),
      });
      const { code, output } = await run(front.url, "--workflow", "xml");
      expect(code).toBe(1);
      expect(output).toMatch(/✗ .+ xml: 6 steps, \d+ checks\n {4}error {2}/);
      expect(output).toMatch(
        / {4}error {2}response of getMyOnlineMeeting, 200 {2}header etag: expected .+, got nothing/,
      );
      expect(output).toMatch(
        / {4}error {2}response of getMyOnlineMeeting, 200 {2}\/rel: expected one of myOnlineMeeting, .+, got "cwt=\[/,
      );
      expect(output).not.toContain("canary");
    });

    it("names what is wrong with JSON next to the step that failed", async () => {
      await using server = await startMock({ dialect: "deployed" });
      await using front = await serveInFront(server.url, {
        body: (text) => text.replace(/"attendees":\[[^\]]*\]/, '"attendees":null'),
      });
      const { code, output } = await run(front.url, "--workflow", "read");
      expect([code, output]).toEqual([1, expect.stringMatching(/✗ .+ read: /)]);
      expect(output).toMatch(/ {4}error {2}response of getMyOnlineMeeting, 200 {2}\/attendees: expected .+, got null/);
    });

    it("fails where a server differs in what no source shows and breaks the document as well", async () => {
      await using server = await startMock({ dialect: "deployed", switches: { notModified: "200" } });
      await using front = await serveInFront(server.url, {
        headers: ({ headers }) => ("if-none-match" in headers ? { etag: undefined } : {}),
      });
      const { code, output } = await run(front.url, "--workflow", "not-modified");
      expect(output).toMatch(/✗ .+ not-modified: .+; differs in reread, not shown by any source\n {4}error {2}/);
      expect([code, output]).toEqual([1, expect.stringContaining("0 of 1 workflows passed.\n")]);
    });

    it("prints a warning, and does not fail because of it", async () => {
      await using server = await startMock({ dialect: "deployed" });
      await using front = await serveInFront(server.url, { body: (text) => text + " ".repeat(1_100_000) });
      const { code, output } = await run(front.url, "--workflow", "read");
      expect(output).toMatch(
        /✓ .+ read: .+\n {4}warning {2}response of getMyOnlineMeeting, 200 {2}body: expected at most /,
      );
      expect(code).toBe(0);
    });

    it("says that the token is no longer accepted, and that the 401 has no challenge", async () => {
      await using server = await startMock({ dialect: "deployed" });
      await using front = await serveInFront(server.url, {
        refuse: ({ url }) => (url?.endsWith("/extensions") ? 401 : undefined),
      });
      const { code, output } = await run(front.url, "--workflow", "read");
      expect(output).toMatch(
        /error {2}response of getOnlineMeetingExtensions, 401 {2}header www-authenticate: expected /,
      );
      expect(code).toBe(1);
    });

    it("takes a redirect for a status that the document does not have, and stays on the server", async () => {
      await using server = await startMock({ dialect: "deployed" });
      const moved = (url = "") => url.endsWith("/extensions");
      await using front = await serveInFront(server.url, {
        refuse: ({ url }) => (moved(url) ? 302 : undefined),
        headers: ({ url, headers }) => (moved(url) ? { location: `http://${headers.host}${url}/` } : {}),
        path: (url) => url.replace(/\/$/, ""),
      });
      const { code, output } = await run(front.url, "--workflow", "read");
      expect(output).toMatch(/error {2}response of getOnlineMeetingExtensions, 302 {2}status: expected .+, got 302/);
      expect(server.requests.at(-1)).toMatchObject({ target: expect.stringMatching(/\/extensions$/), status: 200 });
      expect(code).toBe(1);
    });

    it("fails where nothing could be compared with the document", async () => {
      await using server = await startMock({ dialect: "deployed" });
      await using front = await serveInFront(server.url, {
        path: (url) => url.replace("/lync", ""),
        body: (text) => text.replaceAll('"/ucwa', '"/lync/ucwa'),
      });
      const target = ["--server", `${front.url}/lync/ucwa/oauth/v1`, "--application-id", "833", "--meeting-id", "810"];
      const { code, output } = await contract([...target, "--workflow", "read"], { UCWA_TOKEN: token });
      expect(output).toMatch(
        /✗ .+ read: .+\n {4}error {2}path: expected one that the document has, got another one \(3 times\)/,
      );
      expect(code).toBe(1);
    });
  });

  describe("with a server that is not there", { timeout: 60_000 }, () => {
    const run = (server: string, ...args: string[]) => {
      const target = ["--server", server, "--application-id", "833", "--meeting-id", "810", "--workflow", "read"];
      return contract([...target, ...args], { UCWA_TOKEN: "cwt=contract" });
    };

    it("says that there was no response", async () => {
      const server = await startMock();
      await server.close();
      const { code, output } = await run(`${server.url}/ucwa/v1`);
      expect(output).toMatch(
        /error {2}response of getMyOnlineMeeting, 502 {2}upstream: expected a response, got .*ECONNREFUSED/,
      );
      expect(code).toBe(1);
    });

    it("does not wait longer than --timeout for a response", async () => {
      const silent = createServer(() => {}).listen(0, "127.0.0.1");
      await once(silent, "listening");
      const address = silent.address();
      const port = typeof address === "object" ? address?.port : "";
      const { code, output } = await run(`http://127.0.0.1:${port}/ucwa/v1`, "--timeout", "1");
      expect(output).toContain("504  upstream: expected a response without a pause of 1 s, got nothing");
      expect(code).toBe(1);
      silent.closeAllConnections();
      silent.close();
    });
  });

  describe("with --generate", { timeout: 90_000 }, () => {
    it("sends what the document allows and forbids to the mock in both dialects", async () => {
      const { code, output } = await contract(["--generate", "--seed", "3", "--max-cases", "5"]);
      expect([code, output]).toEqual([0, expect.stringContaining("compared with the dialect deployed: ")]);
      expect(output.match(/; 0 findings; 0 more/g)).toHaveLength(2);
    });

    it("only reads from a server, unless writing is allowed, and keeps the token to itself", async () => {
      await using server = await startMock({ dialect: "deployed" });
      const place = ["--server", `${server.url}/ucwa/oauth/v1`, "--application-id=833"];
      const { code, output } = await contract([...place, "--generate", "--token", "cwt=canary"]);
      expect([code, output]).toEqual([0, expect.stringContaining("; 0 findings; 0 more")]);
      expect([...new Set(server.requests.map(({ method }) => method))].sort()).toEqual(["GET", "HEAD"]);
      expect(output).not.toContain("canary");
    });

    it.each([
      [["--server", "https://fe1.contoso.com/ucwa/v1"], "--server: expected --application-id"],
      [["--server", "https://fe1.contoso.com/ucwa/v1", "--application-id", "1"], "conformance: expected a token"],
      [["--sead", "1"], "Unknown option '--sead'"],
    ])("refuses %s and says what is missing", async (args, message) => {
      const { code, output } = await contract(["--generate", ...args], { UCWA_TOKEN: "" });
      expect([code, output]).toEqual([2, expect.stringContaining(message)]);
    });
  });

  it("sends the token to no other server than the named one", { timeout: 60_000 }, async () => {
    await using server = await startMock();
    await using other = await startMock();
    await using front = await serveInFront(server.url, {
      body: (text) => text.replaceAll('"href":"/', `"href":"${other.url}/`),
    });
    const place = ["--application-id", "833", "--meeting-id", "810"];
    const { code, output } = await contract(["--server", `${front.url}/ucwa/v1`, ...place, "--token", "cwt=contract"]);
    expect([code, output]).toEqual([
      1,
      expect.stringContaining(`expected an address at ${front.url}, got ${other.url}`),
    ]);
    expect(other.requests).toEqual([]);
  });

  it("stays on the named server, whichever link leads away and whatever form the others have", {
    timeout: 60_000,
  }, async () => {
    await using server = await startMock();
    await using other = await startMock();
    await using front = await serveInFront(server.url, {
      body: (text, url) =>
        text
          .replaceAll(/("self":\{"href":")\//g, `$1${url}/`)
          .replaceAll(/("onlineMeetingExtensions":\{"href":")\//g, `$1${other.url}/`),
    });
    const place = ["--server", `${front.url}/ucwa/v1/`, "--application-id", "833", "--meeting-id", "810"];
    const { code, output } = await contract([...place, "--workflow", "read"], { UCWA_TOKEN: "cwt=contract" });
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(
        new RegExp(
          `read: 3 steps, \\d+ checks\n {4}error {2}link: expected an address at ${front.url}, got ${other.url}\n`,
        ),
      ),
    ]);
    expect(other.requests).toEqual([]);
  });

  it("trusts the certificates of NODE_EXTRA_CA_CERTS, and no others", { timeout: 60_000 }, async () => {
    const { ca, ...tls } = await createCompanyCertificate();
    await using server = await startMock();
    await using front = await serveInFront(server.url, {
      tls,
      body: (text, url) => text.replaceAll('"href":"/', `"href":"${url}/`),
    });
    const folder = mkdtempSync(join(tmpdir(), "ucwa-contract-test-"));
    writeFileSync(join(folder, "ca.pem"), ca);
    const run = (env: Record<string, string>) =>
      contract(
        ["--server", `${front.url}/ucwa/v1`, "--application-id", "833", "--meeting-id", "810", "--workflow", "read"],
        { UCWA_TOKEN: "cwt=contract", ...env },
      );
    const trusted = await run({ NODE_EXTRA_CA_CERTS: join(folder, "ca.pem") });
    expect([trusted.code, trusted.output]).toEqual([0, expect.stringContaining("1 of 1 workflows passed.")]);
    const { code, output } = await run({ NODE_EXTRA_CA_CERTS: "" });
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/502 {2}upstream: expected a response, got .*certificate/),
    ]);
    rmSync(folder, { recursive: true });
  });

  it("needs no setting where HTTP_PROXY names a proxy for other servers", { timeout: 60_000 }, async () => {
    await using server = await startMock();
    const place = ["--server", `${server.url}/ucwa/v1`, "--application-id", "833", "--meeting-id", "810"];
    const env = { UCWA_TOKEN: "cwt=contract", HTTP_PROXY: "http://127.0.0.1:9", NO_PROXY: "" };
    const { code, output } = await contract([...place, "--workflow", "read"], env);
    expect([code, output]).toEqual([0, expect.stringContaining("1 of 1 workflows passed.")]);
  });

  it.each([
    [["--server", "https://fe1.contoso.com/ucwa/v1"], "--server: expected --application-id"],
    [["--server", "https://fe1.contoso.com/ucwa/v1", "--application-id", "1", "--meeting-id", "2"], "expected a token"],
    [["--workflow", "raed"], "--workflow: expected one of read, "],
    [["--server", "https://fe1.contoso.com/ucwa/v1", "--workflow", "update"], "expected --allow-writes"],
    [["--sever", "https://fe1.contoso.com"], "Unknown option '--sever'"],
    [["--server", "fe1.contoso.com/ucwa/v1"], "--server: expected a base URL such as https://"],
    [["--server", "https://me:secret@fe1.contoso.com/ucwa/v1"], "--server: expected a base URL such as https://"],
    [["--json", "run.txt"], '--json: expected a file whose name ends in .json, got "run.txt"'],
    [["--timeout", "0"], '--timeout: expected a whole number from 1 to 3600, got "0"'],
  ])("refuses %s and says what is missing", async (args, message) => {
    const { code, output } = await contract(args);
    expect([code, output]).toEqual([2, expect.stringContaining(message)]);
  });
});
