import { ask, type Question, type Server, selfOf, type TestResponse } from "./ask.ts";

/** One thing that a mock of a contract should do. */
export interface Probe {
  name: string;
  /** Whether the server does it. */
  run(server: Server): Promise<boolean>;
}

// Without a prefix, since plain Prism knows none.
const meeting = "/applications/833/onlineMeetings/myOnlineMeetings/810";
const xml = { accept: "application/xml" };
const input = (children: string) => `<input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa">${children}</input>`;
const valid = input('<property name="subject">Budget</property>');
const invalid = input('<property name="accessLevel">Sometimes</property>');
const probe = (
  name: string,
  question: Question,
  expected: (answer: TestResponse) => boolean,
  path = meeting,
): Probe => ({
  name,
  run: async (server) => expected(await ask(server, path, question)),
});

const meetings = "/applications/833/onlineMeetings/myOnlineMeetings";
const probeList = (name: string, question: Question, expected: (answer: TestResponse) => boolean) =>
  probe(name, question, expected, meetings);

/** The same probes where meetings are listed and made: all but those about an ETag and an unknown path, which have no counterpart there. */
export const listProbes: Probe[] = [
  probeList("GET JSON", {}, ({ status, json }) => status === 200 && json.rel === "myOnlineMeetings"),
  probeList(
    "GET XML with the right root",
    { headers: xml },
    ({ status, text }) => status === 200 && /^<\?xml.*\?>\s*<resource rel="myOnlineMeetings" /.test(text),
  ),
  probeList("Accept that nothing meets is 406", { headers: { accept: "text/plain" } }, ({ status }) => status === 406),
  probeList(
    "POST JSON is 201 with an ETag",
    { method: "POST", json: { subject: "Budget" } },
    ({ status, headers }) => status === 201 && Boolean(headers.get("etag")),
  ),
  {
    name: "GET reflects the POST",
    async run(server) {
      const { json } = await ask(server, meetings, { method: "POST", json: { subject: "Reflected" } });
      const { text } = await ask(server, meetings);
      return json.subject === "Reflected" && text.includes("Reflected");
    },
  },
  {
    name: "the new meeting's self link leads to it",
    async run(server) {
      const { json } = await ask(server, meetings, { method: "POST", json: { subject: "Followed" } });
      return (await ask(server, selfOf({ json }))).json.subject === "Followed";
    },
  },
  probeList(
    "invalid JSON body is refused and located",
    { method: "POST", json: { accessLevel: "Sometimes" } },
    ({ status, text, headers }) => refusesAccessLevel(status, text, headers),
  ),
  probeList(
    "malformed JSON is answered",
    { method: "POST", body: '{"subject": ', headers: { "content-type": "application/json" } },
    ({ status }) => isRefusal(status),
  ),
  probeList("valid XML is accepted", { method: "POST", xml: valid, headers: xml }, ({ status }) => status === 201),
  probeList(
    "invalid XML is refused and located",
    { method: "POST", xml: invalid, headers: xml },
    ({ status, text, headers }) => refusesAccessLevel(status, text, headers),
  ),
  probeList(
    "malformed XML is a parse error",
    { method: "POST", xml: "<input><property", headers: xml },
    ({ status, text }) => status === 400 && /line \d+/.test(text),
  ),
  probeList("Prefer: code=409", { headers: { prefer: "code=409" } }, ({ status }) => status === 409),
  probeList(
    "Prefer: example=TooManyOnlineMeetings",
    { method: "POST", json: {}, headers: { prefer: "code=409, example=TooManyOnlineMeetings" } },
    ({ json }) => json.subcode === "TooManyOnlineMeetings",
  ),
  probeList("no ticket is 401", { headers: { authorization: "" } }, ({ status }) => status === 401),
  probeList("wrong method is 405", { method: "PUT", json: {} }, ({ status }) => status === 405),
];

/** The 17 probes of the peer survey, against the document's own resources. */
export const probes: Probe[] = [
  probe("GET JSON", {}, ({ status, json }) => status === 200 && json.rel === "myOnlineMeeting"),
  probe(
    "GET XML with the right root",
    { headers: xml },
    ({ status, text }) => status === 200 && /^<\?xml.*\?>\s*<resource /.test(text),
  ),
  probe("Accept that nothing meets is 406", { headers: { accept: "text/plain" } }, ({ status }) => status === 406),
  probe("PUT JSON", { method: "PUT", json: { subject: "Budget" } }, ({ status }) => status === 200),
  {
    name: "GET reflects the PUT",
    async run(server) {
      await ask(server, meeting, { method: "PUT", json: { subject: "Reflected" } });
      return (await ask(server, meeting)).json.subject === "Reflected";
    },
  },
  probe(
    "invalid JSON body is refused and located",
    { method: "PUT", json: { accessLevel: "Sometimes" } },
    ({ status, text, headers }) => refusesAccessLevel(status, text, headers),
  ),
  probe(
    "malformed JSON is answered",
    { method: "PUT", body: '{"subject": ', headers: { "content-type": "application/json" } },
    ({ status }) => isRefusal(status),
  ),
  probe("valid XML is accepted", { method: "PUT", xml: valid, headers: xml }, ({ status }) => status === 200),
  probe(
    "invalid XML is refused and located",
    { method: "PUT", xml: invalid, headers: xml },
    ({ status, text, headers }) => refusesAccessLevel(status, text, headers),
  ),
  probe(
    "malformed XML is a parse error",
    { method: "PUT", xml: "<input><property", headers: xml },
    ({ status, text }) => status === 400 && /line \d+/.test(text),
  ),
  {
    name: "If-None-Match is 304",
    async run(server) {
      const { headers } = await ask(server, meeting);
      const etag = headers.get("etag") ?? '"none"';
      // fetch would add `no-cache` of its own, which asks for the whole response.
      const condition = { "if-none-match": etag, "cache-control": "max-age=0" };
      return (await ask(server, meeting, { headers: condition })).status === 304;
    },
  },
  probe("Prefer: code=409", { headers: { prefer: "code=409" } }, ({ status }) => status === 409),
  probe(
    "Prefer: example=TooManyGroups",
    { headers: { prefer: "code=409, example=TooManyGroups" } },
    ({ json }) => json.subcode === "TooManyGroups",
  ),
  probe("no token is 401", { headers: { authorization: "" } }, ({ status }) => status === 401),
  probe(
    "unknown path is 404 with a UCWA body",
    {},
    ({ status, json }) => status === 404 && json.code === "NotFound",
    "/nothing",
  ),
  probe("wrong method is 405", { method: "POST", json: {} }, ({ status }) => status === 405),
  probe("GET has an ETag", {}, ({ headers }) => Boolean(headers.get("etag"))),
];

/** Long enough, in milliseconds, for any answer that is going to come. */
const patience = 1500;

/** What a server that was just started does: `yes` or `no` for each probe; `hangs` or `breaks off` where there is no answer. */
export async function score(server: Server, of = probes): Promise<string[]> {
  const results: string[] = [];
  for (const { run } of of) {
    const hangs = new Promise<string>((resolve) => setTimeout(resolve, patience, "hangs"));
    results.push(
      await Promise.race([
        run(server).then(
          (does) => (does ? "yes" : "no"),
          () => "breaks off",
        ),
        hangs,
      ]),
    );
  }
  return results;
}

/** How many of them are `yes`. */
export function total(results: string[]): number {
  return results.filter((result) => result === "yes").length;
}

function refusesAccessLevel(status: number, text: string, headers: Headers): boolean {
  return isRefusal(status) && `${text} ${headers.get("sl-violations")}`.includes("accessLevel");
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500;
}
