import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { startMock } from "@ucwa-meetings/mock";
import { expect, test } from "vitest";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, block = ""]) => block);
const [example = "", update = "", operations = "", errors = "", attempts = "", validation = "", xml = ""] = blocks;

/** The host of the README is the mock, and somebody has a token. */
function setting(url: string): string {
  return `
    const { fetch } = globalThis;
    globalThis.fetch = (input, init) => {
      const request = new Request(input, init);
      return fetch(new Request(request.url.replace("https://fe1.contoso.com", "${url}"), request));
    };
    globalThis.tokens = { current: () => "cwt=anything" };
  `;
}

/** Runs a block against a mock of its own, with the built package under its own name, and gives what it prints. */
async function run(block: string): Promise<string> {
  await using mock = await startMock();
  const args = ["--input-type=module-typescript", "--eval", `${setting(mock.url)}${block}`];
  const child = spawn(process.execPath, args, { cwd: new URL("..", import.meta.url) });
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  expect(error).toBe("");
  expect(code).toBe(0);
  return out.trim();
}

const shown = `console.log(meeting.data.subject, meeting.data.expirationTime instanceof Date, saved.data.subject, extensions.length);`;
const given = `
  import { createClient } from "@ucwa-meetings/client";
  const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token: "cwt=anything" });
  const meeting = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
`;

test("the first example runs as it stands, in JSON", async () => {
  expect(await run(`${example}${shown}`)).toBe("Sales numbers true Q3 sales numbers 1");
});

test("the first example runs as it stands, in XML", async () => {
  const inXml = example.replace("tokens.current() }", "tokens.current(), representation: xml() }");
  expect(inXml).not.toBe(example);
  const output = await run(`import { xml } from "@ucwa-meetings/client/xml";${inXml}${shown}`);
  expect(output).toBe("Sales numbers true Q3 sales numbers 1");
});

test("the example of an update runs", async () => {
  const reread = "console.log((await ucwa.myOnlineMeeting.get(meeting)).data.subject)";
  expect(await run(`${given}${update}${reread}`)).toBe("Quarterly sales numbers!");
});

test("the example of an operation runs", async () => {
  expect(await run(`${given}${operations}`)).toMatch(/^Quarterly sales numbers \S+$/);
});

test("the example of an error runs, and its switch has all documented subcodes", async () => {
  expect(await run(`${given}${errors}`)).toBe("404 NotFound Register the application again.");
  const { operations } = await import("@ucwa-meetings/spec/operations");
  const documented = operations.operations.find(({ operationId }) => operationId === "deleteMyOnlineMeeting");
  const cases = [...errors.matchAll(/case "(\w+)"/g)].map(([, subcode]) => subcode);
  const listed = new Set(documented?.errors.flatMap(({ subcode }) => subcode ?? []));
  expect(cases.sort()).toEqual([...listed].sort());
});

test("the example of attempts runs, and logs one line for each", async () => {
  const call = `
    await logged.myOnlineMeeting.get(meeting);
    await logged.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "8" }).catch(() => {});
  `;
  expect(await run(`${given}${attempts}${call}`)).toBe("getMyOnlineMeeting 1 200\ngetMyOnlineMeeting 1 404");
});

test("the example of validation runs, and does not send a wrong type", async () => {
  const call = `
    await strict.myOnlineMeeting.update(meeting, { subject: "Q3" });
    await strict.myOnlineMeeting.update(meeting, { subject: 5 }).catch(({ message }) => console.log(message));
  `;
  expect(await run(`${given}${validation}${call}`)).toBe(
    "updateMyOnlineMeeting request /subject: expected a string or null, got a number",
  );
});

test("the example of XML runs", async () => {
  const read = "console.log((await inXml.myOnlineMeeting.get(meeting)).data.leaders?.length)";
  expect(await run(`${given}${xml}${read}`)).toBe("2");
});

test("there are no examples but these", () => {
  expect(blocks).toHaveLength(7);
});
