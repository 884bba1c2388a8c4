import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../src/cli/run.ts";
import { createMock } from "../src/fetch.ts";
import { startMock, startProxy } from "../src/index.ts";
import { ask, extensions, hrefs, meeting, selfOf } from "./support/ask.ts";
import { startCommand } from "./support/command.ts";
import { ways } from "./support/ways-in.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "ucwa-replay-"));
});
afterAll(() => rm(root, { recursive: true }));

interface Entry {
  request: { method: string; url: string; headers: { name: string; value: string }[] };
  response: { status: number; headers: { name: string; value: string }[]; content: { text: string } };
}

/** Records what a deployed server says to a program, and reads the recording. */
async function record() {
  const folder = await mkdtemp(join(root, "recording-"));
  const switches = { ifMatch: "optional", guidPropertyOnPut: "optional", hrefs: "absolute" } as const;
  await using server = await startMock({ dialect: "deployed", switches });
  await using proxy = await startProxy({ upstream: server.url, record: folder });
  const xml = { accept: "application/vnd.microsoft.com.ucwa+xml" };
  await ask(proxy, meeting);
  await ask(proxy, meeting, { headers: xml });
  await ask(proxy, meeting, { method: "PUT", json: { subject: "Reorganization" } });
  await ask(proxy, meeting);
  await ask(proxy, extensions, { method: "POST", json: { id: "new", type: "RoamedParticipantData" } });
  await ask(proxy, `${meeting}/extensions?b=2&a=1`, { headers: xml });
  await ask(proxy, `${extensions}/new`, { method: "DELETE" });
  await ask(proxy, `${extensions}/new`);
  await ask(proxy, meeting, { headers: { authorization: "" } });
  await proxy.close();
  const [file = ""] = (await readdir(folder)).filter((name) => name.endsWith(".har"));
  const har = JSON.parse(await readFile(join(folder, file), "utf8"));
  const entries: Entry[] = har.log.entries;
  return { folder, file, har, entries };
}

const pathOf = ({ request }: Entry) => request.url.slice(new URL(request.url).origin.length);
const acceptOf = ({ request }: Entry) => request.headers.find(({ name }) => name === "accept")?.value ?? "*/*";

test("a mock responds as the recording says, in its order, and its links lead to the mock", async () => {
  const { folder, entries } = await record();
  await using mock = await startCommand("--port", "0", "--replay", folder);
  expect(entries.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 201, 200, 204, 404, 401]);
  for (const entry of entries) {
    const answer = await ask(mock, pathOf(entry), {
      method: entry.request.method,
      headers: { accept: acceptOf(entry) },
    });
    expect(answer.status).toBe(entry.response.status);
    const { origin } = new URL(entry.request.url);
    expect(answer.text).toBe(entry.response.content.text.replaceAll(origin, mock.url));
    for (const { name, value } of entry.response.headers)
      if (name !== "vary") expect(answer.headers.get(name), name).toBe(value);
  }
});

test("after the last response comes the last one again, and a reset begins from the first", async () => {
  const { har, entries } = await record();
  await using mock = await startMock({ replay: { "a.har": har } });
  const path = pathOf(entries[0] ?? expect.fail());
  const subjects = async () => [(await ask(mock, path)).json.subject, (await ask(mock, path)).json.subject];
  const [first, second] = await subjects();
  expect(first).not.toBe(second);
  // The last one was read without a token.
  expect((await ask(mock, path)).status).toBe(401);
  expect((await ask(mock, path)).status).toBe(401);
  await mock.reset();
  expect(await subjects()).toEqual([first, second]);
  expect(mock.requests[0]).toMatchObject({ operationId: "getMyOnlineMeeting", status: 200 });
});

test("a client goes from link to link, at whatever prefix and host it begins, and without a server", async () => {
  const { har, entries } = await record();
  await using mock = await createMock({ replay: { "a.har": har } });
  const server = { url: "https://fe9.contoso.com", fetch: mock.fetch };
  const path = pathOf(entries[0] ?? expect.fail()).replace("/ucwa/v1", "/ucwa/oauth/v1");
  const answer = await ask(server, path);
  expect(answer.status).toBe(200);
  const links = hrefs(JSON.stringify(answer.json._links));
  expect(links).toContainEqual(selfOf(answer));
  expect(links.filter((link) => !link.startsWith(`${server.url}/`))).toEqual([]);
  const [, inOrder = ""] = links;
  expect((await ask(server, inOrder, { method: "POST" })).status).toBe(201);
  // The query of the recording, in another order.
  const inXml = await ask(server, `${inOrder}?a=1&b=2`, { headers: { accept: "application/xml" } });
  expect(inXml.status).toBe(200);
  expect(hrefs(inXml.text).filter((link) => !link.startsWith(`${server.url}/`))).toEqual([]);
});

test("a client goes from link to link on every way in, and to the public URL where there is one", async () => {
  const { har, entries } = await record();
  const replay = { "a.har": har };
  const path = pathOf(entries[0] ?? expect.fail());
  for (const { name: way, start } of ways) {
    await using mock = await start({ replay });
    const answer = await ask(mock, path);
    expect([way, new URL(selfOf(answer)).origin]).toEqual([way, mock.url]);
    expect([way, (await ask(mock, selfOf(answer))).status]).toEqual([way, 200]);
  }
  await using mock = await startMock({ replay, publicUrl: "https://mock.contoso.com" });
  const { text } = await ask(mock, path);
  expect([...new Set(hrefs(text).map((link) => new URL(link).origin))]).toEqual(["https://mock.contoso.com"]);
});

test("what was not recorded is 404 in the form that the request accepts, and names the nearest that was", async () => {
  const { har, entries } = await record();
  await using mock = await startMock({ replay: { "a.har": har } });
  const path = pathOf(entries[0] ?? expect.fail());
  const canonical = path.replace("/ucwa/v1", "");
  const messageOf = async (target: string, question = {}) => {
    const { status, json, text } = await ask(mock, target, question);
    expect(status).toBe(404);
    return json.message ?? text;
  };
  expect(await messageOf(path, { method: "DELETE" })).toBe(
    `There is no recording of DELETE "${canonical}" in JSON. The nearest is of GET "${canonical}" in JSON.`,
  );
  expect(await messageOf(`${path}/other`)).toContain(`The nearest is of GET "${canonical}`);
  expect(await messageOf(`${path}/extensions?a=1&b=3`, { headers: { accept: "application/xml" } })).toMatch(
    /<message>There is no recording of GET .* in XML\. The nearest is of GET .* in XML, with another query\.<\/message>/,
  );
  await using empty = await startMock({ replay: {} });
  expect((await ask(empty, path)).json.message).toContain("Nothing was recorded.");
});

test.each([
  [{ "a.har": {} }, "a.har: expected a HAR file with a list log.entries, got another value."],
  [{ "a.har": { log: { entries: [{}] } } }, "a.har: /log/entries/0/request: expected an object, got nothing."],
])("%j is no recording", async (replay, message) => {
  await expect(startMock({ replay })).rejects.toThrow(message);
});

test("a mistake in --replay is one line", async () => {
  const folder = await mkdtemp(join(root, "wrong-"));
  const runHere = async (...args: string[]) => {
    const error: string[] = [];
    await run(["--port", "0", ...args], { out: () => {}, error: (line) => error.push(line) });
    return error;
  };
  const wanted = "--replay: expected a folder with HAR files, or a HAR file, got";
  expect(await runHere("--replay", folder)).toEqual([`${wanted} ${JSON.stringify(folder)}, where there is none.`]);
  expect(await runHere("--replay", join(folder, "x"))).toEqual([
    expect.stringMatching(/^--replay: .* \(ENOENT.*\)\.$/),
  ]);
  const file = join(folder, "a.har");
  await writeFile(file, '{"log":{}}');
  expect(await runHere("--replay", file)).toEqual([
    `${file}: expected a HAR file with a list log.entries, got another value.`,
  ]);
  await writeFile(file, "<har>");
  expect(await runHere("--replay", folder)).toEqual([
    expect.stringMatching(/^--replay: expected a JSON file, got .*\.$/),
  ]);
  const seeds = join(folder, "seeds.json");
  await writeFile(file, '{"log":{"entries":[]}}');
  await writeFile(seeds, "[]");
  expect(await runHere("--replay", folder, "--seed", seeds)).toEqual(["replay: expected no seed beside it, got both."]);
});
