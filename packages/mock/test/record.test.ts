import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../src/cli/run.ts";
import { startMock, startProxy } from "../src/index.ts";
import { ask, extensions, hrefs, meeting } from "./support/ask.ts";
import { startCommand } from "./support/command.ts";
import { serve } from "./support/serve.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "ucwa-record-"));
});
afterAll(() => rm(root, { recursive: true }));

const newFolder = () => mkdtemp(join(root, "recording-"));

interface Entry {
  request: { method: string; url: string; headers: { name: string; value: string }[]; postData?: { text: string } };
  response: { status: number; headers: { name: string; value: string }[]; content: { text: string; comment?: string } };
}

async function readRecording(folder: string) {
  const files = (await readdir(folder)).sort();
  const [har = ""] = files.filter((file) => file.endsWith(".har"));
  const text = await readFile(join(folder, har), "utf8");
  const entries: Entry[] = JSON.parse(text).log.entries;
  const all = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return { files, entries, written: all.join("\n"), seeds: JSON.parse(all[files.indexOf("seeds.json")] ?? "null") };
}

/** Values that name a person, a machine or a meeting, and secrets; none may be in a file. */
const planted = {
  webTicket: "AAEBHAEFAAAAAAAFFQAAAJ/dQ2X+Kk9vT1hzQ2FuYXJ5",
  cookie: "c00kieOfAnnaSmith",
  setCookie: "s3tCookieOfAnnaSmith",
  headerTicket: "headerTicketOfAnna77",
  queryTicket: "queryTicketOfAnna88",
  signature: "s1gnatureOfTheLink",
  formPassword: "pa55w0rdOfTheForm",
  assertion: "PHNhbWw6QXNzZXJ0aW9uPkFubmE8L3NhbWw6QXNzZXJ0aW9uPg",
  accessToken: "accessTokenOfAnna99",
  user: "anna.smith",
  guest: "bertram.jones",
  domain: "fabrikam-secret.com",
  server: "pool7.fabrikam-secret.com",
  subject: "Layoffs & <closures> in Göteborg",
  description: "Bring the “list” / call Anna",
  meetingId: "QX7RZ2MK",
  applicationId: "918273645546",
  conferenceId: "55512983",
  passCode: "90817263",
  displayName: "Anna Katarina Smith",
  correlation: "0f1c2c0e-7a52-4d0c-9d3b-1b1f2f5f0a99",
} as const;

/** A text in the forms in which it may be in a file. */
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const base64 = [0, 1, 2].map((skip) =>
    Buffer.concat([Buffer.alloc(skip, "x"), bytes])
      .toString("base64")
      .slice(skip === 0 ? 0 : 4, -4),
  );
  const escaped = value.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
  const named = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const ascii = value.replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return [
    value,
    encodeURIComponent(value),
    escaped,
    named,
    ascii,
    bytes.toString("hex"),
    ...base64.filter((form) => form.length > 7),
  ];
}

function leaks(written: string): string[] {
  const texts = [written, decodeURIComponent(written.replace(/%(?![0-9a-f]{2})/gi, "%25"))].map((text) =>
    text.toLowerCase(),
  );
  return Object.entries(planted).flatMap(([name, value]) =>
    formsOf(value).some((form) => texts.some((text) => text.includes(form.toLowerCase()))) ? [name] : [],
  );
}

const path = `/ucwa/oauth/v1/applications/${planted.applicationId}/onlineMeetings/myOnlineMeetings/${planted.meetingId}`;
const guid = "56de7bbf-1081-43e6-bbf2-1cabf3224c83";
const sip = `sip:${planted.user}@${planted.domain}`;

const resource = {
  subject: planted.subject,
  description: planted.description,
  accessLevel: "Everyone",
  onlineMeetingId: planted.meetingId,
  onlineMeetingUri: `${sip};gruu;opaque=app:conf:focus:id:${planted.meetingId}`,
  organizerUri: sip,
  attendees: [sip.toUpperCase(), `sip:${planted.guest}@${planted.domain}`],
  joinUrl: `https://meet.${planted.domain}/${planted.user}/${planted.meetingId}`,
  conferenceId: planted.conferenceId,
  organizerName: planted.displayName,
  pin: Number(planted.passCode),
  [guid]: "please pass this in a PUT request",
  _links: {
    self: { href: path },
    onlineMeetingExtensions: { href: `https://${planted.server}${path}/extensions?ticket=${planted.queryTicket}&sl=1` },
  },
  rel: "myOnlineMeeting",
  etag: "346579618",
};

const toXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const items = resource.attendees.map((item) => `<item>${item}</item>`).join("");
const xml = `<?xml version="1.0" encoding="utf-8"?>
<!-- ${planted.displayName} -->
<resource rel="myOnlineMeeting" href="${path}" xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa">
  <link rel="onlineMeetingExtensions" href="${toXml(resource._links.onlineMeetingExtensions.href)}" />
  <property name="subject"><![CDATA[${planted.subject}]]></property>
  <property name="description">${planted.description.replace("B", "&#66;")}</property>
  <property name="accessLevel">Everyone</property>
  <property name="onlineMeetingId">${planted.meetingId}</property>
  <property name="onlineMeetingUri">${resource.onlineMeetingUri}</property>
  <property name="organizerUri">${sip}</property>
  <propertyList name="attendees">${items}</propertyList>
  <property name="joinUrl">${resource.joinUrl}</property>
  <property name="conferenceId">${planted.conferenceId}</property>
  <property name="organizerName">${planted.displayName}</property>
  <property name="pin">${planted.passCode}</property>
  <property name="${guid}">please pass this in a PUT request</property>
  <property name="etag">346579618</property>
</resource>`;

/** A server that has the planted values in each place, compressed in two ways, and in chunks. */
const server: RequestListener = async (request, response) => {
  await request.toArray();
  const headers = {
    etag: '"346579618"',
    "set-cookie": `session=${planted.setCookie}; Path=/`,
    "x-ms-server-fqdn": planted.server,
    "x-ms-correlation-id": planted.correlation,
    "www-authenticate": `Bearer trusted_issuers="${planted.correlation}@*", MsRtcOAuth href="https://${planted.server}/WebTicket/oauthtoken"`,
    "x-user": `${planted.displayName} <${planted.user}@${planted.domain}>`,
  };
  if (request.url?.startsWith("/WebTicket")) {
    response.writeHead(200, { ...headers, "content-type": "application/json" });
    response.end(
      JSON.stringify({
        access_token: `cwt=${planted.accessToken}`,
        ms_rtc_identityscope: planted.user,
        expires_in: 28800,
      }),
    );
  } else if (request.url?.includes("login")) {
    response.writeHead(200, { ...headers, "content-type": "text/html" }).end(`<p>${planted.displayName}</p>`);
  } else if (request.headers.accept?.includes("xml")) {
    response.writeHead(200, { ...headers, "content-type": "application/xml; charset=utf-8", "content-encoding": "br" });
    response.end(brotliCompressSync(xml));
  } else {
    // As servers of Microsoft's write it.
    const json = JSON.stringify(resource).replaceAll("/", "\\/").replaceAll("ö", "\\u00f6");
    response.writeHead(200, { ...headers, "content-type": "application/json", "content-encoding": "gzip" });
    const bytes = gzipSync(json);
    response.write(bytes.subarray(0, 9));
    setTimeout(() => response.end(bytes.subarray(9)), 5);
  }
};

async function recordPlanted(folder: string) {
  await using proxy = await startProxy({ upstream: await serve(server), record: folder });
  const headers = {
    authorization: `Bearer cwt=${planted.webTicket}`,
    cookie: `a=${planted.cookie}`,
    "x-ms-webticket": planted.headerTicket,
    referer: `https://${planted.server}/?u=${planted.user}`,
  };
  await ask(proxy, path, { headers });
  await ask(proxy, path, { headers: { ...headers, accept: "application/xml" } });
  const put = { ...resource, note: `cwt=${planted.webTicket}`, [planted.webTicket]: "x" };
  await ask(proxy, `${path}?sig=${planted.signature}`, { method: "PUT", headers, json: put });
  await ask(proxy, path, { method: "PUT", headers, xml: xml.replaceAll("resource", "input").replace(/<link .*>/, "") });
  const form = new URLSearchParams({
    grant_type: "password",
    username: planted.user,
    password: planted.formPassword,
    assertion: planted.assertion,
  });
  const type = { "content-type": "application/x-www-form-urlencoded" };
  await ask(proxy, "/WebTicket/oauthtoken", { method: "POST", body: form.toString(), headers: type });
  await ask(proxy, `/login/${encodeURIComponent(sip)}`, { headers });
  await proxy.close();
  return proxy.recording();
}

test("no secret, and nothing that names a person, a machine or a meeting, is in a file, in whatever form", async () => {
  const folder = await newFolder();
  expect(await recordPlanted(folder)).toMatchObject({ recorded: 6, omitted: 0, seeds: 1 });
  const { files, entries, written } = await readRecording(folder);
  expect(files).toEqual(["recording-0001.har", "seeds.json"]);
  expect(entries.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(leaks(written)).toEqual([]);
  expect(leaks(`x ${Buffer.from(planted.subject).toString("base64")} ${encodeURIComponent(sip)}`)).toEqual([
    "user",
    "domain",
    "subject",
  ]);
});

test("links of a recording lead to its resources, and JSON and XML of the same resource agree", async () => {
  const folder = await newFolder();
  await recordPlanted(folder);
  const { entries, seeds } = await readRecording(folder);
  const [json, inXml] = entries;
  const body = JSON.parse(json?.response.content.text ?? "");
  const url = new URL(json?.request.url ?? "");
  expect(body._links.self.href).toBe(url.pathname);
  expect(body._links.onlineMeetingExtensions.href).toMatch(
    new RegExp(`^https://host-\\w+\\.example${url.pathname}/extensions\\?ticket=.*&sl=1$`),
  );
  expect(hrefs(inXml?.response.content.text ?? "")).toEqual([
    url.pathname,
    body._links.onlineMeetingExtensions.href.replace("&", "&amp;"),
  ]);
  const id = body.onlineMeetingId;
  expect(id).toMatch(/^[A-Z]{2}\d[A-Z]{2}\d[A-Z]{2}$/);
  expect([
    body.onlineMeetingUri.endsWith(`:id:${id}`),
    body.joinUrl.endsWith(`/${id}`),
    url.pathname.endsWith(`/${id}`),
  ]).toEqual([true, true, true]);
  expect(body.attendees[0].toLowerCase()).toBe(body.organizerUri);
  for (const value of [
    body.subject,
    body.description,
    body.organizerName,
    body.organizerUri,
    body.joinUrl,
    String(body.pin),
  ])
    expect(inXml?.response.content.text).toContain(`>${value}<`);
  const challenge = json?.response.headers.find(({ name }) => name === "www-authenticate")?.value;
  expect(challenge).toMatch(
    /^Bearer trusted_issuers="[\w-]{36}@\*", MsRtcOAuth href="https:\/\/host-\w+\.example\/WebTicket\/oauthtoken"$/,
  );
  expect(body).toMatchObject({ accessLevel: "Everyone", rel: "myOnlineMeeting", etag: "346579618" });
  expect(seeds).toMatchObject([{ subject: body.subject, _links: { self: { href: url.pathname } } }]);
});

test("a mock starts with the seeds of a recording, and has what the server had in the end", async () => {
  const folder = await newFolder();
  await using server = await startMock({
    dialect: "deployed",
    switches: { ifMatch: "optional", guidPropertyOnPut: "optional" },
  });
  await using proxy = await startProxy({ upstream: server.url, record: folder });
  const list = meeting.slice(0, meeting.lastIndexOf("/"));
  const { json } = await ask(proxy, list, { method: "POST", json: { subject: "Reorganization" } });
  await ask(proxy, extensions, { method: "POST", json: { id: "made", type: "RoamedParticipantData", room: "12A" } });
  const created = hrefs(JSON.stringify(json))[0] ?? "";
  await ask(proxy, created, { method: "PUT", xml: "<input><property name='subject'>Renamed plan</property></input>" });
  await ask(proxy, list);
  await ask(proxy, `${meeting}/extensions/made`, { method: "DELETE" });
  await proxy.close();

  const { written } = await readRecording(folder);
  expect(written).not.toMatch(/Reorganization|Renamed plan|12A/);
  const mock = await startCommand("--port", "0", "--dialect", "deployed", "--seed", join(folder, "seeds.json"));
  await using _ = mock;
  const { seeds } = await readRecording(folder);
  const self = (seed: { _links: { self: { href: string } } }) => seed._links.self.href;
  expect(seeds.map(({ rel }: { rel: string }) => rel).sort()).toEqual([
    "myOnlineMeeting",
    "myOnlineMeeting",
    "myOnlineMeetings",
    "onlineMeetingExtension",
  ]);
  for (const seed of seeds) expect((await ask(mock, self(seed))).status).toBe(200);
});

test("a proxy that is killed leaves files that any tool can read", async () => {
  const folder = await newFolder();
  await using server = await startMock();
  const proxy = await startCommand("proxy", server.url, "--port", "0", "--record", folder);
  for (let count = 0; count < 5; count += 1) await ask(proxy, meeting);
  // The last one may be on its way to the file.
  await expect.poll(async () => (await readRecording(folder)).entries.length).toBe(5);
  await proxy.stop("SIGKILL");
  expect((await readRecording(folder)).entries).toHaveLength(5);
});

test("a recording has an end, and the proxy goes on", async () => {
  const folder = await newFolder();
  const { createRecorder } = await import("../src/record/recorder.ts");
  const recorder = createRecorder([], {
    folder,
    origin: new URL("http://fe1"),
    redactions: [],
    bodyLimit: 100,
    maxBytes: 3000,
  });
  const message = { headers: {}, body: Buffer.alloc(0), isComplete: true };
  const exchange = { request: { ...message, method: "GET", target: "/ucwa" }, response: { ...message, status: 204 } };
  for (let count = 0; count < 10; count += 1) await recorder.add(exchange, { started: new Date(0), milliseconds: 1 });
  await recorder.close();
  const { recorded, omitted } = recorder.summary();
  expect(recorded).toBeGreaterThan(1);
  expect(recorded + omitted).toBe(10);
  expect((await readRecording(folder)).entries).toHaveLength(recorded);
});

test("what is too large, has too many values, or is no text that it knows, is left out, and says so", async () => {
  const folder = await newFolder();
  const bodies: Record<string, string> = {
    "/large": JSON.stringify("x".repeat(200_000)),
    "/many": `[${"123,".repeat(20_000)}123]`,
    "/broken": "{ Anna Smith",
    "/page": "<p>Anna Smith</p>",
  };
  const url = await serve(({ url: target = "" }, response) => {
    response.writeHead(200, { "content-type": target === "/page" ? "text/html" : "application/json" });
    response.end(bodies[target]);
  });
  await using proxy = await startProxy({ upstream: url, record: folder, bodyLimit: 100_000 });
  for (const target of Object.keys(bodies)) await ask(proxy, target);
  await proxy.close();
  const { entries } = await readRecording(folder);
  const contents = entries.map(({ response }) => response.content);
  const emptyPage = "<!DOCTYPE html>\n<title>Left out</title>\n";
  expect(contents.map(({ text }) => text)).toEqual([undefined, undefined, undefined, emptyPage]);
  for (const { comment } of contents) expect(comment).toMatch(/^Left out: /);
});

/** The proxy's command in this process, up to the point where it would listen. */
async function runHere(...args: string[]) {
  const error: string[] = [];
  const outcome = await run(["proxy", "http://127.0.0.1:1", "--port", "0", ...args], {
    out: () => {},
    error: (line) => error.push(line),
  });
  return { code: "code" in outcome ? outcome.code : undefined, error };
}

test("a file of the user's says what else is left out, and a mistake in it is one line", async () => {
  const folder = await newFolder();
  const file = join(folder, "more.json");
  await writeFile(file, '[{"where": "property", "name": "accessLevel", "action": "remove"}]');
  await using server = await startMock();
  const target = await newFolder();
  const proxy = await startCommand("proxy", server.url, "--port", "0", "--record", target, "--redact", file);
  await ask(proxy, meeting);
  expect(await proxy.stop("SIGINT")).toBe(0);
  expect(proxy.output()).toMatch(/1 exchange recorded in \S+\.har; 2 resources in \S+seeds\.json\n/);
  const { entries } = await readRecording(target);
  expect(JSON.parse(entries[0]?.response.content.text ?? "").accessLevel).toBe("[redacted]");

  await writeFile(file, '[{"where": "body", "action": "keep"}]');
  const mistake = await runHere("--record", target, "--redact", file);
  expect(mistake).toEqual({
    code: 2,
    error: [`--redact: ${file}: /0/where: expected header or query or property or any, got "body".`],
  });
  expect(await runHere("--redact", file)).toEqual({
    code: 2,
    error: ["--redact: expected --record beside it, got none."],
  });
  expect((await runHere("--record", target, "--redact", join(folder, "none.json"))).error[0]).toMatch(
    /^--redact: expected a JSON file, got "\S+" \(ENOENT.*\)\.$/,
  );
  expect((await runHere("--record", file)).error[0]).toMatch(
    /^record: expected a folder that can be written, got "\S+" \(EEXIST.*\)\.$/,
  );
});
