import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { describe, expect, onTestFinished, test } from "vitest";
import { xml } from "../src/codec/xml.ts";
import {
  ArgumentError,
  type ClientOptions,
  createClient,
  PreconditionFailedError,
  type UcwaClient,
  UcwaClientError,
} from "../src/index.ts";
import { ValidationError, type ValidatorOptions, validator } from "../src/validation/index.ts";
import { guid, guidProperty } from "./support/representations.ts";

const baseUrl = "https://fe1.contoso.com/ucwa/v1";
const token = "cwt=PHNhbWw6Q2FuYXJ5IHhtbG5";
const ids = { applicationId: "833", onlineMeetingId: "810" };
const extensionIds = { ...ids, onlineMeetingExtensionId: "917823" };
const namespace = 'xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"';

const listPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings";
const meetingPath = `${listPath}/{onlineMeetingId}` as const;
const extensionsPath = `${meetingPath}/onlineMeetingExtensions` as const;
const extensionPath = `${extensionsPath}/{onlineMeetingExtensionId}` as const;

type Send = (request: Request) => Promise<Response>;

/** Answers each request with the same body. */
function answer(body: string, status = 200): Send {
  const type = body.startsWith("<") ? "application/xml" : "application/json";
  return async () => new Response(body, { status, headers: { "content-type": type, etag: '"1"' } });
}

/** A client that validates, what it has sent, and what it has reported. */
function observe(fetch: Send, options: Partial<ClientOptions> = {}, onViolation?: ValidatorOptions["onViolation"]) {
  const sent: string[] = [];
  const reported: ValidationError[] = [];
  const report = onViolation ?? ((error: ValidationError) => void reported.push(error));
  const ucwa = createClient({
    baseUrl,
    token,
    fetch: async (request) => {
      sent.push(request.method);
      return fetch(request);
    },
    validate: validator({ onViolation: report }),
    ...options,
  });
  return { ucwa, sent, reported };
}

/** What a call rejects with. */
async function failureOf(call: Promise<unknown>): Promise<ValidationError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ValidationError) return error;
  throw new Error("The call was not rejected with a ValidationError.", { cause: error });
}

const self = (href: string) => ({ self: { href } });
const meetingJson = (properties: object) =>
  JSON.stringify({ rel: "myOnlineMeeting", _links: self("/m/810"), ...properties });
const extensionJson = (properties: object) =>
  JSON.stringify({ rel: "onlineMeetingExtension", _links: self("/m/810/e/1"), ...properties });
const inXml = (rel: string, content: string) => `<resource rel="${rel}" href="/r" ${namespace}>${content}</resource>`;
const nestedXml = (rel: string, content: string) => `<resource rel="${rel}" href="/n">${content}</resource>`;
const listXml = (name: string) => `<propertyList name="${name}"><item>1</item></propertyList>`;

interface Planted {
  readonly representation: string;
  readonly operationId: string;
  readonly body: string;
  readonly pointer: string;
  readonly expected: string;
  readonly got: string;
}

const text = { expected: "a string", got: "a number" };
const textInXml = { expected: "a string", got: "a list" };

/** A wrong type in the response of each operation that has one. In XML, a text and a list are all the types there are. */
const planted: Planted[] = [
  ["getMyOnlineMeeting", "updateMyOnlineMeeting", "createMyOnlineMeeting"].flatMap((operationId) => [
    { representation: "JSON", operationId, body: meetingJson({ subject: 5 }), pointer: "/subject", ...text },
    {
      representation: "XML",
      operationId,
      body: inXml("myOnlineMeeting", listXml("subject")),
      pointer: "/subject",
      ...textInXml,
    },
  ]),
  ["getOnlineMeetingExtension", "updateOnlineMeetingExtension", "createOnlineMeetingExtension"].flatMap(
    (operationId) => [
      { representation: "JSON", operationId, body: extensionJson({ id: 5 }), pointer: "/id", ...text },
      {
        representation: "XML",
        operationId,
        body: inXml("onlineMeetingExtension", listXml("id")),
        pointer: "/id",
        ...textInXml,
      },
    ],
  ),
  {
    representation: "JSON",
    operationId: "getMyOnlineMeetings",
    body: JSON.stringify({
      rel: "myOnlineMeetings",
      _links: self("/m"),
      _embedded: { myOnlineMeeting: [JSON.parse(meetingJson({ leaders: "sip:a@b" }))] },
    }),
    pointer: "/_embedded/myOnlineMeeting/0/leaders",
    expected: "a list",
    got: "a string",
  },
  {
    representation: "XML",
    operationId: "getMyOnlineMeetings",
    body: inXml("myOnlineMeetings", nestedXml("myOnlineMeeting", '<property name="leaders">sip:a@b</property>')),
    pointer: "/_embedded/myOnlineMeeting/0/leaders",
    expected: "a list",
    got: "a string",
  },
  {
    representation: "JSON",
    operationId: "getOnlineMeetingExtensions",
    body: JSON.stringify({ rel: "onlineMeetingExtensions", _links: { self: { href: true } } }),
    pointer: "/_links/self/href",
    expected: "a string",
    got: "a boolean",
  },
  {
    representation: "XML",
    operationId: "getOnlineMeetingExtensions",
    body: inXml("onlineMeetingExtensions", nestedXml("onlineMeetingExtension", listXml("type"))),
    pointer: "/_embedded/onlineMeetingExtension/0/type",
    ...textInXml,
  },
].flat();

const ifMatch = { "If-Match": '"1"' };

/** Each operation with a response, in both layers. */
const calls: Record<
  string,
  { resource(ucwa: UcwaClient): Promise<unknown>; operation(ucwa: UcwaClient): Promise<unknown> }
> = {
  getMyOnlineMeeting: {
    resource: (ucwa) => ucwa.myOnlineMeeting.get(ids),
    operation: (ucwa) => ucwa.GET(meetingPath, { params: { path: ids } }),
  },
  createMyOnlineMeeting: {
    resource: (ucwa) => ucwa.myOnlineMeetings.create(ids, {}),
    operation: (ucwa) => ucwa.POST(listPath, { params: { path: ids }, body: {} }),
  },
  updateMyOnlineMeeting: {
    resource: (ucwa) => ucwa.myOnlineMeeting.update(ids, {}),
    operation: (ucwa) => ucwa.PUT(meetingPath, { params: { path: ids, header: ifMatch }, body: {} }),
  },
  getMyOnlineMeetings: {
    resource: (ucwa) => ucwa.myOnlineMeetings.list(ids),
    operation: (ucwa) => ucwa.GET(listPath, { params: { path: ids } }),
  },
  getOnlineMeetingExtension: {
    resource: (ucwa) => ucwa.onlineMeetingExtensions.get(extensionIds),
    operation: (ucwa) => ucwa.GET(extensionPath, { params: { path: extensionIds } }),
  },
  createOnlineMeetingExtension: {
    resource: (ucwa) => ucwa.onlineMeetingExtensions.create(ids, {}),
    operation: (ucwa) => ucwa.POST(extensionsPath, { params: { path: ids }, body: {} }),
  },
  updateOnlineMeetingExtension: {
    resource: (ucwa) => ucwa.onlineMeetingExtensions.update(extensionIds, {}),
    operation: (ucwa) => ucwa.PUT(extensionPath, { params: { path: extensionIds, header: ifMatch }, body: {} }),
  },
  getOnlineMeetingExtensions: {
    resource: (ucwa) => ucwa.onlineMeetingExtensions.list(ids),
    operation: (ucwa) => ucwa.GET(extensionsPath, { params: { path: ids } }),
  },
};

/** A valid resource of the same kind, for the read before an update. */
function validFor({ operationId, representation }: Planted): string {
  const isMeeting = operationId === "updateMyOnlineMeeting";
  if (representation === "XML") return inXml(isMeeting ? "myOnlineMeeting" : "onlineMeetingExtension", "");
  return isMeeting ? meetingJson({}) : extensionJson({});
}

const codecFor = (representation: string) => (representation === "XML" ? { representation: xml() } : {});

describe.each(["resource", "operation"] as const)(
  "A wrong type that comes back is a violation, in the %s layer",
  (layer) => {
    test.each(planted)("from $operationId in $representation: $pointer", async (each) => {
      const { operationId, pointer, expected, got } = each;
      const isRead = (method: string) => method === "GET" && operationId.startsWith("update");
      const fetch: Send = (request) => answer(isRead(request.method) ? validFor(each) : each.body)(request);
      const { ucwa } = observe(fetch, codecFor(each.representation), "throw");
      const error = await failureOf(calls[operationId]?.[layer](ucwa) ?? Promise.resolve());
      expect(error).toMatchObject({
        operationId,
        direction: "response",
        status: 200,
        violations: [{ pointer, expected, got }],
        mayHaveBeenApplied: !operationId.startsWith("get"),
        url: expect.stringContaining("https://fe1.contoso.com/"),
      });
      expect(error.message).toBe(
        `${error.method} ${error.url}: ${operationId} response ${pointer}: expected ${expected}, got ${got}`,
      );
    });
  },
);

test("there is a wrong type for each operation whose response has a body", () => {
  expect(new Set(planted.map(({ operationId }) => operationId))).toEqual(new Set(Object.keys(calls)));
});

/** What a caller without types sends. */
const wrongMeeting = JSON.parse('{"attendees":["sip:a@b.c"],"subject":5}');
const wrongExtension = JSON.parse('{"type":"RoamedParticipantData","table":{"number":12}}');

describe.each(["JSON", "XML"])(
  "A wrong type that is about to be sent is a violation, and is not sent, in %s",
  (name) => {
    const current = (rel: string) => (name === "XML" ? inXml(rel, "") : JSON.stringify({ rel, _links: self("/r") }));
    const meeting = current("myOnlineMeeting");
    const extension = current("onlineMeetingExtension");
    const violation = { pointer: "/subject", expected: "a string or null", got: "a number" };
    const customKey = { pointer: "/table", expected: "a string, a number, a boolean or a list", got: "an object" };

    test.each([
      [
        "createMyOnlineMeeting",
        (ucwa: UcwaClient) => ucwa.myOnlineMeetings.create(ids, wrongMeeting),
        violation,
        meeting,
      ],
      [
        "updateMyOnlineMeeting",
        (ucwa: UcwaClient) => ucwa.myOnlineMeeting.update(ids, wrongMeeting),
        violation,
        meeting,
      ],
      [
        "createMyOnlineMeeting",
        (ucwa: UcwaClient) => ucwa.POST(listPath, { params: { path: ids }, body: wrongMeeting }),
        violation,
        meeting,
      ],
      [
        "updateMyOnlineMeeting",
        (ucwa: UcwaClient) => ucwa.PUT(meetingPath, { params: { path: ids, header: ifMatch }, body: wrongMeeting }),
        violation,
        meeting,
      ],
      [
        "createOnlineMeetingExtension",
        (ucwa: UcwaClient) => ucwa.onlineMeetingExtensions.create(ids, wrongExtension),
        customKey,
        extension,
      ],
      [
        "updateOnlineMeetingExtension",
        (ucwa: UcwaClient) => ucwa.onlineMeetingExtensions.update(extensionIds, wrongExtension),
        customKey,
        extension,
      ],
    ] as const)("by %s, %#", async (operationId, call, expected, body) => {
      const { ucwa, sent } = observe(answer(body), codecFor(name), "throw");
      const error = await failureOf(call(ucwa));
      expect(error).toMatchObject({ operationId, direction: "request", violations: [expected] });
      expect([error.mayHaveBeenApplied, error.status, error.method]).toEqual([false, undefined, undefined]);
      expect(error.message).toBe(
        `${operationId} request ${expected.pointer}: expected ${expected.expected}, got ${expected.got}`,
      );
      expect(sent.filter((method) => method !== "GET")).toEqual([]);
    });
  },
);

describe("No violation is", () => {
  test.each(exchanges.filter(({ response }) => response.body))("the published message $name", async (exchange) => {
    const { request, response, representation } = exchange;
    const { ucwa, reported } = observe(answer(response.body, response.status), codecFor(representation.toUpperCase()));
    const rel = /onlineMeetingExtensions$/.test(request.url) ? "onlineMeetingExtensions" : "myOnlineMeeting";
    const written = representation === "json" && request.body ? JSON.parse(request.body) : {};
    if (request.method === "GET" && rel === "myOnlineMeeting") await ucwa.GET(meetingPath, { params: { path: ids } });
    else if (request.method === "GET") await ucwa.GET(extensionsPath, { params: { path: ids } });
    else if (request.method === "PUT")
      await ucwa.PUT(meetingPath, { params: { path: ids, header: ifMatch }, body: written });
    else await ucwa.POST(extensionsPath, { params: { path: ids }, body: written });
    expect(reported).toEqual([]);
  });

  test("a property or a member that is new, in JSON", async () => {
    const properties = { accessLevel: "AddedByALaterServer", later: { it: [{ any: "form" }] }, [guid]: guidProperty };
    const { ucwa, reported } = observe(answer(meetingJson(properties)));
    const changes = JSON.parse('{"entryExitAnnouncement":"AddedByALaterServer","newer":{"any":"form"}}');
    await ucwa.myOnlineMeeting.update(ids, changes);
    expect(reported).toEqual([]);
  });

  test("a property or a member that is new, in XML", async () => {
    const properties = `<property name="accessLevel">AddedByALaterServer</property>${listXml("later")}`;
    const { ucwa, reported } = observe(answer(inXml("myOnlineMeeting", properties)), codecFor("XML"));
    const changes = JSON.parse('{"entryExitAnnouncement":"AddedByALaterServer","newer":"x"}');
    await ucwa.myOnlineMeeting.update(ids, changes);
    expect(reported).toEqual([]);
  });

  test("a relation that is new", async () => {
    const { ucwa, reported } = observe(answer(meetingJson({ rel: "myLaterOnlineMeeting" })));
    await ucwa.myOnlineMeeting.get(ids);
    expect(reported).toEqual([]);
  });

  test("a value that is sent back as it came, such as a long number or a time without an offset", async () => {
    const body = meetingJson({ big: 0, expirationTime: "2015-07-14T20:54:08", attendees: ["johndoe"] });
    const { ucwa, reported } = observe(answer(body.replace('"big":0', '"big":12345678901234567890')));
    await ucwa.myOnlineMeeting.update(ids, { subject: "New" });
    expect(reported).toEqual([]);
  });

  test("a custom key with a long number that is sent back as it came, and none that is undefined", async () => {
    const { ucwa, reported } = observe(answer(extensionJson({ n: 0 }).replace('"n":0', '"n":12345678901234567890')));
    await ucwa.onlineMeetingExtensions.update(extensionIds, { type: "RoamedParticipantData" });
    const { ucwa: other, reported: others } = observe(answer(inXml("onlineMeetingExtension", "")), codecFor("XML"));
    await other.onlineMeetingExtensions.create(ids, Object.assign(JSON.parse('{"id":"1"}'), { table: undefined }));
    expect([...reported, ...others]).toEqual([]);
  });

  test("an error of UCWA's, and a page that is none", async () => {
    const page: Send = async () => new Response("<html>", { status: 401, headers: { "content-type": "text/html" } });
    const { ucwa, reported } = observe(page);
    await ucwa.GET(meetingPath, { params: { path: ids } });
    const refused = observe(answer('{"code":"Conflict","subcode":"AddedByALaterServer","new":1}', 409));
    await refused.ucwa.GET(meetingPath, { params: { path: ids } });
    expect([...reported, ...refused.reported]).toEqual([]);
  });
});

describe("What is wrong is told", () => {
  const wrong = answer(meetingJson({ subject: 5, attendees: [1, "sip:a@b.c", null], _links: {} }));

  test("once for each value, with what is missing", async () => {
    const { ucwa, reported } = observe(wrong);
    await ucwa.myOnlineMeeting.get(ids);
    const told = reported.map(({ violations }) => violations.map((each) => Object.values(each).join(", ")).sort());
    expect(told).toEqual([
      [
        "/_links/self, a value, none",
        "/attendees/0, a string, a number",
        "/attendees/2, a string, null",
        "/subject, a string, a number",
      ],
    ]);
  });

  test("also of a number that is sent back as it was written", async () => {
    const { ucwa, reported } = observe(answer(meetingJson({ subject: 0 }).replace('"subject":0', '"subject":1.0')));
    await ucwa.myOnlineMeeting.update(ids, {});
    expect(reported.map(({ direction, violations }) => [direction, violations[0]?.got])).toEqual([
      ["response", "a number"],
      ["request", "a number"],
      ["response", "a number"],
    ]);
  });

  test("with a warning, unless the program says otherwise, and the call goes on", async () => {
    const lines: unknown[][] = [];
    const { warn } = console;
    console.warn = (...line) => void lines.push(line);
    onTestFinished(() => void Object.assign(console, { warn }));
    for (const validate of [validator(), validator({}), validator({ onViolation: undefined })]) {
      const ucwa = createClient({ baseUrl, fetch: answer(meetingJson({ subject: 5 })), validate });
      expect((await ucwa.myOnlineMeeting.get(ids)).href).toBe("/m/810");
    }
    const url = `${baseUrl}/applications/833/onlineMeetings/myOnlineMeetings/810`;
    const line = `GET ${url}: getMyOnlineMeeting response /subject: expected a string, got a number`;
    expect(lines).toEqual([[line], [line], [line]]);
  });

  test("to a function, whose own error does not change the call", async () => {
    const rejections: unknown[] = [];
    const listeners = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", (reason) => void rejections.push(reason));
    onTestFinished(() => {
      process.removeAllListeners("unhandledRejection");
      for (const listener of listeners) process.on("unhandledRejection", listener);
    });
    const broken = new Error("broken");
    const { ucwa } = observe(answer(meetingJson({ subject: 5 })), {}, () => {
      throw broken;
    });
    expect((await ucwa.myOnlineMeeting.get(ids)).href).toBe("/m/810");
    await new Promise((resolve) => setTimeout(resolve));
    expect(rejections).toEqual([broken]);
  });

  test("in a short message, and with at most 100 violations, for a body with millions", async () => {
    const { ucwa, reported } = observe(answer(meetingJson({ attendees: Array(2_000_000).fill(1) })));
    await ucwa.myOnlineMeeting.get(ids);
    expect(reported[0]?.violations).toHaveLength(100);
    expect(reported[0]?.message).toMatch(/\/attendees\/4: expected a string, got a number; and 95 more$/);
  });

  test("with at most 100 violations, also where the values are in several lists", async () => {
    const extension = { rel: "onlineMeetingExtension", id: 1, type: 1, _links: self("/e") };
    const body = { attendees: Array(99).fill(1), _embedded: { onlineMeetingExtension: [extension] } };
    const { ucwa, reported } = observe(answer(meetingJson(body)));
    await ucwa.myOnlineMeeting.get(ids);
    expect(reported[0]?.violations).toHaveLength(100);
  });

  test("with the pointers of properties of any name", async () => {
    const names = JSON.parse('{"a":{},"ab":["12A",{}],"x/y~z":{}}');
    const { ucwa, sent } = observe(answer(""), {}, "throw");
    const error = await failureOf(ucwa.onlineMeetingExtensions.create(ids, names));
    expect(error.message).toBe(
      "createOnlineMeetingExtension request /a: expected a string, a number, a boolean or a list, got an object; /ab/1: expected a string, a number or a boolean, got an object; /x~1y~0z: expected a string, a number, a boolean or a list, got an object",
    );
    expect(sent).toEqual([]);
  });

  test("with no more than the start of a very long name", async () => {
    const { ucwa } = observe(answer(""), {}, "throw");
    const error = await failureOf(ucwa.onlineMeetingExtensions.create(ids, JSON.parse(`{"${"k".repeat(5000)}":{}}`)));
    expect(error.violations.map(({ pointer }) => pointer)).toEqual([`/${"k".repeat(299)}`]);
  });

  test("also when a server embeds very many resources without their links", async () => {
    const members = Array(50_000).fill({ rel: "myOnlineMeeting" });
    const body = JSON.stringify({
      rel: "myOnlineMeetings",
      _links: self("/m"),
      _embedded: { myOnlineMeeting: members },
    });
    const { ucwa, reported } = observe(answer(body));
    await ucwa.GET(listPath, { params: { path: ids } });
    const pointers = reported[0]?.violations.map(({ pointer }) => pointer) ?? [];
    expect(pointers[0]).toBe("/_embedded/myOnlineMeeting/0/_links");
    expect(pointers.length).toBeGreaterThanOrEqual(99);
  });

  test("without a token, a value or a query", async () => {
    const secret = "hushhush";
    const body = meetingJson({ [token]: 1, subject: [token], _links: { self: { href: "/m", [token]: 1, title: 5 } } });
    const { ucwa, reported } = observe(answer(body));
    await ucwa.myOnlineMeeting.get(`/ucwa/v1/m?access_token=${secret}`);
    const debug = observe(answer(JSON.stringify({ code: "Conflict", debugInfo: { [token]: 5 } }), 409));
    await debug.ucwa.GET(meetingPath, { params: { path: ids } });
    expect(reported).toHaveLength(1);
    expect(debug.reported[0]?.violations).toEqual([
      { pointer: "/debugInfo/[redacted]", expected: "a string", got: "a number" },
    ]);
    const seen = [...reported, ...debug.reported].map((error) => `${error.stack} ${JSON.stringify(error)}`).join("\n");
    expect(seen).not.toContain(token.slice(4, 14));
    expect(seen).not.toContain(secret);
  });
});

describe("A call that throws tells what became of a write", () => {
  test("an update that was stored may have been applied, and is not sent again", async () => {
    const { ucwa, sent } = observe(answer(meetingJson({ attendees: "sip:a@b.c" })), {}, "throw");
    const lower = ucwa.PUT(meetingPath, { params: { path: ids, header: ifMatch }, body: {} });
    expect(await failureOf(lower)).toMatchObject({ mayHaveBeenApplied: true, method: "PUT", status: 200 });
    expect(sent).toEqual(["PUT"]);
  });

  test("an update whose response has no body, and whose resource is invalid when it is read", async () => {
    const fetch: Send = async (request) =>
      request.method === "PUT" ? new Response(null, { status: 204 }) : answer(bodies.shift() ?? "")(request);
    const bodies = [meetingJson({}), meetingJson({ subject: 5 })];
    const { ucwa, sent } = observe(fetch, {}, "throw");
    const error = await failureOf(ucwa.myOnlineMeeting.update(ids, { subject: "New" }));
    expect(error).toMatchObject({ operationId: "getMyOnlineMeeting", mayHaveBeenApplied: true });
    expect(sent).toEqual(["GET", "PUT", "GET"]);
  });

  test("an update whose refusal is invalid was not applied, and the refusal is the cause", async () => {
    const refusal = answer('{"code":"PreconditionFailed","message":5}', 412);
    const fetch: Send = (request) => (request.method === "PUT" ? refusal : answer(meetingJson({})))(request);
    const { ucwa } = observe(fetch, {}, "throw");
    const error = await failureOf(ucwa.myOnlineMeeting.update(ids, { subject: "New" }));
    expect(error).toMatchObject({ mayHaveBeenApplied: false, status: 412 });
    expect(error.violations).toEqual([{ pointer: "/message", expected: "a string", got: "a number" }]);
    expect(error.cause).toBeInstanceOf(PreconditionFailedError);
  });

  test("its error is one of the client's family", async () => {
    const { ucwa } = observe(answer(meetingJson({ subject: 5 })), {}, "throw");
    const error = await failureOf(ucwa.myOnlineMeeting.get(ids));
    expect(error).toBeInstanceOf(UcwaClientError);
    expect(error.name).toBe("ValidationError");
  });
});

describe("A validator of the wrong kind is refused where it is made", () => {
  test.each([
    ["throw", 'validator: expected an object, got "throw"'],
    [null, "validator: expected an object, got null"],
    [{ onViolation: "error" }, 'onViolation: expected "warn", "throw" or a function, got "error"'],
    [{ onViolation: null }, 'onViolation: expected "warn", "throw" or a function, got null'],
  ])("%j", (options, message) => {
    // @ts-expect-error: no options
    expect(() => validator(options)).toThrow(new ArgumentError(message));
  });
});
