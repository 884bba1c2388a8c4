import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { xml } from "../src/codec/xml.ts";
import { ArgumentError, createClient, NetworkError, ServiceUnavailableError, TimeoutError } from "../src/index.ts";
import { type Reply, serve } from "./support/server.ts";

const bundle: { components: { examples: Record<string, { value: unknown }> } } = JSON.parse(
  readFileSync(new URL(import.meta.resolve("@ucwa-meetings/spec/openapi.json")), "utf8"),
);
const json = (name: string) => JSON.stringify(bundle.components.examples[`${name}Json`]?.value);
const forms = [
  { name: "JSON", type: "application/json", options: {}, body: json },
  {
    name: "XML",
    type: "application/xml",
    options: { representation: xml() },
    body: (name: string) => String(bundle.components.examples[`${name}Xml`]?.value),
  },
];

const applicationId = "833";
const list = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings";
const subjectOf = ({ data }: { data: { subject?: string } }) => data.subject;

describe.each(forms)("Meetings in $name", ({ type, options, body }) => {
  const reply = (text: string, more: Reply = {}): Reply => ({
    ...more,
    body: text,
    headers: { "content-type": type, ...more.headers },
  });
  async function start(...replies: Parameters<typeof serve>) {
    const server = await serve(...replies);
    const ucwa = createClient({ baseUrl: server.baseUrl, token: "cwt=a", retry: { initialDelay: 1 }, ...options });
    return { ...server, ucwa, asked: () => server.arrivals.map(({ method, path }) => `${method} ${path}`) };
  }

  test("the published list has both kinds of meetings, each with its times, links and extensions", async () => {
    const { ucwa, asked } = await start(reply(body("MyOnlineMeetingsRead")));
    const meetings = await ucwa.myOnlineMeetings.list({ applicationId });
    expect(asked()).toEqual([`GET ${list}`]);
    expect(meetings.map(({ data }) => data.rel)).toEqual(["myOnlineMeeting", "myAssignedOnlineMeeting"]);
    expect(meetings.map(({ href }) => href.split("/").at(-1))).toEqual(["943", "600"]);
    for (const meeting of meetings) {
      expect(meeting.data.expirationTime).toBeInstanceOf(Date);
      expect(meeting.data.expirationTime?.toISOString()).toMatch(/^2016-09-26T23:20:29\.0\d\dZ$/);
      expect(meeting.embedded("onlineMeetingExtension").map(({ data }) => data.id)).toEqual(["917823"]);
    }
  });

  test("a list may be asked for by the id of the application, an href or a link", async () => {
    const { ucwa, asked } = await start(reply(body("MyOnlineMeetingsRead")));
    await ucwa.myOnlineMeetings.list({ applicationId });
    await ucwa.myOnlineMeetings.list("/ucwa/oauth/v1/applications/1/onlineMeetings/myOnlineMeetings");
    await ucwa.myOnlineMeetings.list({ href: "/elsewhere?a=b" });
    expect(asked()).toEqual([
      `GET ${list}`,
      "GET /ucwa/oauth/v1/applications/1/onlineMeetings/myOnlineMeetings",
      "GET /elsewhere?a=b",
    ]);
  });

  test("meetings that are only linked to are read, whether a relation has one link or several", async () => {
    const { ucwa, asked } = await start(
      reply(body("MyOnlineMeetingsLinked")),
      reply(body("MyOnlineMeetingCreatedDeployed"), { headers: { etag: '"7"' } }),
    );
    const meetings = await ucwa.myOnlineMeetings.list({ applicationId });
    const base = "/ucwa/oauth/v1/applications/103985322388/onlineMeetings/myOnlineMeetings";
    expect(asked().slice(1)).toEqual(["PYC58WSY", "DEDX9367", "1XAW22CG"].map((id) => `GET ${base}/${id}`));
    expect(meetings.map(({ etag }) => etag)).toEqual(["7", "7", "7"]);
  });

  test("meetings that are linked to beside embedded ones are read, and each is there once", async () => {
    const hrefs = [`https://fe1.contoso.com${list}/943?resourceVersion=1`, `${list}/7`];
    const links = JSON.stringify({ myOnlineMeeting: hrefs.map((href) => ({ href })) });
    const elements = hrefs.map((href) => `<link rel="myOnlineMeeting" href="${href}"/>`);
    const { ucwa, asked } = await start(
      reply(
        body("MyOnlineMeetingsRead")
          .replace(/"_links":\{/, `"_links":${links.slice(0, -1)},`)
          .replace(/<resource [^>]*>/, `$&${elements.join("")}`),
      ),
      reply(body("MyOnlineMeetingCreated"), { headers: { etag: '"1"' } }),
    );
    const meetings = await ucwa.myOnlineMeetings.list({ applicationId });
    expect(asked()).toEqual([`GET ${list}`, `GET ${list}/7`]);
    expect(meetings.map(({ data }) => data.rel)).toEqual([
      "myOnlineMeeting",
      "myOnlineMeeting",
      "myAssignedOnlineMeeting",
    ]);
  });

  test("a meeting that somebody deletes while the list is read is not in it, and any other refusal is told", async () => {
    const gone = reply(body("NotFound"), { status: 404 });
    const moved = reply(body("ApplicationNotFound"), { status: 404 });
    const created = reply(body("MyOnlineMeetingCreatedDeployed"), { headers: { etag: '"7"' } });
    const { ucwa } = await start(reply(body("MyOnlineMeetingsLinked")), gone, created);
    expect(await ucwa.myOnlineMeetings.list({ applicationId })).toHaveLength(2);
    const other = await start(reply(body("MyOnlineMeetingsLinked")), moved);
    await expect(other.ucwa.myOnlineMeetings.list({ applicationId })).rejects.toMatchObject({ status: 404 });
  });

  test("the total timeout is for the whole list, however many meetings are read for it", async () => {
    const fetch = async ({ url }: Request) => {
      const name = url.endsWith("myOnlineMeetings") ? "MyOnlineMeetingsLinked" : "MyOnlineMeetingCreatedDeployed";
      await new Promise((resolve) => setTimeout(resolve, 25));
      return new Response(body(name), { headers: { "content-type": type } });
    };
    const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", totalTimeout: 60, fetch, ...options });
    await expect(ucwa.myOnlineMeetings.list({ applicationId })).rejects.toBeInstanceOf(TimeoutError);
  });

  test("a listed meeting can be updated and deleted, the predefined one too", async () => {
    const { ucwa, asked, arrivals } = await start(
      reply(body("MyOnlineMeetingsRead")),
      // The page's list has no ETags, so each is read before it is written.
      reply(body("MyOnlineMeetingCreated"), { headers: { etag: '"1"' } }),
      reply(body("MyOnlineMeetingCreated"), { headers: { etag: '"2"' } }),
      reply(body("MyOnlineMeetingCreated"), { headers: { etag: '"1"' } }),
      reply(body("MyOnlineMeetingCreated"), { headers: { etag: '"2"' } }),
      { status: 204 },
    );
    const meetings = await ucwa.myOnlineMeetings.list({ applicationId });
    for (const meeting of meetings) await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3" });
    for (const meeting of meetings) await ucwa.myOnlineMeeting.delete(meeting);
    const at = "/ucwa/v1/applications/192/onlineMeetings/myOnlineMeetings";
    expect(asked().slice(1)).toEqual([
      `GET ${at}/943`,
      // Where the server says that it is.
      `PUT ${at}/943`,
      `GET ${at}/600`,
      `PUT ${at}/943`,
      `DELETE ${at}/943`,
      `DELETE ${at}/600`,
    ]);
    expect(arrivals[2]?.body).toContain("Q3");
  });

  test.each([
    [201, "MyOnlineMeetingCreated", "Quarterly sales numbers"],
    [200, "MyOnlineMeetingCreatedDeployed", "holiday party"],
  ])("a new meeting is taken from a %s, with its version and its address", async (status, name, subject) => {
    const { ucwa, asked } = await start(reply(body(name), { status, headers: { etag: '"891"' } }));
    const meeting = await ucwa.myOnlineMeetings.create({ applicationId }, { subject });
    expect(meeting).toMatchObject({ etag: "891", data: { subject, expirationTime: expect.any(Date) } });
    expect(meeting.href).toMatch(/\/onlineMeetings\/myOnlineMeetings\/(943|DEDX9367)$/);
    expect(asked()).toEqual([`POST ${list}`]);
  });

  test("a time goes out with its offset, and one without is refused before anything is sent", async () => {
    const { ucwa, arrivals } = await start(reply(body("MyOnlineMeetingCreated"), { status: 201 }));
    await ucwa.myOnlineMeetings.create({ applicationId }, { expirationTime: new Date(1360199838000) });
    expect(arrivals[0]?.body).toContain("2013-02-07T01:17:18.000");
    expect(arrivals[0]?.headers["content-type"]).toBe(type);
    const naive = ucwa.myOnlineMeetings.create({ applicationId }, { expirationTime: "2013-02-07T01:17:18" });
    await expect(naive).rejects.toThrow(ArgumentError);
    expect(arrivals).toHaveLength(1);
  });

  test("an empty list is empty, whether it says so or says nothing", async () => {
    const empty = { rel: "myOnlineMeetings", _links: { self: { href: list } } };
    const texts =
      type === "application/json"
        ? [JSON.stringify(empty), JSON.stringify({ ...empty, _embedded: { myOnlineMeeting: [] } })]
        : [`<resource rel="myOnlineMeetings" href="${list}" xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"/>`];
    for (const text of texts) {
      const { ucwa } = await start(reply(text));
      expect(await ucwa.myOnlineMeetings.list({ applicationId })).toEqual([]);
    }
  });

  test("a new meeting is asked for once, whatever becomes of the answer", async () => {
    const reason = body("ServiceUnavailable");
    const unavailable = await start(reply(reason, { status: 503, headers: { "retry-after": "0" } }));
    const refused = unavailable.ucwa.myOnlineMeetings.create({ applicationId }, { subject: "Q3" });
    await expect(refused).rejects.toBeInstanceOf(ServiceUnavailableError);
    expect(unavailable.asked()).toEqual([`POST ${list}`]);

    const lost = await start((_, response) => void response.destroy());
    const failed = lost.ucwa.myOnlineMeetings.create({ applicationId }, { subject: "Q3" });
    await expect(failed).rejects.toBeInstanceOf(NetworkError);
    await expect(failed).rejects.toMatchObject({ mayHaveBeenApplied: true });
    expect(lost.asked()).toEqual([`POST ${list}`]);
  });
});

test("one embedded meeting that is no list of one is read like it", async () => {
  const meeting = { rel: "myOnlineMeeting", subject: "Alone", _links: { self: { href: `${list}/943` } } };
  const assigned = { ...meeting, rel: "myAssignedOnlineMeeting", subject: "Mine" };
  const _embedded = { myOnlineMeeting: meeting, myAssignedOnlineMeeting: assigned };
  const { baseUrl } = await serve({
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ rel: "myOnlineMeetings", _links: { self: { href: list } }, _embedded }),
  });
  const ucwa = createClient({ baseUrl, token: "cwt=a" });
  expect((await ucwa.myOnlineMeetings.list({ applicationId })).map(subjectOf)).toEqual(["Alone", "Mine"]);
});

test("a representation of a meeting is no list, and the compiler says so", async () => {
  const { baseUrl, arrivals } = await serve({
    headers: { "content-type": "application/json", etag: '"1"' },
    body: json("MyOnlineMeetingCreated"),
  });
  const ucwa = createClient({ baseUrl, token: "cwt=a" });
  const meeting = await ucwa.myOnlineMeeting.get({ applicationId, onlineMeetingId: "943" });
  // @ts-expect-error The list is asked for by the application's id, or by its address.
  const listed = ucwa.myOnlineMeetings.list(meeting);
  await expect(listed).rejects.toThrow('target: expected a representation of myOnlineMeetings, got "myOnlineMeeting"');
  // @ts-expect-error It is called subject.
  const input: Parameters<typeof ucwa.myOnlineMeetings.create>[1] = { subjct: "Q3" };
  expect([arrivals.length, Object.keys(input)]).toEqual([1, ["subjct"]]);
});

test("the operation writes times and lists of a new meeting as the resource does, in XML too", async () => {
  const { baseUrl, arrivals } = await serve({
    status: 201,
    headers: { "content-type": "application/xml", etag: '"1"' },
    body: forms[1]?.body("MyOnlineMeetingCreated") ?? "",
  });
  const ucwa = createClient({ baseUrl, token: "cwt=a", representation: xml() });
  const { data } = await ucwa.POST("/applications/{applicationId}/onlineMeetings/myOnlineMeetings", {
    params: { path: { applicationId } },
    body: { attendees: ["sip:amy@contoso.com"], expirationTime: "/Date(1360199838000)/" },
  });
  expect(data?.subject).toBe("Quarterly sales numbers");
  expect(arrivals[0]?.body).toContain("<item>sip:amy@contoso.com</item>");
  expect(arrivals[0]?.body).toContain('<property name="expirationTime">2013-02-07T01:17:18.0000000Z</property>');
});

test("embedded meetings without a self link are not read again, since nobody knows which links are theirs", async () => {
  const sent: string[] = [];
  const fetch = async ({ url }: Request) => {
    sent.push(url);
    const links = { myOnlineMeeting: [{ href: `${list}/943` }, { href: `${list}/` }] };
    return Response.json({
      rel: "myOnlineMeetings",
      _links: links,
      _embedded: { myOnlineMeeting: [{ subject: "Q3" }] },
    });
  };
  const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", fetch });
  expect((await ucwa.myOnlineMeetings.list({ applicationId })).map(subjectOf)).toEqual(["Q3"]);
  expect(sent).toHaveLength(1);
});
