import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Mock, startMock } from "../packages/mock/dist/index.js";

const script = fileURLToPath(new URL("../tools/tasks/contract.ts", import.meta.url));

const contract = (args: string[], env: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, [script, ...args], { env: { ...process.env, ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error) => ({ code: error.code, output: `${error.stdout}${error.stderr}` }),
  );

describe("pnpm contract", () => {
  it("passes on the mock in both dialects, directly and through the proxy", { timeout: 120_000 }, async () => {
    const { code, output } = await contract([]);
    expect(output).toContain("28 of 28 workflows passed.");
    expect(code).toBe(0);
  });

  describe("with --server", { timeout: 60_000 }, () => {
    let server: Mock;
    let folder: string;
    const token = "cwt=canary-of-the-contract";
    const place = ["--application-id", "833", "--meeting-id", "810"];

    beforeEach(async () => {
      server = await startMock();
      folder = mkdtempSync(join(tmpdir(), "ucwa-contract-test-"));
    });
    afterEach(async () => {
      await server.close();
      rmSync(folder, { recursive: true });
    });

    const target = () => ["--server", `${server.url}/ucwa/v1`, ...place];
    const methods = () => [...new Set(server.requests.map(({ method }) => method))].sort();

    it("only reads, unless writing is allowed", async () => {
      const { code, output } = await contract([...target(), "--token", token]);
      expect([code, output]).toEqual([0, expect.stringContaining("1 of 1 workflows passed.")]);
      expect(methods()).toEqual(["GET"]);
    });

    it("cleans up what it made where it may write, and deletes no meeting that was not named", async () => {
      const headers = { Authorization: `Bearer ${token}` };
      const meeting = () =>
        fetch(`${server.url}/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810`, { headers });
      const before = await (await meeting()).json();
      const { code, output } = await contract([...target(), "--allow-writes"], { UCWA_TOKEN: token });
      expect([code, output]).toEqual([0, expect.stringContaining("5 of 5 workflows passed.")]);
      expect(methods()).toEqual(["DELETE", "GET", "POST", "PUT"]);
      expect(await (await meeting()).json()).toEqual(before);
    });

    it("keeps the token out of the console, the JSON and the HAR", async () => {
      await server.reset();
      const wrong = ["--server", `${server.url}/ucwa/v1`, "--application-id", "833", "--meeting-id", "none"];
      const files = ["--json", join(folder, "run.json"), "--har", join(folder, "run.har")];
      const { code, output } = await contract([...wrong, "--token", token, ...files]);
      expect(code).toBe(1);
      expect(output).toContain("$statusCode == 200");
      expect(readdirSync(folder).sort()).toEqual(["run.read.har", "run.read.json"]);
      for (const text of [output, ...readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"))]) {
        expect(text).not.toContain("canary");
      }
    });
  });

  it.each([
    [["--server", "https://fe1.contoso.com/ucwa/v1"], "--server: expected --application-id"],
    [["--server", "https://fe1.contoso.com/ucwa/v1", "--application-id", "1", "--meeting-id", "2"], "expected a token"],
    [["--sever", "https://fe1.contoso.com"], "Unknown option '--sever'"],
  ])("refuses %s and says what is missing", async (args, message) => {
    const { code, output } = await contract(args);
    expect([code, output]).toEqual([2, expect.stringContaining(message)]);
  });
});
