import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withLock } from "../tools/tasks/lock.ts";

describe("An install of the second workspace", () => {
  let folder: string;
  let lock: URL;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ucwa-lock-"));
    lock = pathToFileURL(join(folder, "installing"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("waits until another one has ended", async () => {
    // The id of a process that is alive.
    writeFileSync(lock, String(process.pid));
    let ran = false;
    const install = withLock(lock, () => {
      ran = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(ran).toBe(false);
    rmSync(lock);
    await install;
    expect(ran).toBe(true);
  });

  it("does not wait for one that was killed", async () => {
    // No process has such an id on any system.
    writeFileSync(lock, "999999999");
    expect(await withLock(lock, () => existsSync(lock))).toBe(true);
    expect(existsSync(lock)).toBe(false);
  });

  it("lets the next one begin also if it fails", async () => {
    const fail = () => {
      throw new Error("no network");
    };
    await expect(withLock(lock, fail)).rejects.toThrow("no network");
    expect(await withLock(lock, () => "installed")).toBe("installed");
  });
});
