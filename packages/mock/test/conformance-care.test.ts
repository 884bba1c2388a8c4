import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { toPage } from "../src/conformance/report-page.ts";
import { runConformance } from "../src/conformance/run.ts";
import { startMock } from "../src/index.ts";
import { hrefs } from "./support/ask.ts";
import { meetingsOf, type Tried, tryOut } from "./support/conformance.ts";
import { defects, withDefect } from "./support/defects.ts";
import { serve } from "./support/serve.ts";

const timeout = 60_000;

/** The addresses of the meetings that a server has after a run. */
async function meetingsLeft({ mock }: Pick<Tried, "mock">): Promise<string[]> {
  const response = await mock.fetch(meetingsOf("documented"), { headers: { authorization: "Bearer cwt=x" } });
  return [...new Set(hrefs(await response.text()).filter((href) => /\/myOnlineMeetings\/[^/]+$/.test(href)))];
}
const untouched = await meetingsLeft(await tryOut({ allowWrites: false, maxCases: 0 }));

const isNewMeeting = (input: unknown, init?: RequestInit) =>
  init?.method === "POST" && /myOnlineMeetings$/.test(String(input));

test.each(process.env.UCWA_LONG === undefined ? [2] : [1, 2, 4, 8, 16])(
  "A run that is stopped after %i new meetings removes them",
  { timeout },
  async (stopAfter) => {
    const stop = new AbortController();
    let count = 0;
    const tried = await tryOut({
      stop: stop.signal,
      wrap: (send) => async (input, init) => {
        const response = await send(input, init);
        if (isNewMeeting(input, init)) count += 1;
        if (count === stopAfter) stop.abort(new Error("The run was stopped."));
        return response;
      },
    });
    expect(tried.report).toMatchObject({ isStopped: true, leftovers: 0 });
    expect(count).toBe(stopAfter);
    expect(await meetingsLeft(tried)).toEqual(untouched);
  },
);

test("A meeting whose response is lost is found by its mark, and removed", { timeout }, async () => {
  let lost = 0;
  const tried = await tryOut({
    maxCases: 0,
    wrap: (send) => async (input, init) => {
      const response = await send(input, init);
      if (!isNewMeeting(input, init)) return response;
      lost += 1;
      if (lost === 2) throw new TypeError("socket hang up");
      return response;
    },
  });
  expect(tried.report.findings).toContainEqual(
    expect.objectContaining({ kind: "upstream", expected: "a response", actual: "a broken connection" }),
  );
  expect(tried.report.leftovers).toBe(0);
  expect(await meetingsLeft(tried)).toEqual(untouched);
});

test("What cannot be removed is said, with its address on the console alone", { timeout }, async () => {
  const refusing =
    (send: typeof fetch): typeof fetch =>
    (input, init) =>
      init?.method === "DELETE" ? Promise.resolve(new Response(null, { status: 403 })) : send(input, init);
  const { run, report } = await tryOut({ maxCases: 0, wrap: refusing });
  expect(run.leftovers.meetings.length).toBeGreaterThan(1);
  expect(report.leftovers).toBe(run.leftovers.meetings.length);
  for (const address of run.leftovers.meetings) expect(address).toMatch(/myOnlineMeetings\/[A-Z0-9]{8}$/);
});

test("A meeting whose address nobody can know is said to be left over", { timeout }, async () => {
  const defect = defects.find(({ name }) => name === "links lead to another host");
  const wrap = (send: typeof fetch) => (defect ? withDefect(defect, send) : send);
  const tried = await tryOut({ maxCases: 0, wrap });
  expect((await meetingsLeft(tried)).length).toBeGreaterThan(untouched.length);
  expect(tried.report).toMatchObject({ leftovers: 0, mayHaveLeftMore: true });
});

test("A meeting that was made twice, because a 503 came after it, is removed twice", { timeout }, async () => {
  let count = 0;
  const tried = await tryOut({
    maxCases: 0,
    wrap: (send) => async (input, init) => {
      const response = await send(input, init);
      if (!isNewMeeting(input, init)) return response;
      count += 1;
      return count === 1 ? new Response(null, { status: 503, headers: { "retry-after": "0" } }) : response;
    },
  });
  expect(tried.report).toMatchObject({ findings: [], leftovers: 0, mayHaveLeftMore: false });
  expect(await meetingsLeft(tried)).toEqual(untouched);
});

test("A meeting that was there before is never written to, whatever its name", { timeout }, async () => {
  const written: string[] = [];
  await tryOut({
    maxCases: 25,
    wrap: (send) => (input, init) => {
      if (!["GET", "HEAD", undefined].includes(init?.method)) written.push(new URL(String(input)).pathname);
      return send(input, init);
    },
  });
  expect(written.length).toBeGreaterThan(20);
  expect(written.filter((path) => untouched.some((own) => path === own || path.startsWith(`${own}/`)))).toEqual([]);
});

test("A server that asks to wait is waited for, within bounds", { timeout }, async () => {
  let asked = 0;
  const busy =
    (retryAfter: string) =>
    (send: typeof fetch): typeof fetch =>
    (input, init) => {
      asked += 1;
      const isFirst = asked % 2 === 1;
      return isFirst
        ? Promise.resolve(new Response(null, { status: 429, headers: { "retry-after": retryAfter } }))
        : send(input, init);
    };
  const patient = await tryOut({ allowWrites: false, maxCases: 0, wrap: busy("0") });
  expect(patient.report).toMatchObject({ findings: [], busy: [] });
  asked = 0;
  const impatient = await tryOut({ allowWrites: false, maxCases: 0, wrap: busy("3600") });
  expect(impatient.report.findings.filter(({ kind }) => kind === "status")).toEqual([]);
  expect(impatient.report.busy).toContain("first list");
  expect(asked).toBe(impatient.report.requests);
});

test("A response that does not come is a finding after the time limit", { timeout }, async () => {
  const silent = (): typeof fetch => (_, init) =>
    new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
  const { report } = await tryOut({ allowWrites: false, wrap: silent, timeout: 20 });
  expect(report.findings.map(({ actual }) => actual)).toContain("no response within 0.02 s");
});

test("A redirect is not followed, so the token goes to no other server", { timeout }, async () => {
  await using other = await startMock();
  const url = await serve((_, response) =>
    response
      .writeHead(302, { location: `${other.url}/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings` })
      .end(),
  );
  const meetings = new URL(`${url}${meetingsOf("documented").pathname}`);
  const options = { token: "cwt=secret", seed: 1, allowWrites: true, timeout: 5000, maxWait: 0, year: 2026 };
  const { session } = await runConformance({ meetings, ...options });
  expect(session.found.findings.map(({ actual }) => actual)).toContain("302");
  expect(other.requests).toEqual([]);
});

test("A finding's line for curl sends the request again, whatever is in it", { timeout }, async () => {
  await using server = await startMock({ dialect: "deployed" });
  const defect = defects.find(({ name }) => name === "a 412 is sent as 409");
  if (!defect) throw new Error("The defect: expected one, got none.");
  const { report } = await tryOut({ dialect: "deployed", maxCases: 0, wrap: (send) => withDefect(defect, send) });
  const lines = report.findings.filter(({ step }) => step.startsWith("stale update")).map(({ curl }) => curl);
  expect(lines.length).toBeGreaterThan(1);
  const env = {
    ...process.env,
    UCWA_TOKEN: "cwt=x",
    UCWA_MEETING: `${server.url}/ucwa/oauth/v1/applications/833/onlineMeetings/myOnlineMeetings/810`,
  };
  for (const line of lines) {
    const { stdout } = await promisify(execFile)("sh", ["-c", line], { env });
    expect(stdout).toMatch(/^HTTP\/1\.1 412 /);
    expect(line).not.toContain("cwt=");
  }
});

const secrets = ["Canary-Person", "canary-host.test", "CANARYID", "Canary Subject", "cwt=conformance", "canarySecret"];

test("The report gives nothing away, though the server's wrong values have names and addresses in them", {
  timeout,
}, async () => {
  const uri = "sip:Canary-Person@canary-host.test";
  const tell =
    (send: typeof fetch): typeof fetch =>
    async (input, init) => {
      const response = await send(input, init);
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json") && text.startsWith("{");
      const told = isJson
        ? JSON.stringify({
            ...JSON.parse(text),
            attendees: uri,
            organizerUri: uri,
            joinUrl: 7,
            onlineMeetingId: ["CANARYID"],
            conferenceId: { canarySecret: "CANARYID" },
            canary: "Canary Subject",
            message: [new Headers(init?.headers).get("authorization"), "Canary Subject"],
          })
        : text.replaceAll("</resource>", `<property name="organizerUri">${uri}</property></resource>`);
      const headers = {
        ...Object.fromEntries(response.headers),
        warning: "canary-host.test",
        "x-fqdn": "canary-host.test",
      };
      const isEmpty = response.status === 204 || response.status === 304 || told === "";
      return new Response(isEmpty ? null : told, { status: response.status, headers });
    };
  const { run, report } = await tryOut({ dialect: "deployed", maxCases: 10, wrap: tell });
  expect(JSON.stringify(run.session.found)).toContain("Canary-Person");
  expect(report.findings.length).toBeGreaterThan(20);
  expect(report.suggestions.length).toBeGreaterThan(0);
  for (const text of [JSON.stringify(report), toPage(report)])
    for (const secret of [...secrets, "server.test", "myOnlineMeetings/810", "applications/833"])
      expect(text).not.toContain(secret);
});
