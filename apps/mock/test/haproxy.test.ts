import { expect, test } from "vitest";
import { hasHaproxy, startHaproxy } from "./support/haproxy.ts";
import { ask, meeting, start, until } from "./support/start.ts";

test.skipIf(!hasHaproxy)(
  "HAProxy, as compose.yaml runs it, leads around a replica that drains or was killed, and gives each request an id",
  { timeout: 60_000 },
  async () => {
    await using first = await start({ UCWA_DRAIN_DELAY: "2" });
    await using second = await start();
    await using proxy = await startHaproxy([first, second]);
    const url = proxy.url + meeting;
    const statuses = async (count: number) => {
      const seen = new Set<number>();
      for (let index = 0; index < count; index += 1) seen.add((await ask(url)).status);
      return [...seen];
    };
    const served = (server: typeof first) => server.lines().filter(({ event }) => event === "request").length;
    await until(async () => (await ask(url).catch(() => undefined))?.status === 200);
    const response = await ask(url);
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    await until(async () => (await statuses(1)).length === 1 && served(first) > 3 && served(second) > 3);
    // One drains: it is led around before it ends.
    const ended = first.stop("SIGTERM");
    expect(await statuses(100)).toEqual([200]);
    expect(await ended).toEqual([0, null]);
    expect(await statuses(20)).toEqual([200]);
    // None is left.
    await second.stop("SIGKILL");
    await until(async () => (await ask(url)).status === 503);
  },
);
