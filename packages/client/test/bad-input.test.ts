import { describe, expect, test } from "vitest";
import { ArgumentError, createClient, UnexpectedResponseError } from "../src/index.ts";
import { type Representation, reply, representations } from "./support/representations.ts";
import { type Reply, serve } from "./support/server.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const token = "cwt=PHNhbWw6QXNzZXJ0aW9uIHhtbG5...uZm8";
const html = { "content-type": "text/html" };

/** Answers that are none of UCWA's. */
const surprises: Record<string, (representation: Representation) => Reply> = {
  "a malformed body": (representation) => reply(representation, representation.meeting.replaceAll(/["<]/g, "")),
  "a truncated body": (representation) => reply(representation, representation.meeting.slice(0, -20)),
  "a page of a proxy": () => ({ headers: html, body: "<html><body>Please sign in to the network.</body></html>" }),
  "an empty body": (representation) => reply(representation, ""),
  "a list": ({ mediaType }) => ({ headers: { "content-type": mediaType }, body: "[]" }),
  "nothing in JSON": ({ mediaType }) => ({ headers: { "content-type": mediaType }, body: "null" }),
  "a number": ({ mediaType }) => ({ headers: { "content-type": mediaType }, body: "1" }),
  "another media type with ours in a parameter": ({ mediaType, meeting }) => ({
    headers: { "content-type": `text/plain; was=${mediaType}` },
    body: meeting,
  }),
  "another media type": (representation) => ({
    headers: { "content-type": "text/plain" },
    body: representation.meeting,
  }),
};

describe.each(representations)("Bad input and faults, in $name", (representation) => {
  const { options, mediaType, meeting } = representation;

  test.each(Object.entries(surprises))(
    "%s where a representation was expected throws UnexpectedResponseError",
    async (_, make) => {
      const server = await serve(make(representation));
      const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
      for (const call of [
        () => ucwa.myOnlineMeeting.get(ids),
        () => ucwa.onlineMeetingExtensions.create(ids, {}),
        () => ucwa.GET(meetingPath, { params: { path: ids } }),
      ]) {
        const error = await call().catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(UnexpectedResponseError);
        expect(error).toMatchObject({
          status: 200,
          message: expect.stringContaining(`expected ${mediaType}, got 200`),
        });
      }
      expect(server.arrivals).toHaveLength(3);
    },
  );

  test("the message shows how the body begins, and what is wrong with it", async () => {
    const server = await serve(
      { headers: html, body: "<html>Please sign in.</html>" },
      reply(representation, `${meeting.slice(0, 60)}`),
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow("got 200 text/html <html>Please sign in.</html>");
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow(/SyntaxError|XmlError/);
  });

  test.each([404, 500, 502, 503])(
    "a page of a proxy with %i is an UnexpectedResponseError, not a UcwaError",
    async (status) => {
      const server = await serve({ status, headers: html, body: "<html>Bad Gateway</html>" });
      const ucwa = createClient({ baseUrl: server.baseUrl, token, retry: false, ...options });
      const name = "UnexpectedResponseError";
      await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({ name, status });
      await expect(ucwa.GET(meetingPath, { params: { path: ids } })).rejects.toMatchObject({ name, status });
    },
  );

  test("an error that is empty, truncated, or has no code is an UnexpectedResponseError", async () => {
    const reason = representation.reason("Conflict");
    const nameless = reason.replace(/<code>.*<\/code>|"code":"Conflict",/, "");
    for (const body of ["", reason.slice(0, -9), nameless]) {
      const server = await serve(reply(representation, body, undefined, 409));
      const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
      const name = "UnexpectedResponseError";
      await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({ name, status: 409 });
    }
  });

  test("a byte order mark in front, a charset, and the vendor's media type are read", async () => {
    const vendor = mediaType.replace("/", "/vnd.microsoft.com.ucwa+");
    const server = await serve(
      { headers: { "content-type": `${mediaType}; charset=utf-8` }, body: `\uFEFF${meeting}` },
      { headers: { "content-type": vendor }, body: meeting },
      { body: meeting },
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    for (let round = 0; round < 3; round++) {
      expect((await ucwa.myOnlineMeeting.get(ids)).data.subject).toBe("Quarterly sales numbers");
    }
  });

  test("an answer of 100 MB is not read to its end, with or without its length in front", async () => {
    for (const length of [{ "content-length": String(1e8) }, {}]) {
      let written = 0;
      const server = await serve((_, response) => {
        response.writeHead(200, { "content-type": mediaType, ...length });
        const chunk = " ".repeat(1e6);
        const write = () => {
          written += chunk.length;
          if (written < 1e8) response.write(chunk, (error) => error ?? write());
        };
        write();
        return undefined;
      });
      const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
      await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow("at most 10000000 bytes");
      expect(written).toBeLessThan(5e7);
    }
  });

  test("a 204 where a representation was expected is an UnexpectedResponseError", async () => {
    const server = await serve({ status: 204 });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const rejected = { name: "UnexpectedResponseError", status: 204 };
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject(rejected);
    await expect(ucwa.onlineMeetingExtensions.list(ids)).rejects.toMatchObject(rejected);
    await expect(ucwa.onlineMeetingExtensions.create(ids, {})).rejects.toMatchObject(rejected);
  });

  test("a 200 where a 204 was expected is as good, empty or with a representation", async () => {
    const server = await serve({}, reply(representation, meeting));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    expect(await ucwa.myOnlineMeeting.delete(ids)).toBeUndefined();
    expect(await ucwa.myOnlineMeeting.delete(ids)).toBeUndefined();
  });

  test("a page of a proxy that answers a deletion does not mean that something was deleted", async () => {
    const server = await serve({ headers: html, body: "<html>Please sign in to the network.</html>" });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const rejected = { name: "UnexpectedResponseError", status: 200, mayHaveBeenApplied: true };
    await expect(ucwa.myOnlineMeeting.delete(ids)).rejects.toMatchObject(rejected);
    await expect(ucwa.DELETE(meetingPath, { params: { path: ids } })).rejects.toMatchObject(rejected);
  });

  test("an unknown member of an enumeration, and unknown properties, arrive as they are", async () => {
    const server = await serve(reply(representation, meeting.replace(/Invited|Locked/, "Telepathic")));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    expect((await ucwa.myOnlineMeeting.get(ids)).data.accessLevel).toBe("Telepathic");
  });

  test.each([
    "2027-01-31T12:00:00",
    "2027-01-31T12:00:00.0000000",
    "2027-01-31",
    "31 January 2027 12:00 Z",
    "2027-13-31T12:00:00Z",
    "/Date(soon)/",
    "tomorrow",
    new Date(Number.NaN),
  ])("the date %s cannot be sent, and the error says why", async (expirationTime) => {
    const server = await serve(reply(representation, representation.deployed, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    await expect(ucwa.myOnlineMeeting.update(ids, { expirationTime })).rejects.toThrow("Z or an offset");
    await expect(ucwa.myOnlineMeeting.update(ids, { expirationTime })).rejects.toBeInstanceOf(ArgumentError);
    if (typeof expirationTime === "string") {
      const call = ucwa.PUT(meetingPath, { params: { path: ids }, body: { expirationTime } });
      await expect(call).rejects.toBeInstanceOf(ArgumentError);
    }
    expect(server.arrivals.map(({ method }) => method)).not.toContain("PUT");
  });

  test.each([
    ["a date without an offset", "2013-02-07T01:17:18"],
    ["a text with a date in it", "about /Date(0)/"],
  ])("%s that a server sent is no date that could mislead, and goes back as it came", async (_, text) => {
    const naive = representation.deployed.replace(/\\\/Date\(1360199838000\)\\\/|2013-02-07T01:17:18\.0000001Z/, text);
    const server = await serve(reply(representation, naive, '"1"'));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, ...options });
    const read = await ucwa.myOnlineMeeting.get(ids);
    expect(read.data.expirationTime?.getTime()).toBeNaN();
    await ucwa.myOnlineMeeting.update(read, { subject: "Q3" });
    expect(server.arrivals[1]?.body.split(/[<>"]/)).toContain(text);
  });
});

// What has a host and a port but no scheme parses as a URL whose scheme is the host.
test.each(["/ucwa/v1", "127.0.0.1:4010/ucwa/v1", "localhost:4010/ucwa/v1", "ftp://fe1.contoso.com/ucwa/v1", ""])(
  "a base URL, or an origin, that is not one of HTTP is refused at once: %j",
  (url) => {
    const expected = `expected an http or https URL, got ${JSON.stringify(url)}`;
    expect(() => createClient({ baseUrl: url })).toThrow(new ArgumentError(`baseUrl: ${expected}`));
    const origins = ["https://pool2.contoso.com", url];
    expect(() => createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", origins })).toThrow(
      new ArgumentError(`origins: ${expected}`),
    );
  },
);

describe("What a program without types leaves out is named before anything is sent", () => {
  const baseUrl = "https://fe1.contoso.com/ucwa/v1";
  const unused = () => Promise.reject(new Error("nothing may be sent"));

  test("the options, or the base URL in them", () => {
    // @ts-expect-error: there are no options
    expect(() => createClient()).toThrow(new ArgumentError("baseUrl: expected an http or https URL, got undefined"));
    // @ts-expect-error: there is no base URL
    expect(() => createClient({ token })).toThrow("got undefined");
  });

  test.each([undefined, null, 810])("the target, where it is %s", async (target) => {
    const ucwa = createClient({ baseUrl, token, fetch: unused });
    const calls = [
      // @ts-expect-error: no target
      ucwa.myOnlineMeeting.get(target),
      // @ts-expect-error: no target
      ucwa.myOnlineMeeting.update(target, {}),
      // @ts-expect-error: no target
      ucwa.myOnlineMeeting.delete(target),
      // @ts-expect-error: no target
      ucwa.onlineMeetingExtensions.list(target),
      // @ts-expect-error: no target
      ucwa.onlineMeetingExtensions.create(target, {}),
    ];
    for (const call of calls) {
      await expect(call).rejects.toThrow(ArgumentError);
      await expect(call).rejects.toThrow(`target: expected ids, an href, a link or a representation, got ${target}`);
    }
  });

  test("the changes, such as of a function that forgets to return them", async () => {
    const server = await serve(...representations.slice(0, 1).map((each) => reply(each, each.deployed, '"1"')));
    const ucwa = createClient({ baseUrl: server.baseUrl, token });
    // @ts-expect-error: nothing is returned
    const forgetful = ucwa.myOnlineMeeting.update(ids, () => {});
    await expect(forgetful).rejects.toThrow(new ArgumentError("changes: expected an object, got undefined"));
    // @ts-expect-error: there are no changes
    await expect(ucwa.myOnlineMeeting.update(ids)).rejects.toThrow(ArgumentError);
    expect(server.arrivals.map(({ method }) => method)).not.toContain("PUT");
  });

  test.each([null, "Q3", ["Q3"]])("the body of an operation, where it is %j", async (body) => {
    const ucwa = createClient({ baseUrl, token, fetch: unused });
    // @ts-expect-error: no object
    const call = ucwa.PUT(meetingPath, { params: { path: ids }, body });
    const got = Array.isArray(body) ? "object" : JSON.stringify(body);
    await expect(call).rejects.toThrow(new ArgumentError(`body: expected an object, got ${got}`));
  });

  test("middleware", () => {
    const ucwa = createClient({ baseUrl, token, fetch: unused });
    // @ts-expect-error: no middleware
    expect(() => ucwa.use("log")).toThrow(
      new ArgumentError('use: expected middleware, such as { onRequest() {} }, got "log"'),
    );
  });
});

test("a token that already has Bearer in front of it is refused, and the error says so without showing it", async () => {
  const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token: `Bearer ${token}` });
  await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow(
    new ArgumentError(
      "token: expected visible ASCII characters, without Bearer, for https://fe1.contoso.com, got others",
    ),
  );
});
