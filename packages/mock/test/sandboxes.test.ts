import { describe, expect, test } from "vitest";
import { createMock, createSandbox, SandboxError } from "../src/fetch.ts";
import { dialects, startMock } from "../src/index.ts";
import { createMemoryStore } from "../src/state/memory-store.ts";
import { ask, extensions, hrefs, meeting, type Server, selfOf } from "./support/ask.ts";
import { ways } from "./support/ways-in.ts";

const json = { "content-type": "application/json" };
const meetings = meeting.slice(0, meeting.lastIndexOf("/"));

/** Creates a sandbox, as `curl` does. */
async function create(mock: Server, settings?: unknown, headers = {}) {
  const question = settings === undefined ? {} : { json: settings };
  const answer = await ask(mock, "/__mock/sandboxes", { method: "POST", ...question, headers });
  const { id, token, baseUrl, expiresAt } = answer.json;
  return { answer, id: String(id), token: String(token), baseUrl: String(baseUrl), expiresAt: String(expiresAt) };
}

/** Controls a sandbox with its token. */
const control = (mock: Server, { id, token }: { id: string; token: string }, action: string, question = {}) =>
  ask(mock, `/__mock/sandboxes/${id}${action}`, { ...question, headers: { authorization: `Bearer ${token}` } });

/** A sandbox as a server of its own. */
const inside = (mock: Server, { id }: { id: string }): Server => ({ ...mock, url: `${mock.url}/sandboxes/${id}` });

describe("a sandbox", () => {
  test("is created, used, described and removed", async () => {
    await using mock = await startMock();
    const sandbox = await create(mock);
    expect(sandbox.answer.status).toBe(201);
    expect(sandbox.answer.headers.get("location")).toBe(`/__mock/sandboxes/${sandbox.id}`);
    expect(sandbox.baseUrl).toBe(`${mock.url}/sandboxes/${sandbox.id}`);
    expect(sandbox.id).toMatch(/^[\w-]{22}$/);
    expect(sandbox.token).toMatch(/^[\w-]{43}$/);
    expect(Math.abs(Date.parse(sandbox.expiresAt) - Date.now() - 1_800_000)).toBeLessThan(60_000);

    const own = { url: sandbox.baseUrl };
    expect((await ask(own, meeting, { method: "PUT", json: { subject: "Budget" } })).status).toBe(200);
    expect((await ask(own, meeting)).json.subject).toBe("Budget");
    expect((await ask(mock, meeting)).json.subject).toBe("Quarterly sales numbers");

    const described = await control(mock, sandbox, "");
    expect(described.json).toEqual({ id: sandbox.id, baseUrl: sandbox.baseUrl, expiresAt: expect.any(String) });
    expect((await control(mock, sandbox, "", { method: "DELETE" })).status).toBe(204);
    for (const gone of [await ask(own, meeting), await control(mock, sandbox, "")]) {
      expect([gone.status, gone.json.code]).toEqual([404, "NotFound"]);
      expect(gone.json.message).toBe(`There is no sandbox "${sandbox.id}". It may have expired.`);
    }
  });

  test("is where clients reach it, if a proxy in front of the mock has another name or TLS", async () => {
    await using mock = await startMock({ publicUrl: "https://mock.contoso.com/" });
    const sandbox = await create(mock, undefined, { "x-forwarded-host": "evil.example" });
    const baseUrl = `https://mock.contoso.com/sandboxes/${sandbox.id}`;
    expect([sandbox.baseUrl, (await control(mock, sandbox, "")).json.baseUrl]).toEqual([baseUrl, baseUrl]);
    expect(sandbox.answer.headers.get("location")).toBe(`/__mock/sandboxes/${sandbox.id}`);
    const links = hrefs((await ask(inside(mock, sandbox), meeting)).text);
    expect(links.filter((href) => !href.startsWith(`/sandboxes/${sandbox.id}/`))).toEqual([]);
    await expect(startMock({ publicUrl: "https://mock.contoso.com/ucwa" })).rejects.toThrow(
      'publicUrl: expected a URL without a path, such as https://mock.contoso.com, got "https://mock.contoso.com/ucwa".',
    );
  });

  test("has its own resources, journal, fault and ids, and so has the mock without a sandbox", async () => {
    await using mock = await startMock({ switches: { serverHeaders: "on" } });
    const [one, two] = [await create(mock), await create(mock)];
    const [first, second] = [inside(mock, one), inside(mock, two)];
    const added = await ask(first, extensions, { method: "POST", json: {} });
    await control(mock, one, "/fault", { method: "PUT", json: { name: "unavailable" } });
    expect((await ask(first, meeting)).status).toBe(503);
    expect((await ask(second, meeting)).status).toBe(200);
    expect((await ask(mock, meeting)).status).toBe(200);
    const again = await ask(second, extensions, { method: "POST", json: {} });
    expect(again.json.id).toBe(added.json.id);
    const correlation = "x-ms-correlation-id";
    expect((await ask(mock, meeting)).headers.get(correlation)).toBe(again.headers.get(correlation));
    const journal = await control(mock, one, "/requests");
    expect(JSON.parse(journal.text)).toMatchObject([
      { target: `/sandboxes/${one.id}${extensions}`, operationId: "createOnlineMeetingExtension", status: 201 },
      { target: `/sandboxes/${one.id}${meeting}`, fault: "unavailable", status: 503 },
    ]);
    expect(mock.requests.map(({ target }) => target)).toEqual([meeting, meeting]);

    await control(mock, one, "/fault", { method: "DELETE" });
    expect((await ask(first, meeting)).status).toBe(200);
    await mock.reset();
    expect((await ask(first, selfOf(added).slice(`/sandboxes/${one.id}`.length))).status).toBe(200);
    await control(mock, one, "/reset", { method: "POST" });
    expect(JSON.parse((await control(mock, one, "/requests")).text)).toEqual([]);
    expect((await ask(mock, selfOf(again))).status).toBe(200);
    expect((await ask(mock, selfOf(added))).status).toBe(404);
  });

  test("has the dialect, the switches, the clock and the seeds that it asks for, also after a reset", async () => {
    const clock = "2026-02-01T12:00:00Z";
    await using mock = await startMock({ dialect: "deployed", switches: { etagProperty: "on" }, clock });
    const href = "/ucwa/v1/applications/1/onlineMeetings/myOnlineMeetings/STANDUP1";
    const seed = { rel: "myOnlineMeeting", subject: "Stand-up", _links: { self: { href } } };
    const plain = inside(mock, await create(mock));
    const { headers, json: read } = await ask(plain, meeting);
    expect(headers.get("etag")).toMatch(/^"\d+"$/);
    expect(read.etag).toBeDefined();
    const created = await ask(plain, meetings, { method: "POST", json: { subject: "New" } });
    expect(created.json.expirationTime).toBe(`/Date(${Date.parse("2026-02-01T20:00:00Z")})/`);
    const settings = { dialect: "documented", switches: { etag: "decimal" }, clock: "2026-03-01T12:00:00Z", seed };
    const sandbox = await create(mock, settings);
    const own = inside(mock, sandbox);
    const written = await ask(own, href, { method: "PUT", json: { subject: "Changed" } });
    expect(written.headers.get("etag")).toMatch(/^"\d+"$/);
    expect(written.json.expirationTime).toBe(`/Date(${Date.parse("2026-03-01T20:00:00Z")})/`);
    expect((await ask(own, meeting)).status).toBe(404);
    await control(mock, sandbox, "/seed", {
      method: "POST",
      json: { ...seed, _links: { self: { href: href.replace("STANDUP1", "OTHER") } } },
    });
    expect((await ask(own, href.replace("STANDUP1", "OTHER"))).json.subject).toBe("Stand-up");
    await control(mock, sandbox, "/reset", { method: "POST" });
    expect((await ask(own, href)).json.subject).toBe("Stand-up");
    expect((await ask(own, href.replace("STANDUP1", "OTHER"))).status).toBe(404);
  });

  test.each([
    ["[]", "The body: expected an object, got []."],
    ['{"ttl":0}', "/ttl: expected a whole number of seconds from 1 to 86400, got 0."],
    ['{"ttl":86401}', "/ttl: expected a whole number of seconds from 1 to 86400, got 86401."],
    ['{"ttl":"60"}', '/ttl: expected a whole number of seconds from 1 to 86400, got "60".'],
    ['{"dialect":"real"}', '/dialect: expected documented or deployed, got "real".'],
    ['{"switches":[]}', "/switches: expected an object, got []."],
    ['{"switches":{"etag":1}}', "/switches/etag: expected a string, got 1."],
    ['{"switches":{"etag":"x"}}', 'switch etag: expected guid or decimal, got "x".'],
    ['{"clock":1}', '/clock: expected "now" or a time such as 2026-01-31T12:00:00Z, got 1.'],
    ['{"clock":"soon"}', 'clock: expected "now" or a time such as 2026-01-31T12:00:00Z, got "soon".'],
    ['{"seed":1}', "seed: expected a resource as a GET returns it in JSON, or a list of them, got something else."],
    ['{"dialekt":"deployed"}', 'The body: expected no members but seed, dialect, switches, clock, ttl, got "dialekt".'],
    ["{", "The body: "],
  ])("is not created with %s, and it is told what is wrong", async (body, message) => {
    await using mock = await createMock();
    const server = { url: "http://mock.test", fetch: mock.fetch };
    const { status, json: error } = await ask(server, "/__mock/sandboxes", { method: "POST", body, headers: json });
    expect([status, error.code]).toEqual([400, "BadRequest"]);
    expect(error.message).toContain(message);
  });
});

describe("every link stays inside the sandbox", () => {
  const questions = [
    { path: meeting },
    { path: extensions },
    { path: meetings },
    { path: `${extensions}/onlineMeetingExtension` },
    { path: meeting.replace("/ucwa/v1", "") },
    { path: meeting.replace("/ucwa/v1", "//v1") },
    { path: meeting.replace("/ucwa/v1", "/ucwa/oauth/v1") },
    { path: meetings, method: "POST", json: { subject: "New" } },
    { path: extensions, method: "POST", json: { type: "RoamedOrganizerData" } },
    { path: meeting, method: "PUT", json: { subject: "Changed" } },
    { path: meeting, headers: { prefer: "code=200" } },
    { path: meetings, headers: { prefer: "code=200" } },
    { path: extensions, headers: { prefer: "code=200" } },
  ];

  test.each([
    ["as they are", {}],
    ["absolute", { hrefs: "absolute" as const }],
    ["with a query", { hrefQuery: "on" as const, linkAttributes: "number" as const }],
    ["to meetings that are only linked", { meetingList: "linked" as const }],
  ])("on every way in, in both representations: %s", async (_, switches) => {
    for (const dialect of dialects) {
      for (const { name: way, start } of ways) {
        await using mock = await start({ dialect, switches });
        const sandbox = await create(mock);
        expect(sandbox.baseUrl).toBe(`${mock.url}/sandboxes/${sandbox.id}`);
        for (const { path, headers, ...question } of questions) {
          for (const accept of ["application/json", "application/xml"]) {
            const own = inside(mock, sandbox);
            const answer = await ask(own, path, { ...question, headers: { accept, ...headers } });
            const links = [...hrefs(answer.text), answer.headers.get("location") ?? []].flat();
            const place = { way, dialect, path, accept, status: answer.status };
            expect({ ...place, hasLinks: links.length > 0 }).toEqual({ ...place, hasLinks: answer.status < 400 });
            for (const link of links) {
              const { pathname } = new URL(link.replaceAll("&amp;", "&"), own.url);
              expect({ ...place, link, isInside: pathname.startsWith(`/sandboxes/${sandbox.id}/`) }).toEqual({
                ...place,
                link,
                isInside: true,
              });
            }
          }
        }
        const { json: read } = await ask(inside(mock, sandbox), meeting);
        const followed = await ask(mock, selfOf({ json: read }));
        expect([way, followed.status, followed.json.rel]).toEqual([way, 200, "myOnlineMeeting"]);
      }
    }
  });

  test("and a property of the user that looks like a link stays as it was written", async () => {
    await using mock = await createMock();
    const server = { url: "https://mock.test", fetch: mock.fetch };
    const own = inside(server, await create(server));
    const added = await ask(own, extensions, { method: "POST", json: { id: "x", href: "/ucwa/v1/other" } });
    expect(added.json.href).toBe("/ucwa/v1/other");
  });
});

describe("the controls of a sandbox", () => {
  const actions = [
    ["GET", ""],
    ["DELETE", ""],
    ["GET", "/requests"],
    ["POST", "/reset"],
    ["POST", "/seed"],
    ["PUT", "/fault"],
    ["DELETE", "/fault"],
  ];

  test.each(actions)("need its token: %s %s", async (method, action) => {
    await using mock = await startMock({ dialect: "deployed" });
    const [one, two] = [await create(mock), await create(mock)];
    for (const authorization of [
      "",
      "Bearer",
      "Bearer cwt=anything",
      `Bearer ${two.token}`,
      `Basic ${one.token}`,
      one.token,
    ]) {
      const answer = await ask(mock, `/__mock/sandboxes/${one.id}${action}`, { method, headers: { authorization } });
      expect([answer.status, answer.json.code]).toEqual([401, "Unauthorized"]);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer realm="ucwa-mock controls"/);
      expect(answer.json.message).toMatch(/^Authorization: expected the sandbox's token, got /);
      expect(answer.text).not.toContain(two.token);
    }
    expect((await ask(inside(mock, one), meeting)).status).toBe(200);
  });

  test("obey the admin token as well, and all others obey nothing else", async () => {
    await using mock = await startMock({ adminToken: "s3cret" });
    const admin = { authorization: "Bearer s3cret" };
    expect((await create(mock)).answer.status).toBe(401);
    const sandbox = await create(mock, {}, admin);
    expect(sandbox.answer.status).toBe(201);
    expect((await ask(mock, `/__mock/sandboxes/${sandbox.id}`, { headers: admin })).status).toBe(200);
    expect((await control(mock, sandbox, "/reset", { method: "POST" })).status).toBe(204);
    const others: [string, string][] = [
      ["GET", "requests"],
      ["POST", "reset"],
      ["POST", "seed"],
      ["PUT", "fault"],
      ["DELETE", "fault"],
    ];
    for (const [method, path] of others) {
      for (const token of ["cwt=anything", sandbox.token, "s3cre", "s3cret2"]) {
        const answer = await ask(mock, `/__mock/${path}`, { method, headers: { authorization: `Bearer ${token}` } });
        expect([path, token, answer.status]).toEqual([path, token, 401]);
        expect(answer.json.message).toBe("Authorization: expected the mock's admin token, got another token.");
      }
    }
    expect((await ask(mock, "/__mock/reset", { method: "POST", headers: admin })).status).toBe(204);
    expect((await ask(mock, "/__mock/health", { headers: { authorization: "" } })).json).toEqual({ status: "ok" });
    expect((await ask(mock, meeting)).status).toBe(200);
  });

  test("say which there are, and which methods they have", async () => {
    await using mock = await startMock();
    const sandbox = await create(mock);
    const wrong = await control(mock, sandbox, "/requests", { method: "POST" });
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET"]);
    expect((await control(mock, sandbox, "/none")).json.message).toContain("GET sandboxes/{id}/requests");
    expect((await ask(mock, "/__mock/sandboxes")).headers.get("allow")).toBe("POST");
    const about = await ask(mock, "/");
    expect(about.json.controls).toContain("POST /__mock/sandboxes/{id}/reset");
  });
});

describe("sandboxes end", () => {
  test("when nobody has sent a request for the time that they asked for, and each request extends it", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    await using mock = await startMock({ store: createMemoryStore(() => now) });
    const [one, two, three] = [await create(mock, { ttl: 60 }), await create(mock, { ttl: 60 }), await create(mock)];
    expect([one.expiresAt, three.expiresAt]).toEqual(["2026-01-01T00:01:00.000Z", "2026-01-01T00:30:00.000Z"]);
    for (let minute = 0; minute < 3; minute += 1) {
      now += 50_000;
      expect((await ask(inside(mock, one), minute === 1 ? "/nothing" : meeting)).status).toBe(minute === 1 ? 404 : 200);
    }
    expect((await ask(inside(mock, two), meeting)).json.message).toContain("It may have expired.");
    expect((await control(mock, one, "")).json.expiresAt).toBe("2026-01-01T00:03:30.000Z");
    now += 61_000;
    expect((await control(mock, one, "")).status).toBe(404);
    expect((await ask(mock, meeting)).status).toBe(200);
    expect((await ask(inside(mock, three), meeting)).status).toBe(200);
  });

  test("and there are only so many, so that the next one has to wait, and is told for how long", async () => {
    let now = Date.now();
    await using mock = await startMock({ store: createMemoryStore(() => now), sandboxes: { limit: 2, ttl: 100 } });
    const first = await create(mock, { ttl: 50 });
    await create(mock);
    const refused = (await create(mock)).answer;
    expect([refused.status, refused.json.code]).toEqual([503, "ServiceUnavailable"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(40);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(50);
    expect(refused.json.message).toMatch(
      /^The mock has 2 sandboxes, and allows no more\. Delete one, or try again in \d+ seconds\.$/,
    );
    await control(mock, first, "", { method: "DELETE" });
    expect((await create(mock)).answer.status).toBe(201);
    now += 101_000;
    expect((await create(mock)).answer.status).toBe(201);
    await using none = await startMock({ sandboxes: { limit: 0 } });
    expect((await create(none)).answer.status).toBe(403);
  });
});

test("a sandbox stays no longer than the server lets anybody ask for", async () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  await using mock = await startMock({ store: createMemoryStore(() => now), sandboxes: { maxTtl: 60 } });
  expect((await create(mock)).expiresAt).toBe("2026-01-01T00:01:00.000Z");
});

describe("a sandbox keeps only so much", () => {
  const sandboxes = { resources: 12, characters: 20_000, journal: 3 };

  test("resources: the next one is 503 until some go, and what is there can still be changed", async () => {
    await using mock = await startMock({ sandboxes });
    const own = inside(mock, await create(mock));
    const post = () => ask(own, extensions, { method: "POST", json: { type: "RoamedOrganizerData" } });
    const statuses = [];
    while (statuses.length < 12) statuses.push((await post()).status);
    expect(statuses).toContain(201);
    expect(statuses.at(-1)).toBe(503);
    expect((await post()).json.message).toBe("The mock has no room for more than 12 resources. A reset makes room.");
    expect((await ask(own, meeting, { method: "PUT", json: { subject: "x" } })).status).toBe(200);
    expect((await ask(own, `${extensions}/onlineMeetingExtension`, { method: "DELETE" })).status).toBe(204);
    expect((await post()).status).toBe(201);
    expect((await ask(mock, extensions, { method: "POST", json: {} })).status).toBe(201);
  });

  test("characters, of resources and of seeds", async () => {
    await using mock = await startMock({ sandboxes });
    const sandbox = await create(mock);
    const text = "x".repeat(25_000);
    const answer = await ask(inside(mock, sandbox), extensions, { method: "POST", json: { text } });
    expect([answer.status, answer.json.message]).toEqual([
      503,
      "The mock has no room for more than 20000 characters. A reset makes room.",
    ]);
    const seed = { rel: "onlineMeetingExtension", id: "s", text, _links: { self: { href: `${extensions}/s` } } };
    const meetingSeed = { rel: "myOnlineMeeting", subject: text, _links: { self: { href: meeting } } };
    const seeded = await control(mock, sandbox, "/seed", { method: "POST", json: seed });
    const created = (await create(mock, { seed: meetingSeed })).answer;
    for (const { status, json: error } of [seeded, created])
      expect([status, error.message]).toEqual([400, "seed: expected resources that the mock has room for, got more."]);
  });

  test("requests in its journal", async () => {
    await using mock = await startMock({ sandboxes });
    const sandbox = await create(mock);
    for (let count = 0; count < 5; count += 1) await ask(inside(mock, sandbox), `/request-${count}`);
    const entries: { target: string }[] = JSON.parse((await control(mock, sandbox, "/requests")).text);
    expect(entries.map(({ target }) => target.slice(-1))).toEqual(["2", "3", "4"]);
    await ask(inside(mock, sandbox), `/${"q".repeat(12_000)}`);
    await ask(inside(mock, sandbox), `/${"q".repeat(12_000)}`);
    expect(JSON.parse((await control(mock, sandbox, "/requests")).text)).toHaveLength(1);
  });

  test("also where many connections try at once", async () => {
    await using mock = await startMock({ sandboxes: { ...sandboxes, limit: 5 } });
    const created = await Promise.all(Array.from({ length: 40 }, () => create(mock)));
    const [own] = created.filter(({ answer }) => answer.status === 201);
    expect(created.map(({ answer }) => answer.status).sort()).toEqual([...Array(5).fill(201), ...Array(35).fill(503)]);
    if (!own) throw new Error("There is no sandbox.");
    const before = Number((await ask(inside(mock, own), extensions)).text.match(/"id"/g)?.length ?? 0);
    const posts = Array.from({ length: 40 }, (_, index) =>
      ask(inside(mock, own), extensions, { method: "POST", json: { id: `n${index}` } }),
    );
    const added = (await Promise.all(posts)).filter(({ status }) => status === 201).length;
    const after = Number((await ask(inside(mock, own), extensions)).text.match(/"id"/g)?.length);
    expect(after - before).toBe(added);
    expect(added).toBeLessThan(12);
  });
});

describe("createSandbox", () => {
  test("gives a test a mock of its own on a server, and removes it at the end", async () => {
    await using mock = await startMock({ adminToken: "s3cret" });
    let own: Server;
    {
      await using sandbox = await createSandbox({ url: `${mock.url}/`, token: "s3cret", dialect: "deployed", ttl: 60 });
      own = { url: sandbox.baseUrl };
      expect(sandbox.baseUrl).toBe(`${mock.url}/sandboxes/${sandbox.id}`);
      expect((await ask(own, meeting)).headers.get("etag")).toMatch(/^"\d+"$/);
      await sandbox.fault("unavailable:1", { times: 1 });
      expect([(await ask(own, meeting)).status, (await ask(own, meeting)).status]).toEqual([503, 200]);
      await sandbox.fault("unavailable");
      await sandbox.fault();
      await sandbox.seed([{ rel: "myOnlineMeeting", subject: "Seeded", _links: { self: { href: meeting } } }]);
      expect((await ask(own, meeting)).json.subject).toBe("Seeded");
      expect((await sandbox.requests()).map(({ status }) => status)).toEqual([200, 503, 200, 200]);
      await sandbox.reset();
      expect(await sandbox.requests()).toEqual([]);
      expect((await ask(own, meeting)).json.subject).toBe("Quarterly sales numbers");
    }
    expect((await ask(own, meeting)).status).toBe(404);
  });

  test("works with any fetch, and can be closed twice", async () => {
    await using mock = await createMock();
    const sandbox = await createSandbox({ url: new URL("https://mock.test"), fetch: mock.fetch });
    expect((await ask({ url: sandbox.baseUrl, fetch: mock.fetch }, meeting)).status).toBe(200);
    await sandbox.close();
    await sandbox.close();
  });

  test("says what went wrong, without a token and without the id", async () => {
    await using mock = await startMock({ adminToken: "s3cret" });
    const refused: unknown = await createSandbox({ url: mock.url, token: "wr0ng" }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SandboxError);
    expect(refused).toMatchObject({
      status: 401,
      message:
        "POST /__mock/sandboxes: expected 201, got 401 (Authorization: expected the mock's admin token, got another token.).",
    });
    const sandbox = await createSandbox({ url: mock.url, token: "s3cret" });
    await sandbox.close();
    const gone: unknown = await sandbox.fault("delay").catch((error: unknown) => error);
    expect(gone).toMatchObject({ name: "SandboxError", status: 404 });
  });
});
