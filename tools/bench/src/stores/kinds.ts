import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { startValkeyServer } from "../../../../packages/mock/test/support/valkey-server.ts";
import { findValkeyServer } from "../../../tasks/find-valkey-server.ts";

/** A kind of store that can be measured. */
export interface Kind {
  name: string;
  /** Makes an empty store. */
  start(): Promise<EmptyStore>;
}

interface EmptyStore {
  /** What `openStore` takes. */
  text: string;
  /** How many bytes it has, of memory or on a disk. */
  bytes(): Promise<number>;
  end(): Promise<void>;
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const memory: Kind = {
  name: "memory",
  start: async () => ({
    text: "memory",
    async bytes() {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    },
    end: async () => {},
  }),
};

const sqlite: Kind = {
  name: "SQLite",
  async start() {
    const folder = await mkdtemp(join(tmpdir(), "ucwa-bench-"));
    const file = join(folder, "state.db");
    return {
      text: `sqlite:${file}`,
      bytes: async () => (await stat(file)).size,
      end: () => rm(folder, { recursive: true }),
    };
  },
};

const valkey = (name: string, appendfsync: string): Kind => ({
  name,
  async start() {
    const server = await startValkeyServer(["--appendfsync", appendfsync]);
    return { text: server.url, bytes: () => server.memory(), end: () => server.close() };
  },
});

/** The kinds that this machine has. The first is what the others are compared with. */
export const kinds: Kind[] = [
  memory,
  sqlite,
  ...(findValkeyServer()
    ? [valkey("Valkey, a sync for each write", "always"), valkey("Valkey, a sync each second", "everysec")]
    : []),
];
