import { describe, expect, test } from "vitest";
import { type CacheEntry, createClient } from "../src/index.ts";
import { type Representation, reply, representations } from "./support/representations.ts";
import { type Arrival, serve } from "./support/server.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const token = "cwt=PHNhbWw6QXNzZXJ0aW9uIHhtbG5...uZm8";

/** Answers 304 to a client that has the current version, as RFC 9110, section 13.1.2, prescribes. */
function versioned(representation: Representation, etag: string, body = representation.meeting) {
  return ({ method, headers }: Arrival) =>
    method === "GET" && headers["if-none-match"] === etag
      ? { status: 304, headers: { etag, "content-length": "0" } }
      : reply(representation, body, etag);
}

test("a browser's own cache is kept out, first try or second: it would answer for XML with JSON of the same ETag", async () => {
  const modes: string[] = [];
  const fetch = async ({ cache }: Request) => {
    modes.push(cache);
    return new Response(null, { status: modes.length === 1 ? 503 : 204 });
  };
  const retry = { limit: 1, initialDelay: 1 };
  await createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token, fetch, retry }).myOnlineMeeting.delete(ids);
  expect(modes).toEqual(["no-store", "no-store"]);
});

describe.each(representations)("Conditional GET, in $name", (representation) => {
  const { options } = representation;

  test("a second get asks with If-None-Match, and a 304 gives what was read before", async () => {
    const server = await serve(versioned(representation, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const first = await ucwa.myOnlineMeeting.get(ids);
    const second = await ucwa.myOnlineMeeting.get(ids);
    expect(server.arrivals.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"1"']);
    expect(second.data).toEqual(first.data);
    expect(second.etag).toBe("1");
    expect(second.embedded("onlineMeetingExtension")).toHaveLength(1);
    expect(second).not.toBe(first);
  });

  test("a changed meeting is read again", async () => {
    const server = await serve(
      versioned(representation, '"1"'),
      versioned(representation, '"2"', representation.updated),
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await ucwa.myOnlineMeeting.get(ids);
    expect((await ucwa.myOnlineMeeting.get(ids)).etag).toBe("2");
  });

  test("what a caller does to what the lower layer gives leaves the cache as it is", async () => {
    const server = await serve(versioned(representation, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await ucwa.myOnlineMeeting.get(ids);
    const params = { path: ids };
    const { data } = await ucwa.GET(meetingPath, { params });
    data?.attendees?.pop();
    if (data) data.subject = "mine";
    const second = await ucwa.myOnlineMeeting.get(ids);
    expect(second.data.attendees).toHaveLength(2);
    expect(second.data.subject).toBe("Quarterly sales numbers");
  });

  test("a meeting from the cache can be updated", async () => {
    const server = await serve(versioned(representation, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await ucwa.myOnlineMeeting.get(ids);
    await ucwa.myOnlineMeeting.update(await ucwa.myOnlineMeeting.get(ids), { subject: "Q3" });
    expect(server.arrivals[2]).toMatchObject({ method: "PUT", headers: { "if-match": '"1"' } });
  });

  test("with cache: false every get reads in full", async () => {
    const server = await serve(versioned(representation, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, cache: false, ...options });
    await ucwa.myOnlineMeeting.get(ids);
    await ucwa.myOnlineMeeting.get(ids);
    expect(server.arrivals.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, undefined]);
  });

  test("GET and list are not answered from the cache", async () => {
    const server = await serve(versioned(representation, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    await ucwa.GET(meetingPath, { params: { path: ids } });
    await ucwa.onlineMeetingExtensions.list(meeting);
    await ucwa.onlineMeetingExtensions.list(meeting);
    expect(server.arrivals.map(({ headers }) => headers["if-none-match"])).toEqual(Array(4).fill(undefined));
  });

  test("after a change of one's own, nothing is taken from the cache, since an ETag does not cover what is embedded", async () => {
    const server = await serve(versioned(representation, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    await ucwa.onlineMeetingExtensions.create(meeting, { id: "seating" });
    await ucwa.myOnlineMeeting.get(ids);
    expect(server.arrivals[2]?.headers).not.toHaveProperty("if-none-match");
  });

  test.each(["cold", "warm"])(
    "nor is what a get has read that was under way during the change, with a %s cache",
    async (cache) => {
      const respond = versioned(representation, '"1"');
      const slow = Promise.withResolvers<void>();
      const arrived = Promise.withResolvers<void>();
      let isSlow = false;
      const server = await serve((arrival, response) => {
        const reply = respond(arrival);
        if (!isSlow || arrival.method !== "GET") return reply;
        isSlow = false;
        arrived.resolve();
        void slow.promise.then(() =>
          response.writeHead(reply.status ?? 200, reply.headers).end(Reflect.get(reply, "body")),
        );
        return undefined;
      });
      const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
      if (cache === "warm") await ucwa.myOnlineMeeting.get(ids);
      isSlow = true;
      const underWay = ucwa.myOnlineMeeting.get(ids);
      await arrived.promise;
      await ucwa.onlineMeetingExtensions.create(`${server.baseUrl}/extensions`, { id: "seating" });
      slow.resolve();
      await underWay;
      await ucwa.myOnlineMeeting.get(ids);
      expect(server.arrivals.at(-1)?.headers).not.toHaveProperty("if-none-match");
    },
  );

  test("a 304 to a condition of the caller's own has neither data nor error", async () => {
    const server = await serve({ status: 304 });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const params = { path: ids, header: { "If-None-Match": '"1"' } };
    const { data, error, response } = await ucwa.GET(meetingPath, { params });
    expect([data, error, response.status]).toEqual([undefined, undefined, 304]);
  });
});

const json = representations.filter(({ name }) => name === "JSON");

describe.each(json)("A cache", (representation) => {
  test("of one's own takes the place of the built-in one, and holds no token", async () => {
    const server = await serve(versioned(representation, '"1"'));
    const cache = new Map<string, CacheEntry>();
    const ucwa = createClient({ baseUrl: server.baseUrl, token, cache });
    await ucwa.myOnlineMeeting.get(ids);
    expect([...cache.values()]).toEqual([{ etag: "1", contentType: "application/json", body: representation.meeting }]);
    expect(JSON.stringify([...cache])).not.toContain("PHNhbWw");
    cache.clear();
    await ucwa.myOnlineMeeting.get(ids);
    expect(server.arrivals[1]?.headers).not.toHaveProperty("if-none-match");
  });

  test.each(["get", "set", "delete", "clear"] as const)(
    "that throws in its %s, like a full storage, is as good as empty",
    async (method) => {
      const server = await serve(versioned(representation, '"1"'));
      const cache = new Map<string, CacheEntry>();
      cache[method] = () => {
        throw new Error("The quota is exceeded.");
      };
      const ucwa = createClient({ baseUrl: server.baseUrl, token, cache });
      for (let count = 0; count < 2; count++) expect((await ucwa.myOnlineMeeting.get(ids)).etag).toBe("1");
      const created = await ucwa.onlineMeetingExtensions.create(`${server.baseUrl}/extensions`, { id: "seating" });
      expect(created.data).toBeDefined();
      expect(server.arrivals.map(({ method }) => method)).toEqual(["GET", "GET", "POST"]);
    },
  );

  test("that two clients share mixes neither users nor representations", async () => {
    const server = await serve(versioned(representation, '"1"'));
    const cache = new Map<string, CacheEntry>();
    const { baseUrl } = server;
    for (const user of ["cwt=anna-anna", "cwt=ben-ben-ben"]) {
      await createClient({ baseUrl, token: user, cache }).myOnlineMeeting.get(ids);
    }
    const vendor = { Accept: "application/vnd.microsoft.com.ucwa+json" };
    await createClient({ baseUrl, token: "cwt=anna-anna", cache, headers: vendor }).myOnlineMeeting.get(ids);
    expect(server.arrivals.map(({ headers }) => headers["if-none-match"])).toEqual(Array(3).fill(undefined));
  });

  test("is not used for a call with other headers or credentials of its own", async () => {
    const server = await serve(versioned(representation, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token });
    await ucwa.myOnlineMeeting.get(ids);
    await ucwa.myOnlineMeeting.get(ids, { headers: { "X-MS-RequiresMinResourceVersion": "2" } });
    await ucwa.myOnlineMeeting.get(ids, { headers: { Authorization: "Bearer cwt=somebody-else" } });
    expect(server.arrivals.map(({ headers }) => headers["if-none-match"])).toEqual(Array(3).fill(undefined));
    expect(server.arrivals[2]?.headers.authorization).toBe("Bearer cwt=somebody-else");
  });

  test("asks without a condition once another token is in use", async () => {
    const server = await serve(versioned(representation, '"1"'), { status: 401 }, versioned(representation, '"1"'));
    const tokens = ["cwt=anna-anna", "cwt=ben-ben-ben"];
    const ucwa = createClient({ baseUrl: server.baseUrl, token: () => tokens.shift() ?? "" });
    await ucwa.myOnlineMeeting.get(ids);
    await ucwa.myOnlineMeeting.get(ids);
    expect(server.arrivals.map(({ headers }) => [headers.authorization, headers["if-none-match"]])).toEqual([
      ["Bearer cwt=anna-anna", undefined],
      ["Bearer cwt=anna-anna", '"1"'],
      ["Bearer cwt=ben-ben-ben", undefined],
    ]);
  });

  test("serves the meetings that a list only links to, and not the list", async () => {
    const asked: string[] = [];
    const ucwa = createClient({
      baseUrl: "https://fe1.contoso.com/ucwa/v1",
      async fetch({ url, headers }) {
        const { pathname } = new URL(url);
        asked.push(`${pathname} ${headers.get("if-none-match")}`);
        if (headers.has("if-none-match")) return new Response(null, { status: 304 });
        const body = pathname === "/list" ? { _links: { myOnlineMeeting: { href: "/m" } } } : { subject: "Budget" };
        return Response.json(body, { headers: { etag: '"1"' } });
      },
    });
    for (let round = 0; round < 2; round++) {
      expect((await ucwa.myOnlineMeetings.list("/list")).map(({ data }) => data.subject)).toEqual(["Budget"]);
    }
    expect(asked).toEqual(["/list null", "/m null", "/list null", '/m "1"']);
  });

  test("does not hold an origin to what another answered after a redirect", async () => {
    const asked: string[] = [];
    const ucwa = createClient({
      baseUrl: "https://fe1.contoso.com/ucwa/v1",
      origins: ["https://pool2.contoso.com"],
      token: "cwt=anything",
      async fetch({ url, headers }) {
        asked.push(`${new URL(url).host} ${headers.get("if-none-match")}`);
        if (url.startsWith("https://fe1"))
          return new Response(null, { status: 307, headers: { location: "https://pool2.contoso.com/m" } });
        return Response.json({ subject: "Budget" }, { headers: { etag: '"1"' } });
      },
    });
    await ucwa.myOnlineMeeting.get("/m");
    await ucwa.myOnlineMeeting.get("/m");
    expect(asked).toEqual([
      "fe1.contoso.com null",
      "pool2.contoso.com null",
      "fe1.contoso.com null",
      'pool2.contoso.com "1"',
    ]);
  });

  test("keeps the hundred representations that were used last, and none of uncommon size", async () => {
    const cache = new Map<string, CacheEntry>();
    const sent: (string | null)[] = [];
    const ucwa = createClient({
      baseUrl: "https://fe1.contoso.com/ucwa/v1",
      cache,
      async fetch(request) {
        sent.push(request.headers.get("if-none-match"));
        const body = request.url.endsWith("/large") ? `{"subject":"${"x".repeat(100_001)}"}` : "{}";
        return new Response(body, { headers: { "content-type": "application/json", etag: '"1"' } });
      },
    });
    await ucwa.myOnlineMeeting.get("/first");
    for (let n = 1; n < 100; n++) await ucwa.myOnlineMeeting.get(`/${n}`);
    await ucwa.myOnlineMeeting.get("/first");
    await ucwa.myOnlineMeeting.get("/one-too-many");
    await ucwa.myOnlineMeeting.get("/large");
    expect(cache.size).toBe(100);
    await ucwa.myOnlineMeeting.get("/first");
    await ucwa.myOnlineMeeting.get("/1");
    await ucwa.myOnlineMeeting.get("/large");
    expect(sent.slice(-3)).toEqual(['"1"', null, null]);
  });
});
