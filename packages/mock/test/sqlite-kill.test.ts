import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openSqliteStore } from "../src/stores/sqlite-store.ts";
import { createRandom } from "./support/random.ts";

const kills = process.env.UCWA_LONG === "1" ? 1_000 : 10;
const program = fileURLToPath(new URL("support/sqlite-writer.ts", import.meta.url));

/** Starts a process that writes, kills it a moment after its first acknowledged write, and returns all that were acknowledged. */
async function writeUntilKilled(file: string, first: string, milliseconds: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, file, first], { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(child, "close");
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part) => {
    text += part;
  });
  await Promise.race([once(child.stdout, "data"), closed]);
  await sleep(milliseconds);
  child.kill("SIGKILL");
  await closed;
  // The last line may be half a line.
  return text.split("\n").slice(0, -1);
}

test("a process that is killed in the middle of its writes has written what it acknowledged, and its file opens", {
  timeout: 3_600_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "ucwa-kill-"));
  const random = createRandom(17);
  let acknowledged = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    // A file does not grow without an end; the next kills have a new one.
    const file = join(folder, `${Math.floor(kill / 50)}.db`);
    const lines = await writeUntilKilled(file, `k${kill}`, random() * 100);
    const store = await openSqliteStore(file);
    const mock = await store.open("m");
    for (const line of lines) {
      const [key = "", version] = line.split(" ");
      expect((await mock?.get(key))?.version).toBe(version);
    }
    await store.close();
    expect(lines).not.toEqual([]);
    acknowledged += lines.length;
    if (kill % 50 === 49 || kill === kills - 1) {
      const database = new DatabaseSync(file);
      expect(database.prepare("PRAGMA integrity_check").all()).toMatchObject([{ integrity_check: "ok" }]);
      database.close();
    }
  }
  console.info(`${kills} kills, ${acknowledged} acknowledged writes, none lost`);
  await rm(folder, { recursive: true });
});
