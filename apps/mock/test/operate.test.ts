import { describe, expect, test } from "vitest";
import { ask, meeting, start, until } from "./support/start.ts";

const statusOf = async (url: string) => (await fetch(url)).status;

test("the endpoints for those who run it have a port of their own, and no others", async () => {
  await using server = await start();
  expect(await (await fetch(`${server.ops}/health`)).json()).toEqual({ status: "ok" });
  const ready = await fetch(`${server.ops}/ready?now`);
  expect([ready.status, ready.headers.get("cache-control"), await ready.json()]).toEqual([
    200,
    "no-store",
    { status: "ready" },
  ]);
  expect(await statusOf(`${server.ops}${meeting}`)).toBe(404);
  const posted = await fetch(`${server.ops}/health`, { method: "POST" });
  expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  const head = await fetch(`${server.ops}/metrics`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  for (const path of ["/health", "/ready", "/metrics"]) expect(await statusOf(server.url + path)).toBe(404);
});

test("a port that is in use is named with its variable, and nothing is left listening", async () => {
  await using server = await start();
  const port = new URL(server.ops).port;
  await expect(start({ UCWA_OPS_PORT: port })).rejects.toThrow(
    new Error(`UCWA_OPS_PORT: expected a free port of 127.0.0.1, got ${port} (EADDRINUSE).\n`),
  );
});

describe("on SIGTERM", () => {
  test("it is not ready, still takes requests and closes their connections, and ends after the delay", async () => {
    await using server = await start({ UCWA_DRAIN_DELAY: "2" });
    expect(await statusOf(`${server.ops}/ready`)).toBe(200);
    const ended = server.stop("SIGTERM");
    await until(() => server.lines().some(({ event }) => event === "closing"));
    const ready = await fetch(`${server.ops}/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: "draining" }]);
    expect(await statusOf(`${server.ops}/health`)).toBe(200);
    const { status, headers } = await ask(server.url + meeting);
    expect([status, headers.get("connection")]).toEqual([200, "close"]);
    expect(await ended).toEqual([0, null]);
    await expect(ask(server.url + meeting)).rejects.toThrow();
  });

  test("what is in flight finishes, also when it takes longer than the delay", async () => {
    await using server = await start({ UCWA_DRAIN_DELAY: "1", UCWA_FAULT: "delay:1500" });
    const answer = ask(server.url + meeting);
    await until(async () => (await (await fetch(`${server.ops}/metrics`)).text()).includes("in_flight 1"));
    const ended = server.stop("SIGTERM");
    expect((await answer).status).toBe(200);
    expect(await ended).toEqual([0, null]);
  });

  test("a second signal ends it at once", async () => {
    await using server = await start({ UCWA_DRAIN_DELAY: "600" });
    const ended = server.stop("SIGTERM");
    await until(() => server.lines().some(({ event }) => event === "closing"));
    server.child.kill("SIGTERM");
    expect(await ended).toEqual([1, null]);
  });
});

test("SIGINT does not wait for a load balancer", async () => {
  await using server = await start({ UCWA_DRAIN_DELAY: "600" });
  expect(await server.stop("SIGINT")).toEqual([0, null]);
});

describe("the id of a request", () => {
  test("is in the response, in the log and in the journal, and is a new one for each request", async () => {
    await using server = await start();
    const ids = [await ask(server.url + meeting), await ask(`${server.url}/nothing`)].map(({ headers }) =>
      headers.get("x-request-id"),
    );
    expect(new Set(ids).size).toBe(2);
    await until(() => server.lines().length === 3);
    expect(server.lines().slice(1)).toMatchObject([
      { event: "request", id: ids[0], method: "GET", target: meeting, status: 200, operationId: "getMyOnlineMeeting" },
      { event: "request", id: ids[1], status: 404 },
    ]);
    const entries: unknown = await (await fetch(`${server.url}/__mock/requests`)).json();
    expect(entries).toMatchObject(ids.map((id) => ({ headers: { "x-request-id": id } })));
  });

  test("is the one that a load balancer has made", async () => {
    await using server = await start();
    for (const id of ["4bf92f3577b34da6a3ce929d0e0e4736", "0197cdd1-8e59-7c33-a4b1-3b1b58bd8a3b"]) {
      const { headers } = await ask(server.url + meeting, { headers: { "x-request-id": id } });
      expect(headers.get("x-request-id")).toBe(id);
    }
  });

  test("can be read by a page that may read the response", async () => {
    await using server = await start();
    const { headers } = await ask(server.url + meeting, { headers: { origin: "http://localhost:5173" } });
    expect(headers.get("access-control-expose-headers")?.split(/, ?/)).toContain("x-request-id");
  });

  test("is a new one where that could be more than an id", async () => {
    await using server = await start();
    for (const id of ["short", "x".repeat(65), "cwt=aaaaaaaaaaaa", 'a"b: {c}, d', "a b c d e f", "\u0430bcdefgh"]) {
      const bytes = Buffer.from(id).toString("latin1");
      const { headers } = await ask(server.url + meeting, { headers: { "x-request-id": bytes } });
      expect(headers.get("x-request-id"), id).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    }
  });
});

describe("the metrics", () => {
  test("count requests by operation, status and dialect", async () => {
    await using server = await start({ UCWA_DIALECT: "deployed" });
    for (const path of [meeting, meeting, `${meeting}?Prefer=1`, "/__mock/health", "/nothing"])
      await ask(server.url + path);
    await ask(server.url + meeting, { headers: { prefer: "code=503" } });
    const response = await fetch(`${server.ops}/metrics`);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    const counts = [...text.matchAll(/^ucwa_mock_request_duration_seconds_count\{(.*)\} (\d+)$/gm)];
    expect(counts.map(([, labels, count]) => `${labels} ${count}`).sort()).toEqual([
      'operation="control",status="200",dialect="deployed" 1',
      'operation="getMyOnlineMeeting",status="200",dialect="deployed" 3',
      'operation="getMyOnlineMeeting",status="503",dialect="deployed" 1',
      'operation="none",status="404",dialect="deployed" 1',
    ]);
    expect(text).toMatch(/^ucwa_mock_requests_in_flight 0$/m);
    expect(text).toMatch(/^ucwa_mock_connections [1-9]\d*$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  test("have as many lines however many different requests there are", async () => {
    await using server = await start();
    // Those of the process get lines as Node collects garbage in new ways.
    const countLines = async () => {
      const text = await (await fetch(`${server.ops}/metrics`)).text();
      return text.split("\n").filter((line) => line.startsWith("ucwa_mock_")).length;
    };
    await ask(`${server.url}/first`);
    await countLines();
    const before = await countLines();
    for (let index = 0; index < 50; index += 1)
      await ask(`${server.url}/path-${index}`, { method: "GET", headers: { "x-request-id": `id-${index}-aaaaaaa` } });
    expect(await countLines()).toBe(before);
  });

  test("are in the form that Prometheus reads: each line is a comment or a sample", async () => {
    await using server = await start();
    await ask(server.url + meeting);
    const lines = (await (await fetch(`${server.ops}/metrics`)).text()).split("\n").filter(Boolean);
    const sample =
      /^[a-zA-Z_:][\w:]*(?:\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*",?)+\})? (?:[-+.\deE]+|NaN|[+-]Inf)(?: \d+)?$/;
    expect(lines.filter((line) => !line.startsWith("# ") && !sample.test(line))).toEqual([]);
    expect(lines.length).toBeGreaterThan(50);
  });
});
