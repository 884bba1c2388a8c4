import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Mock, startMock } from "../packages/mock/dist/index.js";
import { serveInFront } from "./front.ts";

const script = fileURLToPath(new URL("../tools/tasks/contract.ts", import.meta.url));

const contract = (args: string[], env: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, [script, ...args], { env: { ...process.env, ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error) => ({ code: error.code, output: `${error.stdout}${error.stderr}` }),
  );

describe("pnpm contract", () => {
  it("passes on the mock in both dialects, directly and through the proxy", { timeout: 120_000 }, async () => {
    const { code, output } = await contract([]);
    expect(output).toContain("36 of 36 workflows passed.");
    expect(code).toBe(0);
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

    it("passes where only /extensions is known, as in traffic, cleans up, and deletes no meeting that was not named", async () => {
      const headers = { Authorization: `Bearer ${token}` };
      const meeting = () =>
        fetch(`${server.url}/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810`, { headers });
      const before = await (await meeting()).json();
      const { code, output } = await contract([...target(), "--allow-writes"], { UCWA_TOKEN: token });
      expect([code, output]).toEqual([0, expect.stringContaining("7 of 7 workflows passed.")]);
      expect(methods()).toEqual(["DELETE", "GET", "POST", "PUT"]);
      expect(await (await meeting()).json()).toEqual(before);
      expect(server.requests.filter(({ target }) => target.includes("onlineMeetingExtensions"))).toEqual([]);
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

  it.each([
    [["--server", "https://fe1.contoso.com/ucwa/v1"], "--server: expected --application-id"],
    [["--server", "https://fe1.contoso.com/ucwa/v1", "--application-id", "1", "--meeting-id", "2"], "expected a token"],
    [["--workflow", "raed"], "--workflow: expected one of read, "],
    [["--server", "https://fe1.contoso.com/ucwa/v1", "--workflow", "update"], "expected --allow-writes"],
    [["--sever", "https://fe1.contoso.com"], "Unknown option '--sever'"],
  ])("refuses %s and says what is missing", async (args, message) => {
    const { code, output } = await contract(args);
    expect([code, output]).toEqual([2, expect.stringContaining(message)]);
  });
});
