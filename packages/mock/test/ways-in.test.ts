import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { meeting } from "./support/ask.ts";
import { generateRequests } from "./support/generate-requests.ts";
import { listProbes, probes, score, total } from "./support/probes.ts";
import { loopback, otherWays, startMock } from "./support/ways-in.ts";

test.each([loopback, ...otherWays])(
  "the README has what the mock does of the probes: $name",
  async ({ name, start }) => {
    const results: string[] = [];
    for (const group of [probes, listProbes]) {
      await using mock = await start();
      results.push(`${total(await score(mock, group))} of ${group.length}`);
    }
    // The formatter pads the columns of a table.
    const readme = (await readFile(new URL("../README.md", import.meta.url), "utf8")).replace(/ +/g, " ");
    expect(readme).toContain(`| ${name} | ${results.join(" | ")} |`);
  },
);

// Not in other runtimes: an older Node has other words for what is wrong with JSON, and Chromium drops a header that is not ASCII on its way into a
// service worker.
test.skipIf(process.env.UCWA_WAY_IN)(
  "generated requests, most of them wrong, get the same answer on each way in",
  async () => {
    const next = generateRequests(15);
    for (const dialect of ["documented", "deployed"] as const) {
      await using mock = await startMock({ dialect, bodyLimit: 50_000 });
      const statuses = new Set<number>();
      for (let count = 0; count < 150; count += 1) {
        const { method, path, headers, body } = next();
        const hasBody = body.length > 0 && method !== "GET";
        // What is no path of a URL cannot be sent with fetch, and invented values are others each time.
        if (!path.startsWith("/") || headers.prefer === "dynamic=true") continue;
        const response = await mock.fetch(mock.url + path, {
          method,
          headers,
          ...(hasBody && { body: new Uint8Array(body) }),
        });
        statuses.add(response.status);
      }
      expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 404, 405, 406, 413]));
    }
  },
);

// A `fetch` rejects with a TypeError where there is no answer, and reading a body where it ends too early.
describe.each([loopback, ...otherWays])("a fault is one of the network too: $name", ({ start }) => {
  test.each(["reset", "truncate"] as const)("%s", async (fault) => {
    await using mock = await start({ fault });
    const sent = mock.fetch(mock.url + meeting, { headers: { authorization: "Bearer x" } });
    const error: unknown = await sent.then((response) => response.text()).catch((caught) => caught);
    // From another runtime it comes as a text.
    expect(String(error)).toContain("TypeError");
    await mock.fault();
    const response = await mock.fetch(mock.url + meeting, { headers: { authorization: "Bearer x" } });
    expect(response.status).toBe(200);
  });
});

test.each([
  ["delay:20", 200],
  ["html-500", 500],
  ["html-502", 502],
  ["two-challenges", 401],
  ["forbidden-28055", 403],
  ["too-many-requests:3", 429],
  ["unavailable:3", 503],
] as const)("the fault %s is the same answer on each way in", async (fault, status) => {
  await using mock = await startMock({ fault });
  for (const accept of ["application/json", "application/xml"]) {
    const response = await mock.fetch(mock.url + meeting, { headers: { authorization: "Bearer x", accept } });
    expect(response.status).toBe(status);
  }
});
