import { describe, expect, test } from "vitest";
import { xml } from "../src/codec/xml.ts";
import { ArgumentError, createClient } from "../src/index.ts";
import { validator } from "../src/validation/index.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const baseUrl = "https://fe1.contoso.com/ucwa/v1";
const json = { "content-type": "application/json", etag: '"1"' };
const meeting =
  '{"rel":"myOnlineMeeting","subject":"Status","_links":{"self":{"href":"/m/810"},"onlineMeetingExtensions":{"href":"/m/810/e"}}}';

describe("An option of the wrong kind is refused where the client is made", () => {
  test.each([
    ["retry", 3, "retry: expected an object, or false, got 3"],
    ["retry", true, "retry: expected an object, or false, got true"],
    ["retry", null, "retry: expected an object, or false, got null"],
    ["representation", xml, "representation: expected a codec, such as xml(), got function"],
    ["representation", "xml", 'representation: expected a codec, such as xml(), got "xml"'],
    ["representation", null, "representation: expected a codec, such as xml(), got null"],
    ["fetch", "undici", 'fetch: expected a function, got "undici"'],
    ["onAttempt", console, "onAttempt: expected a function, got object"],
    ["validate", validator, "validate: expected a validator, such as validator(), got function"],
    ["validate", "throw", 'validate: expected a validator, such as validator(), got "throw"'],
    ["validate", null, "validate: expected a validator, such as validator(), got null"],
    ["origins", "https://pool2.contoso.com", 'origins: expected a list, got "https://pool2.contoso.com"'],
    ["cache", true, "cache: expected a Map, or false, got true"],
    ["cache", {}, "cache: expected a Map, or false, got object"],
  ])("%s, %#", (name, value, message) => {
    expect(() => createClient(Object.assign({ baseUrl }, { [name]: value }))).toThrow(new ArgumentError(message));
  });
});

test.each([{ value: undefined }, { value: null }, { value: {} }, { value: "<html>" }, { value: { headers: {} } }])(
  "a fetch that resolves to no Response, but to $value, is named, and not called again",
  async ({ value }) => {
    let calls = 0;
    const fetch = async () => {
      calls++;
      return value;
    };
    // @ts-expect-error: no Response
    const ucwa = createClient({ baseUrl, fetch, retry: { initialDelay: 0 } });
    const error = await ucwa.myOnlineMeeting.delete(ids).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error).toMatchObject({ message: expect.stringMatching(/^fetch: expected a Response, got /) });
    expect(error).toMatchObject({ mayHaveBeenApplied: true });
    expect(calls).toBe(1);
  },
);

test("a fetch of another library may give a Response of its own", async () => {
  const headers = new Headers(json);
  const other = { ok: true, status: 200, statusText: "OK", headers, body: new Response(meeting).body };
  const ucwa = createClient({ baseUrl, fetch: async () => Object.assign(Object.create(null), other) });
  expect((await ucwa.myOnlineMeeting.get(ids)).data.subject).toBe("Status");
});

test("a controller in the place of its signal fails the call, and nothing after it", async () => {
  const fetch = async () => new Response(meeting, { headers: json });
  const ucwa = createClient({ baseUrl, fetch, timeout: 10 });
  // @ts-expect-error: no signal
  await expect(ucwa.myOnlineMeeting.get(ids, { signal: new AbortController() })).rejects.toThrow(TypeError);
  // An error in a timer would end the process.
  await new Promise((resolve) => setTimeout(resolve, 30));
});

describe("A value that JSON has not is refused, and nothing is sent", () => {
  const sent: string[] = [];
  const fetch = async ({ method }: Request) => {
    sent.push(method);
    return new Response(meeting, { headers: json });
  };

  test.each([
    [{ seats: Number.NaN }, "seats: expected a finite number, got NaN"],
    [{ list: [1, Number.POSITIVE_INFINITY] }, "1: expected a finite number, got Infinity"],
    [{ deep: { count: -Infinity } }, "count: expected a finite number, got -Infinity"],
    [{ seats: 5n }, "seats: expected a finite number, got 5"],
  ])("%o", async (value, message) => {
    for (const options of [{}, { representation: xml() }]) {
      const ucwa = createClient({ baseUrl, fetch, ...options });
      const read = await createClient({ baseUrl, fetch }).myOnlineMeeting.get(ids);
      sent.length = 0;
      const path = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings";
      const params = { path: { applicationId: "833" } };
      // @ts-expect-error: properties that the document does not have
      const calls = [ucwa.POST(path, { params, body: value }), ucwa.myOnlineMeeting.update(read, value)];
      // @ts-expect-error: as above
      calls.push(ucwa.myOnlineMeetings.create({ applicationId: "833" }, value));
      for (const call of calls) await expect(call).rejects.toThrow(new ArgumentError(message));
      expect(sent).toEqual([]);
    }
  });

  test.each([
    [undefined, "member: expected an object, got undefined"],
    ["Q3", 'member: expected an object, got "Q3"'],
    [["Q3"], "member: expected an object, got object"],
    [Promise.resolve({ subject: "Q3" }), "member: expected an object, got object"],
  ])("a new meeting that is %o", async (member, message) => {
    const ucwa = createClient({ baseUrl, fetch });
    sent.length = 0;
    // @ts-expect-error: no meeting
    const call = ucwa.myOnlineMeetings.create({ applicationId: "833" }, member);
    await expect(call).rejects.toThrow(new ArgumentError(message));
    expect(sent).toEqual([]);
  });

  test.each([{ href: undefined }, { href: null }, { href: 5 }])("a target that is %o", async (target) => {
    const ucwa = createClient({ baseUrl, fetch });
    sent.length = 0;
    // @ts-expect-error: no href
    await expect(ucwa.myOnlineMeeting.delete(target)).rejects.toThrow(ArgumentError);
    expect(sent).toEqual([]);
    await ucwa.myOnlineMeeting.delete({ ...target, ...ids });
    expect(sent).toEqual(["DELETE"]);
  });
});

/** What frameworks wrap state in, such as `reactive` of Vue: all goes through, with the wrapper for `this`. */
function wrap<T extends object>(target: T): T {
  return new Proxy(target, {
    get: (object, key, receiver) => {
      const value: unknown = Reflect.get(object, key, receiver);
      return typeof value === "object" && value !== null && Object.isExtensible(value) ? wrap(value) : value;
    },
  });
}

describe("A representation that a framework has wrapped is as good as without", () => {
  const start = async () => {
    const sent: string[] = [];
    const ucwa = createClient({
      baseUrl,
      fetch: async (request) => {
        sent.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
        return new Response(request.url.endsWith("/e") ? '{"rel":"onlineMeetingExtensions"}' : meeting, {
          headers: json,
        });
      },
    });
    const read = await ucwa.myOnlineMeeting.get(ids);
    return { ucwa, sent, wrapped: wrap(read) };
  };

  test("its links can be followed", async () => {
    const { ucwa, sent, wrapped } = await start();
    expect(wrapped.link("self")?.href).toBe("/m/810");
    expect(wrapped.links("onlineMeetingExtensions")).toEqual([{ href: "/m/810/e" }]);
    expect(wrapped.embedded("onlineMeetingExtension")).toEqual([]);
    expect(await ucwa.onlineMeetingExtensions.list(wrapped)).toEqual([]);
    expect(sent.at(-1)).toBe("GET /m/810/e ");
  });

  test("it can be updated", async () => {
    const { ucwa, sent, wrapped } = await start();
    await ucwa.myOnlineMeeting.update(wrapped, { subject: "Q3" });
    expect(sent.at(-1)).toBe(`PUT /m/810 ${meeting.replace("Status", "Q3")}`);
  });

  test("what it was made from is not among what it shows", async () => {
    const { wrapped } = await start();
    expect(Object.keys(wrapped).sort()).toEqual(["data", "etag", "href"]);
    expect(JSON.stringify(wrapped)).not.toContain("_links");
  });
});

test("a deletion in the lower layer gives no data, whatever body comes with the success", async () => {
  const ucwa = createClient({ baseUrl, fetch: async () => new Response(meeting, { headers: json }) });
  const path = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
  const { data, error, response } = await ucwa.DELETE(path, { params: { path: ids } });
  expect([data, error, response.status]).toEqual([undefined, undefined, 200]);
});
