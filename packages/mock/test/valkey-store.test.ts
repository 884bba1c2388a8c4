import { afterAll, beforeAll, describe } from "vitest";
import { connectValkey } from "../src/stores/valkey-connection.ts";
import { openValkeyStore } from "../src/stores/valkey-store.ts";
import { readValkeyUrl } from "../src/stores/valkey-url.ts";
import { describeStore } from "./support/store-conformance.ts";
import { findValkeyServer, startValkeyServer, type ValkeyServer } from "./support/valkey-server.ts";

describe.skipIf(!findValkeyServer())("Where there is a Valkey server", () => {
  let server: ValkeyServer;
  beforeAll(async () => {
    server = await startValkeyServer();
  });
  afterAll(() => server.close());

  describeStore("Valkey", async () => {
    const address = readValkeyUrl(server.url);
    let now = 1_000_000;
    const open = () => openValkeyStore(address, () => now);
    const [store, other] = [await open(), await open()];
    return {
      store,
      other,
      pass: async (milliseconds) => {
        now += milliseconds;
      },
      async end() {
        await store.close();
        await other.close();
        const connection = await connectValkey(address);
        await connection.call((client) => client.flushall());
        connection.close();
      },
    };
  });
});
