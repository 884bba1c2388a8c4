import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { startMock, startProxy } from "../src/index.ts";
import { ask, meeting } from "./support/ask.ts";
import { startCommand } from "./support/command.ts";
import { message, openRaw, statuses } from "./support/raw-socket.ts";

const connectText = "CONNECT x:1 HTTP/1.1\r\nHost: x:1\r\n\r\n";
const half = message("PUT", meeting, "", { "Content-Type": "application/json", "Content-Length": "100" });

describe("a connection that Node hands over", () => {
  test.each([
    ["CONNECT", connectText],
    ["no HTTP", "hello\r\n\r\n"],
  ])("may be reset after %s, and the process lives", async (_, text) => {
    await using mock = await startMock();
    for (let count = 0; count < 20; count += 1) {
      using raw = await openRaw(mock, text);
      if (count % 2 === 0) await raw.until((came) => came !== "");
      raw.socket.resetAndDestroy();
    }
    expect((await ask(mock, meeting)).status).toBe(200);
  });

  test.each([
    ["CONNECT", connectText, "405"],
    ["no HTTP", "hello\r\n\r\n", "400"],
    ["half a head", "GET / HTTP/1.1\r\nHost: ", "408"],
    ["half a body", `${half}{`, "408"],
  ])("is closed after the answer to %s, also where the client keeps its side open", async (_, text, status) => {
    await using mock = await startMock({ requestTimeout: 200 });
    using raw = await openRaw(mock, text);
    expect(statuses(await raw.closed())).toEqual([status]);
    // The mock has closed its side. It does not wait for the client's, so that what is sent now meets nobody.
    const gone = once(raw.socket, "close").catch(() => undefined);
    const sending = setInterval(() => raw.socket.write("x"), 20);
    await gone;
    clearInterval(sending);
  });
});

// It waits for seven seconds, and needs an option of Node 24.6.
test.runIf(process.env.UCWA_LONG)(
  "a client that is late has its connection for longer than its Keep-Alive header says",
  async () => {
    await using mock = await startMock();
    await using proxy = await startProxy({ upstream: mock.url });
    const send = async (server: { url: string }) => {
      using raw = await openRaw(server, message("GET", meeting));
      expect(await raw.until((came) => came.includes("meeting"))).toMatch(/^keep-alive: timeout=5\r$/im);
      await wait(7000);
      raw.socket.write(message("GET", meeting, "", { Connection: "close" }));
      return statuses(await raw.closed());
    };
    expect(await Promise.all([mock, proxy].map(send))).toEqual([
      ["200", "200"],
      ["200", "200"],
    ]);
  },
);

describe("close() ends within its time, whatever the other sides do", () => {
  test.each([
    ["have asked for a tunnel", connectText],
    ["were not understood", "hello\r\n\r\n"],
    ["have sent half a head", "GET / HTTP/1.1\r\nHost: "],
    ["have sent half a body", `${half}{`],
    ["ask for an upgrade", message("GET", meeting, "", { Connection: "Upgrade", Upgrade: "websocket" })],
    ["wait with a request half sent after another", `${message("GET", meeting)}GET / HT`],
    ["never read", message("GET", meeting).repeat(500)],
  ])("with 20 clients that %s and never close", async (_, text) => {
    const mock = await startMock({ closeTimeout: 300 });
    const raws = await Promise.all(Array.from({ length: 20 }, () => openRaw(mock)));
    for (const { socket } of raws) socket.pause().write(text);
    await ask(mock, meeting);
    await mock.close();
    for (const raw of raws) raw[Symbol.dispose]();
  });

  test("and so does the command on SIGTERM", async () => {
    await using mock = await startCommand("--port", "0");
    const raws = await Promise.all(
      [connectText, "GET / HTTP/1.1\r\nHost: ", `${half}{`, ""].map((text) => openRaw(mock, text)),
    );
    await ask(mock, meeting);
    expect(await mock.stop()).toBe(0);
    for (const raw of raws) raw[Symbol.dispose]();
  });
});

describe("requests that are sent without waiting for answers", () => {
  test("are answered in their order and take effect in it", async () => {
    await using mock = await startMock();
    const put = (subject: string) => message("PUT", meeting, JSON.stringify({ subject }));
    const get = message("GET", meeting);
    using raw = await openRaw(mock, put("first") + get + put("second") + get + message("DELETE", meeting) + get);
    const text = await raw.until((came) => came.includes("404"));
    expect(statuses(text)).toEqual(["200", "200", "200", "200", "204", "404"]);
    expect([...text.matchAll(/"subject":"(\w+)"/g)].map(([, subject]) => subject)).toEqual([
      "first",
      "first",
      "second",
      "second",
    ]);
  });

  test("wait for the delay of a request before them", async () => {
    await using mock = await startMock();
    const late = message("PUT", meeting, '{"subject":"late"}', { Prefer: '"ucwa-fault"=x, ucwa-fault="delay:150"' });
    using raw = await openRaw(mock, late + message("GET", meeting));
    await raw.until((came) => statuses(came).length === 2);
    expect(mock.requests.map(({ method }) => method)).toEqual(["PUT", "GET"]);
    expect(raw.text()).toMatch(/"subject":"late"[\s\S]*"subject":"late"/);
  });

  test("are answered before what follows them and is no HTTP", async () => {
    await using mock = await startMock({ fault: "delay:100" });
    using raw = await openRaw(mock, `${message("GET", meeting)}hello\r\n\r\n`);
    expect(statuses(await raw.closed())).toEqual(["200", "400"]);
  });

  test("do not take effect after the last answer of their connection", async () => {
    await using mock = await startMock();
    const last = message("GET", meeting, "", { Connection: "close" });
    using raw = await openRaw(mock, last + message("DELETE", meeting));
    expect(statuses(await raw.closed())).toEqual(["200"]);
    expect((await ask(mock, meeting)).status).toBe(200);
  });

  test("are cut off where there are thousands and no answer is read", async () => {
    await using mock = await startMock({ fault: "delay:60000" });
    using raw = await openRaw(mock, message("GET", meeting).repeat(3000));
    await raw.closed();
    expect(raw.text()).toBe("");
  });

  test("get their answers where the client has closed its side", async () => {
    await using mock = await startMock();
    using raw = await openRaw(mock);
    raw.socket.end(message("GET", meeting).repeat(2));
    expect(statuses(await raw.closed())).toEqual(["200", "200"]);
  });
});

describe("a delay", () => {
  test("ends with its client, and the request takes no effect", async () => {
    await using mock = await startMock({ fault: "delay:60000" });
    const raw = await openRaw(mock, message("DELETE", meeting));
    await wait(50);
    raw.socket.destroy();
    mock.fault();
    expect((await ask(mock, meeting)).status).toBe(200);
  });

  test("ends with the server, which answers before it closes", async () => {
    const mock = await startMock({ fault: "delay:60000" });
    const answer = ask(mock, meeting);
    await wait(50);
    await mock.close();
    expect((await answer).status).toBe(200);
  });

  test("has a longest time", async () => {
    await expect(startMock({ fault: "delay:300001" })).rejects.toThrow(
      "fault: expected a delay of at most 300000 milliseconds, got 300001.",
    );
  });
});

test("a host that is empty is refused, since Node would listen everywhere", async () => {
  await expect(startMock({ host: "" })).rejects.toThrow('host: expected an address of this machine, got "".');
});

test("close() does not wait for a client that keeps its connection for a next request", async () => {
  const mock = await startMock({ fault: "delay:60000", closeTimeout: 60_000 });
  using raw = await openRaw(mock, message("GET", meeting));
  await wait(200);
  await mock.close();
  expect(statuses(await raw.closed())).toEqual(["200"]);
});
