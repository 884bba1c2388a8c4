import { describe, expect, test } from "vitest";
import { createClient, LinkError } from "../src/index.ts";
import { reply, representations } from "./support/representations.ts";
import { serve } from "./support/server.ts";

const token = "cwt=PHNhbWw6QXNzZXJ0aW9uIHhtbG5...uZm8";
const json = { "content-type": "application/json" };
const tail = "applications/833/onlineMeetings/myOnlineMeetings/810";

/** A client whose server gives one JSON body and notes what it is asked for. */
function clientFor(body: object, origins: string[] = []) {
  const sent: string[] = [];
  const ucwa = createClient({
    baseUrl: "https://fe1.contoso.com:443/ucwa/v1",
    token,
    origins,
    async fetch(request) {
      sent.push(request.url);
      return Response.json(body);
    },
  });
  return { ucwa, sent };
}

describe("Links", () => {
  test.each([
    [`/ucwa/oauth/v1/${tail}`, `https://fe1.contoso.com/ucwa/oauth/v1/${tail}`],
    [`ucwa/v1/${tail}`, `https://fe1.contoso.com/ucwa/v1/${tail}`],
    [`https://fe1.contoso.com:443/ucwa/v1/${tail}`, `https://fe1.contoso.com/ucwa/v1/${tail}`],
    [`https://FE1.contoso.com/ucwa/v1/${tail}#top`, `https://fe1.contoso.com/ucwa/v1/${tail}`],
    [`//fe1.contoso.com/ucwa/v1/${tail}`, `https://fe1.contoso.com/ucwa/v1/${tail}`],
    [`//v1/${tail}`, `https://fe1.contoso.com/v1/${tail}`],
    [`/ucwa//v1/${tail}`, `https://fe1.contoso.com/ucwa//v1/${tail}`],
    [`/ucwa/v1/${tail}?mode=full&key=%7Ba%7D`, `https://fe1.contoso.com/ucwa/v1/${tail}?mode=full&key=%7Ba%7D`],
    [`/ucwa/v1/{applicationId}`, "https://fe1.contoso.com/ucwa/v1/%7BapplicationId%7D"],
    [`https://user:secret@fe1.contoso.com/ucwa/v1/${tail}`, `https://fe1.contoso.com/ucwa/v1/${tail}`],
  ])("%s is followed to %s", async (href, url) => {
    const { ucwa, sent } = clientFor({});
    await ucwa.myOnlineMeeting.get(href);
    expect(sent).toEqual([url]);
  });

  test.each([
    "https://elsewhere.example/ucwa/v1",
    "//elsewhere.example/ucwa/v1",
    "/\\elsewhere.example/ucwa/v1",
    "http://fe1.contoso.com/ucwa/v1",
    "https://fe1.contoso.com:8443/ucwa/v1",
    "https://fe1.contoso.com.elsewhere.example/",
    "https://fe1.contoso.com@elsewhere.example/",
    "javascript:alert(1)",
    "mailto:anna@contoso.com",
    "https://",
    "",
  ])("%j is foreign, and throws before anything is sent", async (href) => {
    const { ucwa, sent } = clientFor({});
    await expect(ucwa.myOnlineMeeting.get(href)).rejects.toBeInstanceOf(LinkError);
    await expect(ucwa.myOnlineMeeting.update({ href }, {})).rejects.toBeInstanceOf(LinkError);
    await expect(ucwa.onlineMeetingExtensions.create({ href }, {})).rejects.toBeInstanceOf(LinkError);
    expect(sent).toEqual([]);
  });

  test("the error says where a link led and where it may lead, without the query, which may be secret", async () => {
    const { ucwa } = clientFor({}, ["https://pool2.contoso.com"]);
    const error = await ucwa.myOnlineMeeting.get("https://elsewhere.example/m?key=hidden").catch((e: unknown) => e);
    expect(error).toMatchObject({
      name: "LinkError",
      message: expect.stringContaining("https://fe1.contoso.com or https://pool2.contoso.com"),
    });
    expect(error).toHaveProperty("message", expect.stringContaining("https://elsewhere.example/m;"));
  });

  test.each([
    ["https://elsewhere.example/users/amy@contoso.com", "https://elsewhere.example/users/amy@contoso.com"],
    ["https://joe:hidden@[/m", "https://[/m"],
    [`https://elsewhere.example/${"a".repeat(9999)}`, `https://elsewhere.example/${"a".repeat(974)}`],
  ])("the error shows of %.60s what is no secret, up to a thousand characters", async (href, shown) => {
    const { ucwa } = clientFor({});
    await expect(ucwa.myOnlineMeeting.get(href)).rejects.toThrow(`, got ${shown}; nothing was sent`);
  });

  test("an origin that the caller lists is followed to, with a token of its own", async () => {
    const pool = "https://pool2.contoso.com";
    const asked: string[] = [];
    const sent: string[] = [];
    const ucwa = createClient({
      baseUrl: "https://fe1.contoso.com/ucwa/v1",
      origins: [`${pool}/anything`],
      token(origin) {
        asked.push(origin);
        return `cwt=for-${new URL(origin).hostname}`;
      },
      async fetch(request) {
        sent.push(`${request.url} ${request.headers.get("authorization")}`);
        return Response.json({});
      },
    });
    await ucwa.myOnlineMeeting.get("/a");
    await ucwa.myOnlineMeeting.get(`${pool}/b`);
    expect(asked).toEqual(["https://fe1.contoso.com", pool]);
    expect(sent).toEqual([
      "https://fe1.contoso.com/a Bearer cwt=for-fe1.contoso.com",
      `${pool}/b Bearer cwt=for-pool2.contoso.com`,
    ]);
  });

  test("what an answer of such an origin links to is there, too, also after a redirect", async () => {
    const pool = "https://pool2.contoso.com";
    const sent: string[] = [];
    const ucwa = createClient({
      baseUrl: "https://fe1.contoso.com/ucwa/v1",
      origins: [pool],
      async fetch({ method, url }) {
        sent.push(`${method} ${url}`);
        if (url === "https://fe1.contoso.com/m")
          return new Response(null, { status: 307, headers: { location: `${pool}/m` } });
        return Response.json({
          etag: "1",
          _links: { self: { href: "/self" }, onlineMeetingExtensions: { href: "//v1/extensions", revision: "2" } },
          _embedded: { onlineMeetingExtension: [{ id: "1", etag: "5", _links: { self: { href: "e/1" } } }] },
        });
      },
    });
    for (const target of [`${pool}/m`, "/m"]) {
      const meeting = await ucwa.myOnlineMeeting.get(target);
      await ucwa.myOnlineMeeting.update(meeting, {});
      await ucwa.myOnlineMeeting.get(meeting.link("self") ?? "");
      await ucwa.onlineMeetingExtensions.create(meeting, {});
      const [extension] = meeting.embedded("onlineMeetingExtension");
      await ucwa.onlineMeetingExtensions.delete(extension ?? "");
      expect(meeting.link("onlineMeetingExtensions")).toEqual({ href: `${pool}/v1/extensions`, revision: "2" });
    }
    const followed = [
      `GET ${pool}/m`,
      `PUT ${pool}/self`,
      `GET ${pool}/self`,
      `POST ${pool}/v1/extensions`,
      `DELETE ${pool}/e/1`,
    ];
    expect(sent).toEqual([...followed, "GET https://fe1.contoso.com/m", ...followed]);
  });

  test("what middleware answers for such an origin leads there, too, and what is no address leads nowhere", async () => {
    const pool = "https://pool2.contoso.com";
    const sent: string[] = [];
    const ucwa = createClient({
      baseUrl: "https://fe1.contoso.com/ucwa/v1",
      origins: [pool],
      async fetch({ method, url }) {
        sent.push(`${method} ${url}`);
        return Response.json({});
      },
    });
    const _links = { self: { href: "/m" }, onlineMeetingExtensions: { href: "mailto:anna@contoso.com" } };
    ucwa.use({
      onRequest: ({ request }) => (request.method === "GET" ? Response.json({ etag: "1", _links }) : undefined),
    });
    const meeting = await ucwa.myOnlineMeeting.get(`${pool}/m`);
    await ucwa.myOnlineMeeting.update(meeting, {});
    await expect(ucwa.onlineMeetingExtensions.create(meeting, {})).rejects.toBeInstanceOf(LinkError);
    expect(sent).toEqual([`PUT ${pool}/m`]);
  });

  test("middleware cannot have a token sent elsewhere either", async () => {
    const { ucwa, sent } = clientFor({});
    ucwa.use({ onRequest: ({ request }) => new Request("https://elsewhere.example/", request) });
    await expect(ucwa.myOnlineMeeting.get("/a")).rejects.toBeInstanceOf(LinkError);
    expect(sent).toEqual([]);
  });

  test("one link and a list of one are the same, and so are one embedded resource and a list of one", async () => {
    const link = { href: "/s", revision: "2" };
    const extension = { rel: "onlineMeetingExtension", id: "1", _links: { self: { href: "/e" } } };
    for (const listed of [false, true]) {
      const { ucwa } = clientFor({
        rel: "myOnlineMeeting",
        _links: { self: { href: "/m" }, onlineMeetingExtensions: listed ? [link] : link },
        _embedded: { onlineMeetingExtension: listed ? [extension] : extension },
      });
      const meeting = await ucwa.myOnlineMeeting.get("/m");
      expect(meeting.link("onlineMeetingExtensions")).toEqual(link);
      expect(meeting.links("onlineMeetingExtensions")).toEqual([link]);
      expect(meeting.embedded("onlineMeetingExtension").map(({ data }) => data.id)).toEqual(["1"]);
      expect((await ucwa.onlineMeetingExtensions.list("/m")).map(({ href }) => href)).toEqual(["/e"]);
    }
  });

  test.each(["onlineMeetingExtensions", "extensions"])(
    "extensions are listed where the link says, in /%s",
    async (segment) => {
      const href = `/ucwa/v1/${tail}/${segment}`;
      const { ucwa, sent } = clientFor({ _links: { onlineMeetingExtensions: { href } } });
      const meeting = await ucwa.myOnlineMeeting.get("/m");
      await ucwa.onlineMeetingExtensions.list(meeting);
      await ucwa.onlineMeetingExtensions.create(meeting, {});
      expect(sent.slice(1)).toEqual(Array(2).fill(`https://fe1.contoso.com${href}`));
    },
  );

  test("a meeting without a link to its extensions throws LinkError, since the user may not do this", async () => {
    const { ucwa } = clientFor({ _links: { self: { href: "/m" } } });
    const meeting = await ucwa.myOnlineMeeting.get("/m");
    await expect(ucwa.onlineMeetingExtensions.list(meeting)).rejects.toBeInstanceOf(LinkError);
    await expect(ucwa.onlineMeetingExtensions.list(meeting)).rejects.toThrow(
      "onlineMeetingExtensions: expected a link, got none",
    );
    await expect(ucwa.onlineMeetingExtensions.create(meeting, {})).rejects.toBeInstanceOf(LinkError);
  });

  test("a set that only links to its extensions has each one read, and an empty set is an empty list", async () => {
    const server = await serve(
      { headers: json, body: '{"_links":{"onlineMeetingExtension":[{"href":"/e/1"},{"href":"/e/2"}]}}' },
      ({ path }) => ({ headers: json, body: JSON.stringify({ id: path }) }),
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token });
    expect((await ucwa.onlineMeetingExtensions.list("/s")).map(({ data }) => data.id)).toEqual(["/e/1", "/e/2"]);
    expect(await ucwa.onlineMeetingExtensions.list("/s")).toEqual([]);
  });

  test("a set that has its extensions in it is read once, also if it links to them besides", async () => {
    const { ucwa, sent } = clientFor({
      _links: { onlineMeetingExtension: [{ href: "/e/1" }] },
      _embedded: { onlineMeetingExtension: [{ id: "1", _links: { self: { href: "/e/1" } } }] },
    });
    expect((await ucwa.onlineMeetingExtensions.list("/s")).map(({ data }) => data.id)).toEqual(["1"]);
    expect(sent).toEqual(["https://fe1.contoso.com/s"]);
  });

  test("what is no link among the links, and no resource among the embedded ones, is passed over", async () => {
    const { ucwa } = clientFor({
      _links: { self: "/m", onlineMeetingExtensions: ["/e", null, { title: "No href" }, { href: 1 }, { href: "/s" }] },
      _embedded: { onlineMeetingExtension: [null, "917823", ["917823"], { id: "917823" }] },
    });
    const meeting = await ucwa.myOnlineMeeting.get("/m");
    expect(meeting.href).toBe("https://fe1.contoso.com/m");
    expect(meeting.links("onlineMeetingExtensions")).toEqual([{ href: "/s" }]);
    const extensions = meeting.embedded("onlineMeetingExtension");
    expect(extensions.map(({ data, href }) => [data.id, href])).toEqual([["917823", ""]]);
  });

  test("without a self link, a representation is where it was asked for", async () => {
    const { ucwa } = clientFor({ rel: "myOnlineMeeting" });
    expect((await ucwa.myOnlineMeeting.get("/m?key=1")).href).toBe("https://fe1.contoso.com/m?key=1");
  });
});

describe.each(representations)("Redirects, in $name", (representation) => {
  const { options } = representation;

  test("a GET is redirected within the origin, with the token", async () => {
    const server = await serve(
      { status: 302, headers: { location: "/ucwa/v1/moved?x=1" } },
      { status: 307, headers: { location: "again" } },
      reply(representation, representation.meeting),
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    expect((await ucwa.myOnlineMeeting.get("/m")).data.subject).toBe("Quarterly sales numbers");
    expect(server.arrivals.map(({ path }) => path)).toEqual(["/m", "/ucwa/v1/moved?x=1", "/ucwa/v1/again"]);
    expect(server.arrivals[2]?.headers.authorization).toBe(`Bearer ${token}`);
  });

  test("a redirect to another origin is not followed, and gets no token", async () => {
    const foreign = await serve(reply(representation, representation.meeting));
    const server = await serve({ status: 302, headers: { location: `${foreign.origin}/m` } });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await expect(ucwa.myOnlineMeeting.get("/m")).rejects.toBeInstanceOf(LinkError);
    expect(foreign.arrivals).toEqual([]);
  });

  test("a POST is sent on with its body after a 307, and not after a 302", async () => {
    const server = await serve(
      { status: 307, headers: { location: "/s2" } },
      reply(representation, representation.extension, undefined, 201),
      { status: 302, headers: { location: "/s2" } },
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await ucwa.onlineMeetingExtensions.create("/s", { id: "917823" });
    expect(server.arrivals[1]).toMatchObject({ method: "POST", path: "/s2", body: server.arrivals[0]?.body });
    await expect(ucwa.onlineMeetingExtensions.create("/s", {})).rejects.toMatchObject({ status: 302 });
    expect(server.arrivals).toHaveLength(3);
  });

  test.each(["https://", ""])("a redirect to %j is an answer that leads nowhere", async (location) => {
    const server = await serve({ status: 302, headers: { location } });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry: false, ...options });
    await expect(ucwa.myOnlineMeeting.get("/m")).rejects.toMatchObject({
      name: "UnexpectedResponseError",
      status: 302,
    });
    expect(server.arrivals).toHaveLength(1);
  });

  test("redirects in a circle end", async () => {
    const server = await serve({ status: 302, headers: { location: "/m" } });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await expect(ucwa.myOnlineMeeting.get("/m")).rejects.toMatchObject({
      name: "UnexpectedResponseError",
      status: 302,
    });
    expect(server.arrivals).toHaveLength(6);
  });
});

test("a redirect that the runtime hides, as browsers do, is an error that says so", async () => {
  const opaque = Response.error();
  const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", retry: false, fetch: async () => opaque });
  await expect(ucwa.myOnlineMeeting.get("/m")).rejects.toThrow("no redirect");
});
