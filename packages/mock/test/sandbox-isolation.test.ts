import { describe, expect, test } from "vitest";
import { createMock } from "../src/fetch.ts";
import { startMock } from "../src/index.ts";
import { createMockHandler, type MockHandler } from "../src/mock.ts";
import { ask, deployedMeeting, extensions, hrefs, meeting } from "./support/ask.ts";
import { createRandom } from "./support/random.ts";
import { message, openRaw, statuses } from "./support/raw-socket.ts";

const connection = { started: 0, pause: async () => {} };
const decoder = new TextDecoder();
const secret = "only-in-the-other-sandbox";
const rounds = process.env.UCWA_LONG ? 60_000 : 3_000;

async function send({ handle }: MockHandler, method: string, target: string, headers = {}, text = "") {
  const body =
    text === "" ? { kind: "none" as const } : { kind: "bytes" as const, bytes: new TextEncoder().encode(text) };
  const sent = {
    authorization: "Bearer cwt=anything",
    "content-type": "application/json",
    host: "127.0.0.1",
    ...headers,
  };
  const response = await handle({ method, target, headers: sent, body }, connection);
  return { ...response, text: decoder.decode(response.body) };
}

async function create(mock: MockHandler): Promise<{ id: string; token: string }> {
  return JSON.parse((await send(mock, "POST", "/__mock/sandboxes")).text);
}

/** Who was asked for a sandbox's resources: the targets of all requests that reached it. */
async function reachedBy(mock: MockHandler, { id, token }: { id: string; token: string }): Promise<string[]> {
  const { text } = await send(mock, "GET", `/__mock/sandboxes/${id}/requests`, { authorization: `Bearer ${token}` });
  const entries: { target: string }[] = JSON.parse(text);
  return entries.map(({ target }) => target);
}

/** Ways to write a part of a path that a careless reader takes for the plain one. */
const disguises: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll("/", "%2f"),
  (text) => text.replaceAll("/", "%252F"),
  (text) => text.replaceAll("/", "\\"),
  (text) => text.replaceAll("/", "//"),
  (text) => text.replaceAll("s", "%73"),
  (text) => text.replaceAll("s", "%2573"),
  (text) => text.toUpperCase(),
  (text) => `/..${text}`,
  (text) => `/../..${text}`,
  (text) => `/%2e%2e/%2e%2e${text}`,
  (text) => `/%252e%252e/%252e%252e${text}`,
  (text) => `/.;/..;${text}`,
  (text) => `/..%2f..%2f..${text}`,
  (text) => `${text}/../..${text}`,
  (text) => `;${text}`,
  (text) => `?${text}`,
  (text) => `#${text}`,
  (text) => `%00${text}`,
  (text) => `@other.test${text}`,
  (text) => `//127.0.0.1${text}`,
  (text) => `http://127.0.0.1${text}`,
];

describe("from one sandbox, nobody reaches another one", () => {
  test("by any path, encoding or header, however they are combined", async () => {
    const mock = await createMockHandler({ sandboxes: { journal: rounds, characters: 1_000_000_000 } });
    const [own, other] = [await create(mock), await create(mock)];
    await send(mock, "PUT", `/sandboxes/${other.id}${meeting}`, {}, `{"subject":"${secret}"}`);
    await send(mock, "GET", meeting);
    const random = createRandom(17);
    const choose = <Item>(items: readonly Item[]): Item => {
      const item = items[Math.floor(random() * items.length)];
      if (item === undefined) throw new Error("There is nothing to choose from.");
      return item;
    };
    const ways = [
      `/sandboxes/${other.id}`,
      `/__mock/sandboxes/${other.id}`,
      "/sandboxes",
      "/__mock",
      "",
      "/sandboxes/default",
    ];
    const ends = [meeting, extensions, deployedMeeting, "/requests", "/reset", "/seed", "/fault", "", "/"];
    const starts = [
      `/sandboxes/${own.id}`,
      `/sandboxes/${own.id}/ucwa/v1`,
      `/__mock/sandboxes/${own.id}`,
      `http://x.test/sandboxes/${own.id}`,
    ];
    // Half of them are plain, so that a single disguise is tried with many others.
    const disguise = (text: string) => (random() < 0.5 ? text : choose(disguises)(text));
    for (let round = 0; round < rounds; round += 1) {
      const target = choose(starts) + disguise(choose(ways)) + disguise(choose(ends));
      const headers = {
        authorization: choose(["Bearer cwt=anything", `Bearer ${own.token}`]),
        ...choose([
          {},
          { "x-original-url": `/sandboxes/${other.id}${meeting}` },
          { "x-rewrite-url": `/sandboxes/${other.id}${meeting}` },
          { "x-forwarded-prefix": `/sandboxes/${other.id}` },
          { "x-http-method-override": "DELETE" },
          { host: `127.0.0.1/sandboxes/${other.id}` },
          { referer: `http://127.0.0.1/sandboxes/${other.id}/` },
          { prefer: "code=200" },
        ]),
      };
      // Its own sandbox stays, for the next round.
      const method = choose(["GET", "PUT", "POST", "HEAD", target.startsWith("/__mock") ? "GET" : "DELETE"]);
      const { text } = await send(mock, method, target, headers, method === "PUT" ? '{"subject":"mine"}' : "");
      expect({ target, leaks: text.includes(secret) || text.includes(other.token) }).toEqual({ target, leaks: false });
    }
    // Each request is in the journal of the mock that it reached, whatever became of it.
    expect(await reachedBy(mock, other)).toEqual([`/sandboxes/${other.id}${meeting}`]);
    expect(mock.controls.requests.map(({ target }) => target)).toEqual([meeting]);
    expect((await send(mock, "GET", `/sandboxes/${own.id}/nothing`)).text).toContain("There is no resource");
  });

  test("by bytes on a socket that no program would send", async () => {
    await using mock = await startMock();
    const make = async () => (await ask(mock, "/__mock/sandboxes", { method: "POST" })).json;
    const [own, other] = [await make(), await make()];
    await ask(mock, `/sandboxes/${other.id}${meeting}`, { method: "PUT", json: { subject: secret } });
    for (const disguise of disguises) {
      for (const target of [
        `/sandboxes/${own.id}${disguise(`/sandboxes/${other.id}`)}${meeting}`,
        disguise(`/sandboxes/${own.id}`),
      ]) {
        if (/[\s\\#]/.test(target)) continue;
        using raw = await openRaw(mock, message("GET", target));
        expect(await raw.until((came) => statuses(came).length > 0)).not.toContain(secret);
      }
    }
  });

  test("by a link, a redirect or an address in an answer: all lead back into the sandbox, or to no mock", async () => {
    for (const otherExtensionsPath of ["accepted", "refused"] as const) {
      for (const hrefsAre of ["relative", "absolute"] as const) {
        const mock = await createMockHandler({ switches: { otherExtensionsPath, hrefs: hrefsAre } });
        const own = await create(mock);
        const base = `/sandboxes/${own.id}`;
        for (const path of [
          meeting,
          extensions,
          deployedMeeting,
          meeting.replace("/ucwa/v1", "//v1"),
          "/nothing",
          "",
          "/",
          "//",
          "/__mock/reset",
        ]) {
          for (const accept of ["application/json", "application/xml", "text/html"]) {
            for (const prefer of ["", "code=200", "code=409", "example=TooManyGroups"]) {
              const { text, status, headers } = await send(mock, "GET", base + path, { accept, prefer });
              expect([path, status >= 300 && status < 400]).toEqual([path, false]);
              expect([path, headers.location]).toEqual([path, undefined]);
              for (const link of hrefs(text)) {
                const { pathname, host } = new URL(link.replaceAll("&amp;", "&"), "http://127.0.0.1");
                expect([link, host, pathname.startsWith(`${base}/`)]).toEqual([link, "127.0.0.1", true]);
              }
            }
          }
        }
      }
    }
  });

  test("by a URL that a program resolves before it sends it", async () => {
    await using mock = await createMock();
    const server = { url: "http://mock.test", fetch: mock.fetch };
    const { id } = (await ask(server, "/__mock/sandboxes", { method: "POST" })).json;
    // Everybody who knows a path of the default mock may go there; what is between does not matter.
    const up = await ask(server, `/sandboxes/${id}/x/../../..${meeting}`, {
      method: "PUT",
      json: { subject: "default" },
    });
    expect(up.status).toBe(200);
    expect((await ask(server, `/sandboxes/${id}${meeting}`)).json.subject).toBe("Quarterly sales numbers");
  });

  test("by an id that a store has for something else, or that almost is one", async () => {
    const mock = await createMockHandler({});
    const { id } = await create(mock);
    const wrong = [
      "default",
      "",
      ".",
      "..",
      "*",
      "__proto__",
      "constructor",
      id.slice(1),
      `${id}x`,
      id.toLowerCase(),
      `${id}%20`,
      `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`,
    ];
    for (const other of wrong.filter((text) => text !== id)) {
      const { status, text } = await send(mock, "GET", `/sandboxes/${other}${meeting}`);
      expect([other, status, JSON.parse(text).code]).toEqual([other, 404, "NotFound"]);
    }
  });
});

test("no two sandboxes have the same id or the same token", async () => {
  const mock = await createMockHandler({ sandboxes: { limit: 500 } });
  const made = [];
  while (made.length < 500) made.push(await create(mock));
  expect(new Set(made.flatMap(({ id, token }) => [id, token])).size).toBe(1000);
});
