import { describe, expect, test } from "vitest";
import { createHostCheck } from "../src/http/hosts.ts";
import { startMock, startProxy } from "../src/index.ts";
import { ask, meeting } from "./support/ask.ts";
import { message, openRaw, statuses } from "./support/raw-socket.ts";

describe("a mock of this machine answers to this machine's names only, so that no page of the web reaches it under its own", () => {
  const send = async (host: string, path: string, allowHosts?: string[]) => {
    await using mock = await startMock(allowHosts ? { allowHosts } : {});
    using raw = await openRaw(mock, message("GET", path, "", { Host: host, Connection: "close" }));
    const text = await raw.closed();
    return { status: statuses(text)[0], text, requests: mock.requests };
  };

  test.each([
    "localhost",
    "LOCALHOST:4010",
    "localhost.",
    "mock.localhost:1",
    "127.0.0.1:80",
    "127.8.9.1",
    "[::1]:4010",
  ])("%s is one of them", async (host) => {
    expect((await send(host, meeting)).status).toBe("200");
  });

  test.each([
    "evil.example",
    "evil.example:4010",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "0.0.0.0",
    "192.168.0.1",
    "[::2]",
    "",
  ])("%j is not", async (host) => {
    for (const path of [meeting, "/__mock/requests", "/"]) {
      const { status, text, requests } = await send(host, path);
      expect(status).toBe("421");
      expect(text).toContain('"code":"Forbidden"');
      expect(text).toContain(
        `Host: expected a name of this machine, such as localhost, got ${JSON.stringify(JSON.stringify(host)).slice(1, -1)}.`,
      );
      expect(requests).toMatchObject([{ status: 421 }]);
    }
  });

  test("nor is a name that only the target has", async () => {
    expect((await send("localhost", `http://evil.example${meeting}`)).status).toBe("421");
  });

  test("the name in its public URL is one of them", async () => {
    await using mock = await startMock({ publicUrl: "https://Mock.contoso.com:8443" });
    const ask = async (host: string) => {
      using raw = await openRaw(mock, message("GET", meeting, "", { Host: host, Connection: "close" }));
      return statuses(await raw.closed())[0];
    };
    expect(await ask("mock.contoso.com:8443")).toBe("200");
    expect(await ask("localhost")).toBe("200");
    expect(await ask("contoso.com")).toBe("421");
  });

  test("a name that was let in is one of them", async () => {
    const allowed = ["mock.contoso.com", "2001:db8::1"];
    expect((await send("Mock.contoso.com:8080", meeting, allowed)).status).toBe("200");
    expect((await send("[2001:db8::1]:8080", meeting, allowed)).status).toBe("200");
    expect((await send("localhost", meeting, allowed)).status).toBe("200");
    expect((await send("contoso.com", meeting, allowed)).status).toBe("421");
  });
});

test("a mock that others reach answers to every name, unless it is told which", () => {
  const sentTo = (host: string) => ({ headers: { host }, target: "/" });
  expect(createHostCheck("0.0.0.0")(sentTo("mock.contoso.com"))).toBeUndefined();
  expect(createHostCheck("0.0.0.0", ["a.contoso.com"])(sentTo("b.contoso.com"))).toBe("b.contoso.com");
  expect(createHostCheck("::1")(sentTo("b.contoso.com"))).toBe("b.contoso.com");
  expect(createHostCheck("127.0.0.1")({ headers: {}, target: "/" })).toBeUndefined();
  expect(createHostCheck()(sentTo("mock.contoso.com"))).toBeUndefined();
});

test.each(["", "http://contoso.com", "contoso.com:80", "a b", "contoso.com/x"])(
  "%j is no name to let in",
  async (name) => {
    await expect(startMock({ allowHosts: [name] })).rejects.toThrow(
      `allowHosts: expected a host name such as mock.contoso.com, got ${JSON.stringify(name)}.`,
    );
  },
);

describe("the mock says what it is", () => {
  test("at its root, without a token", async () => {
    await using mock = await startMock();
    const answer = await fetch(mock.url);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"]);
    expect(await answer.json()).toEqual({
      name: "@ucwa-meetings/mock",
      description:
        "A mock of the UCWA 2.0 resources myOnlineMeeting, onlineMeetingExtensions, onlineMeetingExtension, and myOnlineMeetings. Nobody can join a meeting here.",
      token: "Authorization: Bearer cwt=anything",
      resources: expect.objectContaining({
        "/ucwa/v1/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}": [
          "GET",
          "PUT",
          "DELETE",
        ],
      }),
      controls: expect.arrayContaining(["GET /__mock/health", "POST /__mock/reset"]),
    });
  });

  test("and answers HEAD like GET where it speaks for itself; UCWA has no HEAD, so a resource is 405", async () => {
    await using mock = await startMock();
    for (const path of ["/", "/__mock/health"]) {
      const [get, head] = await Promise.all(["GET", "HEAD"].map((method) => fetch(mock.url + path, { method })));
      expect([head?.status, head?.headers.get("content-length")]).toEqual([200, get?.headers.get("content-length")]);
      expect(await head?.text()).toBe("");
    }
    const { status, headers } = await ask(mock, meeting, { method: "HEAD" });
    expect([status, headers.get("allow")]).toEqual([405, "GET, PUT, DELETE"]);
  });
});

test.each([
  ["application/json; charset=utf-8", "application/json"],
  ["application/xml;q=0.9;x=y", "application/xml"],
  ["application/json;q=0.1, application/xml;version=2", "application/xml"],
  ['text/plain;x="a,b;c", application/xml;q=0.5', "application/xml"],
  ["application/vnd.microsoft.com.ucwa+xml;charset=UTF-8", "application/vnd.microsoft.com.ucwa+xml"],
])("Accept: %s is answered in %s", async (accept, type) => {
  await using mock = await startMock();
  const { status, headers } = await ask(mock, meeting, { headers: { accept } });
  expect([status, headers.get("content-type")]).toEqual([200, type]);
});

test("a proxy of this machine answers to this machine's names only, too, and lets others in where it is told", async () => {
  await using mock = await startMock();
  const send = async (host: string, allowHosts?: string[]) => {
    await using proxy = await startProxy({ upstream: mock.url, ...(allowHosts && { allowHosts }) });
    using raw = await openRaw(proxy, message("GET", meeting, "", { Host: host, Connection: "close" }));
    const text = await raw.closed();
    return { status: statuses(text)[0], text, exchanges: proxy.report().exchanges };
  };
  const refused = await send("evil.example");
  expect(refused).toMatchObject({ status: "421", exchanges: 0 });
  expect(refused.text).toContain('"evil.example"');
  expect(mock.requests).toEqual([]);
  expect(await send("localhost")).toMatchObject({ status: "200", exchanges: 1 });
  expect(await send("proxy.contoso.com:80", ["proxy.contoso.com"])).toMatchObject({ status: "200", exchanges: 1 });
  await expect(startProxy({ upstream: mock.url, allowHosts: ["a b"] })).rejects.toThrow("allowHosts");
});
