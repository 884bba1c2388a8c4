import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { Socket } from "node:net";
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { startMock, startProxy } from "../../packages/mock/dist/index.js";
import { openRaw } from "../../packages/mock/test/support/raw-socket.ts";
import { createCompanyCertificate } from "../company-certificate.ts";
import { serveInFront } from "../front.ts";
import { listenRaw } from "./raw-server.ts";

const long = process.env.UCWA_LONG !== undefined;
const path = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
const ask = (line = `GET ${path}`, headers = "", body = "") =>
  `${line} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer cwt=anything\r\n${headers}\r\n${body}`;
const last = "Connection: close\r\n";

/** Sends bytes, and gives what came until the other side ended, or until `isEnough`; after two seconds it gives what is there. */
async function talk(to: { url: string }, bytes: string | Buffer, isEnough: (text: string) => boolean = () => false) {
  using raw = await openRaw(to, bytes);
  return await raw.until(isEnough, 2000);
}

/** Answers the first request of each connection with these bytes. */
const saying = (bytes: string | Buffer, then: (socket: Socket) => void = (socket) => void socket.end()) =>
  listenRaw((socket) =>
    socket.once("data", () => {
      socket.write(bytes);
      then(socket);
    }),
  );

async function httpServer(listener: RequestListener) {
  const server = createServer(listener);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const dispose = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, server, [Symbol.asyncDispose]: dispose };
}

const answering = (body: string | Buffer, headers: Record<string, string> = {}) =>
  httpServer((_, response) =>
    response.writeHead(200, { "content-type": "application/json", etag: '"1"', ...headers }).end(body),
  );

describe("Under attack: the proxy", () => {
  it.each([
    ["a status of 99", "HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n"],
    ["a status of 0", "HTTP/1.1 000 Odd\r\nContent-Length: 0\r\n\r\n"],
    ["a bell in the reason", "HTTP/1.1 200 O\u0007K\r\nContent-Length: 0\r\n\r\n"],
    ["an escape in the reason", "HTTP/1.1 200 \u001b[2J\r\nContent-Length: 0\r\n\r\n"],
    ["a control character in a header", "HTTP/1.1 200 OK\r\nX-A: a\u0001b\r\nContent-Length: 0\r\n\r\n"],
    ["something that is no HTTP", "SSH-2.0-OpenSSH_9.6\r\n"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    [
      "another protocol that nobody asked for",
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    ],
    ["a trailer that does not come in chunks", "HTTP/1.1 099 OK\r\nTrailer: X-A\r\nContent-Length: 2\r\n\r\n{}"],
    ["nothing at all", ""],
  ])("answers 502, and reports it, where the upstream sends %s", async (_, bytes) => {
    await using upstream = await saying(bytes);
    await using proxy = await startProxy({ upstream: upstream.url });
    expect(await talk(proxy, ask(undefined, last))).toMatch(/^HTTP\/1.1 502 Bad Gateway\r\n/);
    await proxy.close();
    expect(proxy.report()).toMatchObject({ exchanges: 1, checked: 0, violations: [{ kind: "upstream", status: 502 }] });
  });

  it("lets the upstream go when the client does, and reports the exchange", async () => {
    await using upstream = await listenRaw(() => {});
    await using proxy = await startProxy({ upstream: upstream.url });
    const { socket } = await openRaw(proxy);
    socket.write(ask());
    await expect.poll(() => upstream.sockets.size).toBe(1);
    socket.destroy();
    await expect.poll(() => upstream.sockets.size).toBe(0);
    await expect
      .poll(() => proxy.report().violations)
      .toMatchObject([{ kind: "request", severity: "warning", status: 0 }]);
  });

  it.each([
    ["never answers", "", 504],
    ["never ends", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", 200],
  ])("gives an upstream that %s up after a while", async (_, bytes, status) => {
    await using upstream = await saying(bytes, () => {});
    await using proxy = await startProxy({ upstream: upstream.url, timeout: 100 });
    expect(await talk(proxy, ask())).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    await expect.poll(() => upstream.sockets.size).toBe(0);
    await proxy.close();
    expect(proxy.report().violations).toMatchObject([{ kind: "upstream", status, actual: "nothing", example: "" }]);
  });

  it("trusts the certificates that it was given, and no others", async () => {
    const { ca, ...tls } = await createCompanyCertificate();
    await using mock = await startMock();
    await using upstream = await serveInFront(mock.url, { tls });
    await using proxy = await startProxy({ upstream: upstream.url, ca });
    expect(await talk(proxy, ask(undefined, last))).toMatch(/^HTTP\/1.1 200 OK/);
    await using doubtful = await startProxy({ upstream: upstream.url });
    expect(await talk(doubtful, ask(undefined, last))).toMatch(/^HTTP\/1.1 502 Bad Gateway/);
    expect(doubtful.report().violations).toMatchObject([
      { kind: "upstream", actual: expect.stringContaining("certificate") },
    ]);
  });

  it.each(["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"])(
    "closes in time, whatever is on its way",
    async (bytes) => {
      await using upstream = await saying(bytes, () => {});
      await using proxy = await startProxy({ upstream: upstream.url, closeTimeout: 100 });
      const { socket: half } = await openRaw(proxy);
      half.write("GET / HTT");
      const { socket: tunnel } = await openRaw(proxy);
      tunnel.write("CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n");
      const answered = talk(proxy, ask());
      await expect.poll(() => upstream.sockets.size).toBe(1);
      await proxy.close();
      await answered;
      for (const socket of [half, tunnel]) socket.destroy();
      expect(proxy.report()).toMatchObject({ exchanges: 1, violations: [{ kind: "upstream" }] });
    },
  );

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", (zeros: Buffer) => brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
    ["zstd", zstdCompressSync],
    ["gzip, br", (zeros: Buffer) => brotliCompressSync(gzipSync(zeros))],
  ])("unpacks no more of %s than the limit, and says so", async (coding, pack) => {
    const packed = pack(Buffer.alloc(long ? 500_000_000 : 100_000_000));
    await using upstream = await answering(packed, { "content-encoding": coding });
    await using proxy = await startProxy({ upstream: upstream.url });
    const before = process.memoryUsage().rss;
    const text = await talk(proxy, ask(undefined, last));
    await proxy.close();
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    expect(text.length).toBeGreaterThan(packed.length);
    const expected = "at most 1048576 bytes, to be checked";
    expect(proxy.report().violations).toMatchObject([
      { kind: "response", severity: "warning", expected, actual: "more" },
    ]);
  });

  it.each([
    ["200,000 levels of lists", `${"[".repeat(200_000)}${"]".repeat(200_000)}`],
    ["150,000 levels of objects", `${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}`],
    [
      "names of JavaScript",
      '{"rel":"myOnlineMeeting","constructor":{},"__proto__":{},"toString":1,"_links":{"self":{"href":1}}}',
    ],
    ["a value for constructor", '{"rel":"myOnlineMeeting","_links":{"constructor":{},"self":{"href":1}}}'],
    ["1e400", '{"rel":1e400}'],
    ["a body that is a number", "1"],
  ])("loses no exchange over %s", async (_, body) => {
    await using upstream = await answering(body);
    await using proxy = await startProxy({ upstream: upstream.url });
    await talk(proxy, ask(undefined, last));
    const put = ask(`PUT ${path}`, `${last}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`, body);
    await talk(proxy, put);
    await proxy.close();
    const { exchanges, violations } = proxy.report();
    expect(exchanges).toBe(2);
    expect(violations.filter(({ severity }) => severity === "error").length).toBeGreaterThanOrEqual(2);
  });

  it("keeps a report small, and says what it left out", async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `"${"k".repeat(800)}${index}":{"self":1}`);
    const body = `{"rel":1,"_links":{${names.join()}},"attendees":[${"1,".repeat(20_000)}1]}`;
    const rounds = long ? 60 : 3;
    let count = 0;
    await using upstream = await httpServer((_, response) => {
      count += 1;
      response.writeHead(200, { "content-type": "application/json" }).end(body.replaceAll("kkk", `k${count}k`));
    });
    await using proxy = await startProxy({ upstream: upstream.url });
    for (let round = 0; round < rounds; round += 1) await talk(proxy, ask(undefined, last));
    await proxy.close();
    const report = proxy.report();
    expect(report).toMatchObject({ exchanges: rounds, checked: rounds });
    expect(report.violations.length).toBeGreaterThan(1);
    expect(report.omitted).toBeGreaterThan(1000);
    expect(JSON.stringify(report).length).toBeLessThan(3_000_000);
  });

  it("invents no 502 where a kept connection closes", async () => {
    const seen: string[] = [];
    // Each connection answers once; the second request closes it.
    await using upstream = await listenRaw((socket) => {
      let answered = false;
      socket.setEncoding("latin1").on("data", (text: string) => {
        if (answered) return socket.destroy();
        if (!text.includes("\r\n\r\n")) return undefined;
        seen.push(text.split("\r\n")[0] ?? "");
        answered = true;
        return socket.write("HTTP/1.1 204 No Content\r\n\r\n");
      });
    });
    await using proxy = await startProxy({ upstream: upstream.url });
    const rounds = long ? 2000 : 100;
    const methods = ["GET", "PUT", "DELETE", "POST"];
    for (let round = 0; round < rounds; round += 1) {
      const body = round % 2 === 0 ? "" : '{"subject":"a"}';
      const line = `${methods[round % 4]} ${path}?${round}`;
      const text = await talk(proxy, ask(line, `${last}Content-Length: ${body.length}\r\n`, body));
      expect(text).toMatch(/^HTTP\/1.1 204 /);
    }
    expect(seen.length).toBe(rounds);
  });

  it("passes on in order what comes down one connection, and lets all of it go with the client", async () => {
    const order: string[] = [];
    await using upstream = await httpServer(async (request, response) => {
      order.push(`${request.method} begins`);
      await new Promise((resolve) => setTimeout(resolve, request.method === "PUT" ? 100 : 0));
      order.push(`${request.method} ends`);
      if (request.method !== "DELETE") response.writeHead(204).end();
    });
    await using proxy = await startProxy({ upstream: upstream.url });
    const three = ask(`PUT ${path}`, "Content-Length: 2\r\n", "{}") + ask() + ask(`DELETE ${path}`) + ask();
    const { socket } = await openRaw(proxy);
    socket.write(three);
    await expect.poll(() => order.length).toBe(6);
    socket.destroy();
    expect(order).toEqual(["PUT begins", "PUT ends", "GET begins", "GET ends", "DELETE begins", "DELETE ends"]);
    await proxy.close();
    expect(proxy.report()).toMatchObject({ exchanges: 4, checked: 2 });
  });

  it("does not send a POST twice", async () => {
    let count = 0;
    await using upstream = await listenRaw((socket) =>
      socket.once("data", () => {
        count += 1;
        socket.destroy();
      }),
    );
    await using proxy = await startProxy({ upstream: upstream.url });
    for (let round = 0; round < 5; round += 1) {
      expect(await talk(proxy, ask(`POST ${path}`, `${last}Content-Length: 2\r\n`, "{}"))).toContain(" 502 ");
    }
    expect(count).toBe(5);
  });

  it("passes a message on as it is: length, interim answers, trailers; and no more than the message", async () => {
    let asked = "";
    await using upstream = await listenRaw((socket) =>
      socket.setEncoding("latin1").on("data", (text: string) => {
        asked += text;
        if (asked.endsWith("\r\n\r\n") && asked.includes("100-continue") && !asked.includes("b!")) {
          socket.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n");
        }
        if (!asked.endsWith("X-Late: 1\r\n\r\n")) return;
        const head = "HTTP/1.1 200 Fine\r\nConnection: X-Hop, close\r\nX-Hop: 1\r\nX-End: 2\r\nTrailer: X-Last\r\n";
        socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Last: 3\r\n\r\n`);
      }),
    );
    await using proxy = await startProxy({ upstream: upstream.url });
    const { socket } = await openRaw(proxy);
    const headers =
      "Connection: x-secret, close\r\nX-Secret: 1\r\nKeep-Alive: 5\r\nTrailer: X-Late\r\nExpect: 100-continue\r\n";
    let got = "";
    socket.setEncoding("latin1").on("data", (text) => {
      got += text;
      if (got === "HTTP/1.1 100 Continue\r\n\r\n" || (got.includes("103") && !asked.includes("b!"))) {
        socket.write("2\r\nb!\r\n0\r\nX-Late: 1\r\n\r\n");
      }
    });
    socket.write(ask(`POST /other`, `${headers}Transfer-Encoding: chunked\r\n`));
    await once(socket, "end");
    socket.destroy();
    expect(asked).toMatch(/^POST \/other HTTP\/1.1\r\n/);
    expect(asked).not.toMatch(/X-Secret|Keep-Alive: 5/i);
    expect(asked).toContain("2\r\nb!\r\n0\r\nX-Late: 1\r\n\r\n");
    expect(got).toContain("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n");
    expect(got).toContain("\r\nHTTP/1.1 200 Fine\r\n");
    expect(got).toContain("X-End: 2\r\n");
    expect(got).not.toMatch(/X-Hop|Date:/);
    expect(got).toMatch(/3\r\nabc\r\n0\r\nX-Last: 3\r\n\r\n$/);
  });

  it.each([
    [
      "a length",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
      "GET",
      /\r\nContent-Length: 2\r\n(?:(?!chunked).)*\r\n\r\n\{\}$/s,
    ],
    [
      "the length of what HEAD leaves out",
      "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n",
      "HEAD",
      /\r\nContent-Length: 7\r\n/,
    ],
    [
      "no length with 304",
      'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n',
      "GET",
      /^(?:(?!chunked|Content-Length).)*$/s,
    ],
  ])("keeps %s", async (_, bytes, method, expected) => {
    await using upstream = await saying(bytes);
    await using proxy = await startProxy({ upstream: upstream.url });
    expect(await talk(proxy, ask(`${method} ${path}`, last))).toMatch(expected);
  });

  it("makes no chunks of a request without a body, nor for a client of HTTP/1.0", async () => {
    let asked = "";
    await using upstream = await listenRaw((socket) =>
      socket.setEncoding("latin1").on("data", (text: string) => {
        asked += text;
        socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
      }),
    );
    await using proxy = await startProxy({ upstream: upstream.url });
    expect(await talk(proxy, ask(`POST ${path}`, last))).toContain("{}");
    expect(asked).not.toContain("chunked");
    expect(await talk(proxy, `GET ${path} HTTP/1.0\r\n\r\n`)).toMatch(/\r\n\r\n\{\}$/);
  });

  it("says that it is no tunnel and speaks no other protocol; an offer of HTTP/2 is left alone", async () => {
    await using upstream = await answering("{}");
    await using proxy = await startProxy({ upstream: upstream.url });
    expect(await talk(proxy, "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n")).toMatch(/^HTTP\/1.1 501 /);
    const upgrade = (name: string) => ask(undefined, `Connection: upgrade\r\nUpgrade: ${name}\r\n`);
    const refused = await talk(proxy, upgrade("websocket"));
    expect(refused).toMatch(/^HTTP\/1.1 501 .*Upgrade: expected none, got "websocket"\.\n$/s);
    expect(await talk(proxy, upgrade("h2c"), (text) => text.includes("{}"))).toMatch(/^HTTP\/1.1 200 /);
  });

  it("lives through noise from both sides", async () => {
    const upstreamNoise = [
      "HTTP/1.1 ",
      "200",
      " OK\r\n",
      "Content-Length: 3",
      "\r\n",
      "Transfer-Encoding: chunked",
      "\r\n\r\n",
      "abc",
      "\0",
      "5\r\n",
      "\u001b",
      "ÿ",
    ];
    const clientNoise = [
      "GET ",
      "PUT ",
      path,
      " HTTP/1.1\r\n",
      "Host: localhost\r\n",
      "Content-Length: 5\r\n",
      "Expect: 200-maybe\r\n",
      "Transfer-Encoding: chunked\r\n",
      "\r\n",
      "{}",
      "zz\r\n",
      "\0",
      "CONNECT x:1 HTTP/1.1\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\n",
    ];
    let state = 7;
    const pick = (pieces: string[]) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return pieces[Math.floor(state / 65_536) % pieces.length] ?? "";
    };
    const noise = (pieces: string[]) => Array.from({ length: 8 }, () => pick(pieces)).join("");
    await using upstream = await listenRaw((socket) =>
      socket.once("data", () => socket.end(noise(upstreamNoise), "latin1")),
    );
    await using proxy = await startProxy({ upstream: upstream.url, closeTimeout: 200, timeout: 1000 });
    for (let round = 0; round < (long ? 5000 : 300); round += 1) {
      const { socket } = await openRaw(proxy);
      socket.write(pick(["", ask()]) + noise(clientNoise), "latin1");
      if (pick(["", "go"])) socket.resetAndDestroy();
      else socket.end();
      socket.resume();
      if (round % 20 === 0) await once(socket, "close");
    }
    await proxy.close();
    expect(proxy.report().exchanges).toBeGreaterThan(0);
  });
});
