/** A request as a defective server sees it. */
interface Seen {
  method: string;
  /** `list`, `meeting`, `set` or `extension`. */
  resource: string;
  headers: Headers;
  body: string;
  isXml: boolean;
}

/** A response that a defect changes. */
interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

/** Something that is wrong with a server. */
export interface Defect {
  name: string;
  /** Changes the request on its way in; undefined leaves it. */
  request?: (
    seen: Seen,
  ) => { headers?: Record<string, string | undefined>; body?: string; method?: string } | undefined;
  /** Changes the response on its way out. */
  response?: (reply: Reply, seen: Seen) => void;
}

const json = (reply: Reply, change: (body: Record<string, unknown>) => void) => {
  if (!reply.headers.get("content-type")?.includes("json") || reply.text === "") return;
  const body = JSON.parse(reply.text);
  change(body);
  reply.text = JSON.stringify(body);
};
const isOk = ({ status }: Reply) => status >= 200 && status < 300;
const isMeeting = ({ resource, method }: Seen) => resource === "meeting" || (resource === "list" && method === "POST");
const dropFromBody = ({ body, isXml }: Seen, name: string) =>
  isXml
    ? body.replace(new RegExp(`<property name="${name}">[^<]*</property>`), "")
    : JSON.stringify({ ...JSON.parse(body || "{}"), [name]: undefined });
const onMeetings = (change: (body: Record<string, unknown>) => void) => (reply: Reply, seen: Seen) => {
  if (isOk(reply) && isMeeting(seen)) json(reply, change);
};
const replaceInXml = (from: string | RegExp, to: string) => (reply: Reply) => {
  if (reply.headers.get("content-type")?.includes("xml")) reply.text = reply.text.replaceAll(from, to);
};
const insteadOf = (status: number, other: number) => (reply: Reply) => {
  if (reply.status === status) reply.status = other;
};

let remembered = "";

/** What may be wrong with a server, each by itself. */
export const defects: Defect[] = [
  { name: "a 404 is sent as 200", response: insteadOf(404, 200) },
  { name: "a 400 is sent as 500", response: insteadOf(400, 500) },
  { name: "a 412 is sent as 409", response: insteadOf(412, 409) },
  { name: "a 405 is sent as 404", response: insteadOf(405, 404) },
  { name: "a 415 is sent as 400", response: insteadOf(415, 400) },
  { name: "a 401 is sent as 403", response: insteadOf(401, 403) },
  { name: "a 204 is sent as 202", response: insteadOf(204, 202) },
  { name: "a status that nobody knows", response: insteadOf(201, 299) },
  {
    name: "no ETag with a meeting",
    response: (reply, seen) => {
      if (isMeeting(seen)) reply.headers.delete("etag");
    },
  },
  {
    name: "an update keeps the ETag",
    response: (reply, { method, resource }) => {
      if (resource !== "meeting" || !isOk(reply)) return;
      if (method === "GET") remembered = reply.headers.get("etag") ?? "";
      if (method === "PUT" && remembered !== "") reply.headers.set("etag", remembered);
    },
  },
  {
    name: "the ETag is another one in XML",
    response: (reply, { isXml, method }) => {
      if (isXml && method === "GET" && reply.headers.has("etag")) reply.headers.set("etag", '"7"');
    },
  },
  {
    name: "a stale write is accepted",
    request: ({ method, headers }) =>
      method === "PUT" && headers.has("if-match") ? { headers: { "if-match": "*" } } : undefined,
  },
  {
    name: "every If-None-Match is current",
    request: ({ headers }) => (headers.has("if-none-match") ? { headers: { "if-none-match": "*" } } : undefined),
  },
  { name: "null where a list is due", response: onMeetings((body) => Object.assign(body, { attendees: null })) },
  { name: "a text where a list is due", response: onMeetings((body) => Object.assign(body, { leaders: "" })) },
  { name: "a number where a text is due", response: onMeetings((body) => Object.assign(body, { subject: 7 })) },
  {
    name: "an unknown member of an enumeration",
    response: onMeetings((body) => Object.assign(body, { accessLevel: "Nobody" })),
  },
  { name: "an unknown property", response: onMeetings((body) => Object.assign(body, { lobbyMusic: "jazz" })) },
  { name: "a time in another form", response: onMeetings((body) => Object.assign(body, { expirationTime: "soon" })) },
  {
    name: "the link to the extensions is lost",
    response: onMeetings((body) => {
      const { onlineMeetingExtensions, ...links } = Object(body._links);
      Object.assign(body, { _links: links });
    }),
  },
  {
    name: "the link to itself is lost",
    response: onMeetings((body) => {
      const { self, ...links } = Object(body._links);
      Object.assign(body, { _links: links });
    }),
  },
  {
    name: "links lead to another host",
    response: (reply) => {
      reply.text = reply.text.replaceAll(/(href"?[:=]")\//g, "$1https://elsewhere.test/");
    },
  },
  {
    name: "links begin with //v1",
    response: (reply) => {
      reply.text = reply.text.replaceAll(/(href"?[:=]")\/ucwa(\/oauth)?\/v1/g, "$1//v1");
    },
  },
  { name: "XML has another root", response: replaceInXml(/(<\/?)resource\b/g, "$1item") },
  { name: "XML has another namespace", response: replaceInXml("/rtc/2012/03/ucwa", "/rtc/2013/ucwa") },
  { name: "XML is not well-formed", response: replaceInXml("</resource>", "") },
  {
    name: "JSON is sent as text/plain",
    response: (reply) => {
      if (reply.headers.get("content-type")?.includes("json")) reply.headers.set("content-type", "text/plain");
    },
  },
  {
    name: "XML is asked for and JSON is sent",
    request: ({ isXml, method }) =>
      isXml && method === "GET" ? { headers: { accept: "application/json" } } : undefined,
  },
  {
    name: "a charset that the body does not have",
    response: (reply) => {
      const type = reply.headers.get("content-type");
      if (type) reply.headers.set("content-type", `${type.split(";")[0]}; charset=utf-16`);
    },
  },
  {
    name: "a 401 without a challenge",
    response: (reply) => {
      if (reply.status === 401) reply.headers.delete("www-authenticate");
    },
  },
  {
    name: "a 401 with another challenge",
    response: (reply) => {
      if (reply.status === 401) reply.headers.set("www-authenticate", 'Basic realm="x"');
    },
  },
  {
    name: "any token will do, and none too",
    request: () => ({ headers: { authorization: "Bearer cwt=anybody" } }),
  },
  {
    name: "an update drops a property",
    request: (seen) =>
      seen.method === "PUT" && seen.resource === "meeting" && seen.body.includes("description")
        ? { body: dropFromBody(seen, "description") }
        : undefined,
  },
  {
    name: "a new meeting drops a property",
    request: (seen) =>
      seen.method === "POST" && seen.resource === "list" && seen.body.includes("subject") && !seen.body.endsWith(":")
        ? { body: dropFromBody(seen, "subject") }
        : undefined,
  },
  {
    name: "custom keys of an extension are lost",
    response: (reply, { resource }) => {
      if (resource === "extension" && isOk(reply)) json(reply, (body) => Reflect.deleteProperty(body, "room"));
    },
  },
  {
    name: "DELETE does nothing",
    request: ({ method }) => (method === "DELETE" ? { method: "GET" } : undefined),
    response: (reply, { method }) => {
      if (method === "DELETE" && reply.status === 200) Object.assign(reply, { status: 204, text: "" });
    },
  },
  {
    name: "enumerations are not checked",
    request: ({ body }) =>
      body.includes("NoSuchMember") ? { body: body.replaceAll(/NoSuchMember/g, "Disabled") } : undefined,
  },
  {
    name: "a body that cannot be read is taken for an empty one",
    request: ({ body }) =>
      body === '{"subject":' ? { body: "{}" } : body === "<input" ? { body: "<input/>" } : undefined,
  },
  {
    name: "an error without a code",
    response: (reply) => {
      if (reply.status >= 400) json(reply, (body) => Reflect.deleteProperty(body, "code"));
    },
  },
  {
    name: "an error with the code of another",
    response: (reply) => {
      if (reply.status === 412) json(reply, (body) => Object.assign(body, { code: "Conflict" }));
    },
  },
  {
    name: "an error with a page in HTML",
    response: (reply) => {
      if (reply.status !== 404) return;
      reply.headers.set("content-type", "text/html");
      reply.text = "<html><body>Not found</body></html>";
    },
  },
  {
    name: "a response that is cut off",
    response: (reply, { resource, method }) => {
      if (resource === "set" && method === "GET" && isOk(reply)) reply.text = reply.text.slice(0, -3);
    },
  },
];

/** The resources within a resource in XML. */
const embeddedInXml = /<resource rel="onlineMeetingExtension" href="([^"]+)">[\s\S]*?<\/resource>/g;

/** What a server may leave out or do in another way, because the document leaves it open: no defect. */
export const liberties: Defect[] = [
  {
    name: "a user who may not use extensions",
    response: (reply, seen) => {
      if (!isMeeting(seen)) return;
      json(reply, (body) => Reflect.deleteProperty(Object(body._links), "onlineMeetingExtensions"));
      reply.text = reply.text.replaceAll(/<link rel="onlineMeetingExtensions"[^>]*>/g, "");
    },
  },
  {
    name: "a set that links to its extensions",
    response: (reply, { resource }) => {
      if (resource !== "set") return;
      json(reply, (body) => {
        const embedded = Object(Object(body._embedded).onlineMeetingExtension);
        if (!Array.isArray(embedded)) return;
        const links = embedded.map(({ _links: { self } }) => self);
        Object.assign(body, { _links: { ...Object(body._links), onlineMeetingExtension: links }, _embedded: {} });
      });
      reply.text = reply.text.replaceAll(embeddedInXml, '<link rel="onlineMeetingExtension" href="$1"/>');
    },
  },
  {
    name: "a meeting that does not embed its extensions",
    response: (reply, seen) => {
      if (!isMeeting(seen)) return;
      json(reply, (body) => Reflect.deleteProperty(body, "_embedded"));
      reply.text = reply.text.replaceAll(embeddedInXml, "");
    },
  },
  {
    name: "a server that adds the organizer to the leaders",
    response: (reply, seen) => {
      if (!isOk(reply) || !isMeeting(seen)) return;
      const organizer = "sip:organizer@contoso.com";
      json(reply, (body) => {
        const leaders = Array.isArray(body.leaders) ? body.leaders : [];
        Object.assign(body, { leaders: [...new Set([...leaders, organizer])] });
      });
      const list = /<propertyList name="leaders"(?:\s*\/>|>([\s\S]*?)<\/propertyList>)/;
      const items = (list.exec(reply.text)?.[1] ?? "").replace(`<item>${organizer}</item>`, "");
      const added = `<propertyList name="leaders">${items}<item>${organizer}</item></propertyList>`;
      if (reply.text.startsWith("<"))
        reply.text = reply.text.replace(list, "").replace(/<\/resource>\s*$/, `${added}</resource>`);
    },
  },
  {
    name: "responses to writes that have only links",
    response: (reply, { method }) => {
      if (!isOk(reply) || (method !== "POST" && method !== "PUT")) return;
      json(reply, (body) => {
        for (const name of Object.keys(body))
          if (name !== "rel" && name !== "_links") Reflect.deleteProperty(body, name);
      });
      reply.text = reply.text
        .replaceAll(embeddedInXml, "")
        .replaceAll(/<property(?:List)? [\s\S]*?<\/property(?:List)?>/g, "");
    },
  },
  {
    name: "an ETag of extensions only where they are read in JSON",
    response: (reply, { method, resource, isXml }) => {
      const isOfExtensions = resource === "set" || resource === "extension";
      if (isOfExtensions && (method !== "GET" || isXml)) reply.headers.delete("etag");
    },
  },
];

/** Puts a defect between a client and a server. */
export function withDefect(
  { request = () => undefined, response = () => {} }: Defect,
  send: typeof fetch,
): typeof fetch {
  return async (input, init = {}) => {
    const seen = toSeen(String(input), init);
    const { headers = {}, body, method } = request(seen) ?? {};
    const kept = new Headers(init.headers);
    for (const [name, value] of Object.entries(headers)) {
      if (value === undefined) kept.delete(name);
      else kept.set(name, value);
    }
    const { body: _, ...others } = init;
    const sent = (method ?? seen.method) === "GET" ? undefined : (body ?? (seen.body || undefined));
    const answer = await send(input, {
      ...others,
      method: method ?? seen.method,
      headers: kept,
      ...(sent !== undefined && { body: sent }),
    });
    const reply: Reply = { status: answer.status, headers: new Headers(answer.headers), text: await answer.text() };
    response(reply, seen);
    const isEmpty = reply.status === 204 || reply.status === 304 || reply.text === "";
    return new Response(isEmpty ? null : reply.text, { status: reply.status, headers: reply.headers });
  };
}

function toSeen(url: string, { method = "GET", headers: given, body }: RequestInit): Seen {
  const headers = new Headers(given);
  const { pathname } = new URL(url);
  const [, rest = ""] = pathname.split("/myOnlineMeetings");
  const resource = ["list", "meeting", "set", "extension"][rest.split("/").filter(Boolean).length] ?? "";
  const isXml = /xml/.test(`${headers.get("content-type")} ${headers.get("accept")}`);
  return { method, resource, headers, body: typeof body === "string" ? body : "", isXml };
}
