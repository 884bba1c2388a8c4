import { spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { hostSettings } from "../src/host-settings.ts";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const meeting = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";

function start(environment: Record<string, string>) {
  const own = { UCWA_OPS_PORT: "0", UCWA_DRAIN_DELAY: "0", UCWA_STORE: "memory" };
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...own, ...environment } });
  child.stdout.setEncoding("utf8");
  child.stderr.setEncoding("utf8");
  return child;
}

test("the server logs JSON, reports its health, finishes what is in flight on SIGTERM, and ends", async () => {
  const child = start({ PORT: "0", UCWA_DIALECT: "deployed", UCWA_SWITCHES: "charset=off", UCWA_FAULT: "delay:200" });
  const [first] = await once(child.stdout, "data");
  const rest = child.stdout.toArray();
  const { event, url } = JSON.parse(first);
  expect(event).toBe("listening");
  expect(await (await fetch(`${url}/__mock/health`)).json()).toEqual({ status: "ok" });
  const answer = fetch(url + meeting, { headers: { authorization: "Bearer cwt=SECRET" } });
  await new Promise((resolve) => setTimeout(resolve, 100));
  child.kill("SIGTERM");
  const { status, headers } = await answer;
  expect([status, headers.get("content-type")]).toEqual([200, "application/json"]);
  expect(headers.get("etag")).toMatch(/^"\d+"$/);
  expect(await once(child, "exit")).toEqual([0, null]);
  const lines = (await rest)
    .join("")
    .trim()
    .split("\n")
    .map((line: string) => JSON.parse(line));
  expect(lines).toMatchObject([
    { event: "request", method: "GET", target: "/__mock/health", status: 200 },
    { event: "closing", signal: "SIGTERM" },
    { event: "request", method: "GET", target: meeting, status: 200, operationId: "getMyOnlineMeeting" },
  ]);
  expect(JSON.stringify(lines)).not.toContain("SECRET");
});

test("pages of the origins in UCWA_CORS may call it, and no others", async () => {
  const child = start({ PORT: "0", UCWA_CORS: "https://portal.contoso.com, https://app.contoso.com" });
  const [first] = await once(child.stdout, "data");
  const { url } = JSON.parse(first);
  const letsIn = async (origin: string) => {
    const { headers } = await fetch(url + meeting, { headers: { origin } });
    return headers.get("access-control-allow-origin");
  };
  expect(await letsIn("https://app.contoso.com")).toBe("https://app.contoso.com");
  expect(await letsIn("http://localhost:5173")).toBeNull();
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("all wrong settings are named at once, a line each, with exit code 2", async () => {
  const child = spawn(process.execPath, [main, "--prot", "1", "--drain-delay", "soon", "--cors", "contoso"], {
    env: {
      ...process.env,
      PORT: "http",
      HOST: "0.0.0.0",
      UCWA_ALLOW_HOSTS: "mock, a:b:80",
      UCWA_STATE: "maybe",
      UCWA_SEED: fileURLToPath(new URL("./support/seed-without-link.json", import.meta.url)),
      UCWA_DIALECT: "klingon",
      UCWA_SWITCHES: "etag=x,xml",
      UCWA_CLOCK: "noon",
      UCWA_CORS: "*",
      UCWA_FAULT: "fire:1",
      UCWA_STORE: "valkey://:S3CRET@valkey:port",
      UCWA_SANDBOX_LIMIT: "many",
      UCWA_PUBLIC_URL: "https://mock.contoso.com/mock",
    },
  });
  const said = child.stderr.setEncoding("utf8").toArray();
  expect(await once(child, "exit")).toEqual([2, null]);
  const lines = (await said).join("").trimEnd().split("\n");
  expect(lines).toEqual([
    "Unknown option '--prot'. See --help.",
    'PORT: expected a whole number from 0 to 65535, got "http".',
    'UCWA_ALLOW_HOSTS: expected a host name such as mock.contoso.com, got "a:b:80".',
    'UCWA_STATE: expected on or off, got "maybe".',
    'UCWA_DIALECT: expected documented or deployed, or a file with a dialect, got "klingon".',
    'UCWA_SWITCHES etag: expected guid or decimal, got "x".',
    'UCWA_SWITCHES: expected name=value, got "xml".',
    'UCWA_CLOCK: expected "now" or a time such as 2026-01-31T12:00:00Z, got "noon".',
    '--cors: expected an origin such as https://app.contoso.com, or *, got "contoso".',
    expect.stringMatching(/^UCWA_FAULT: expected one of delay, .*, got "fire"\.$/),
    "UCWA_STORE: expected a URL such as valkey://localhost:6379, got something else.",
    'UCWA_PUBLIC_URL: expected a URL without a path, such as https://mock.contoso.com, got "https://mock.contoso.com/mock".',
    'UCWA_SANDBOX_LIMIT: expected a whole number from 0 to 2147483647, got "many".',
    '--drain-delay: expected a whole number from 0 to 3600, got "soon".',
    'UCWA_ADMIN_TOKEN: expected a token or a file with one, because others reach "0.0.0.0", got none.',
    expect.stringMatching(/^UCWA_SEED: expected _links\.self\.href/),
  ]);
});

test("an address of another machine is one line and exit code 2", async () => {
  const child = start({ PORT: "0", HOST: "192.0.2.1", UCWA_ADMIN_TOKEN: "any-token-will-do" });
  const said = child.stderr.toArray();
  expect(await once(child, "exit")).toEqual([2, null]);
  expect((await said).join("")).toBe('host: expected an address of this machine, got "192.0.2.1" (EADDRNOTAVAIL).\n');
});

test("--help prints every setting with its flag, its variable and its default, and starts nothing", async () => {
  const child = spawn(process.execPath, [main, "--help"], { env: { ...process.env, PORT: "http" } });
  const said = child.stdout.setEncoding("utf8").toArray();
  expect(await once(child, "exit")).toEqual([0, null]);
  const text = (await said).join("");
  for (const { flag = "", variable = "", default: standard, meaning } of Object.values(hostSettings)) {
    expect(text).toContain(flag);
    expect(text).toContain(variable);
    expect(text).toContain(`${meaning} Default: ${standard}.`);
  }
});

test("names in UCWA_ALLOW_HOSTS are answered to, and no others", async () => {
  const child = start({ PORT: "0", UCWA_ALLOW_HOSTS: "mock.contoso.com, mock" });
  const [first] = await once(child.stdout, "data");
  const { port } = new URL(JSON.parse(first).url);
  const statusFor = async (host: string) => {
    const asked = request({ port, host: "127.0.0.1", path: "/__mock/health", headers: { host } }).end();
    const [answer] = await once(asked, "response");
    answer.resume();
    return answer.statusCode;
  };
  expect([await statusFor("mock"), await statusFor("mock.contoso.com:80"), await statusFor("contoso.com")]).toEqual([
    200, 200, 421,
  ]);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a seed that cannot be read is one line and exit code 2", async () => {
  const child = start({ PORT: "0", UCWA_SEED: "/nowhere.json" });
  const said = child.stderr.toArray();
  expect(await once(child, "exit")).toEqual([2, null]);
  expect((await said).join("")).toMatch(
    /^UCWA_SEED: expected a file of resources in JSON, got "\/nowhere\.json" \(ENOENT.*\)\.\n$/,
  );
});

test("a port in use is told in one line that names the port and the variable", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const child = start({ PORT: port });
  const said = child.stderr.toArray();
  expect(await once(child, "exit")).toEqual([2, null]);
  expect((await said).join("")).toBe(
    `port: expected a free one on 127.0.0.1, got ${port}, which is in use. Choose another one with PORT.\n`,
  );
  server.close();
});
