import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type MockOptions, switches, UnknownSwitchError } from "../src/index.ts";
import { ask, deployedMeeting, embeddedIn, extensions, meeting, type Question, selfOf } from "./support/ask.ts";
import { startMock } from "./support/ways-in.ts";

const deployedExtensions = `${meeting}/extensions`;
const guid = "56de7bbf-1081-43e6-bbf2-1cabf3224c83";
const guidProperty = { [guid]: "please pass this in a PUT request" };

describe("the documented dialect answers as the pages show it", () => {
  test("with an unquoted GUID for an ETag, neither etag nor GUID in the body, no charset", async () => {
    await using mock = await startMock();
    const { headers, json } = await ask(mock, deployedMeeting);
    expect(headers.get("etag")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(headers.get("content-type")).toBe("application/json");
    expect(Object.keys(json)).not.toContain("etag");
    expect(Object.keys(json)).not.toContain(guid);
  });

  test("with rel as a property in XML", async () => {
    await using mock = await startMock();
    const { text } = await ask(mock, meeting, { headers: { accept: "application/xml" } });
    expect(text).toContain('<property name="rel">myOnlineMeeting</property>');
    expect(text).toContain('<property name="rel">onlineMeetingExtension</property>');
  });
});

describe("the deployed dialect answers as servers were seen to", () => {
  const options = { dialect: "deployed" } as const;

  test("with quoted decimal ETags, the etag and the GUID in the body, and a charset", async () => {
    await using mock = await startMock(options);
    const { headers, json } = await ask(mock, deployedMeeting);
    expect(headers.get("etag")).toMatch(/^"\d{1,10}"$/);
    expect(Number(json.etag)).toBeLessThan(2 ** 32);
    expect(`"${json.etag}"`).toBe(headers.get("etag"));
    expect(json).toMatchObject(guidProperty);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  test("with addresses that end in /extensions, under /ucwa/oauth/v1 where the request leaves it open", async () => {
    await using mock = await startMock(options);
    const answer = await ask(mock, meeting.replace("/ucwa/v1", ""));
    expect(selfOf(answer)).toBe(meeting.replace("/v1", "/oauth/v1"));
    expect(answer.text).toContain(`${meeting.replace("/v1", "/oauth/v1")}/extensions"`);
    expect(answer.text).not.toContain("/onlineMeetingExtensions");
  });

  test("without rel as a property in XML", async () => {
    await using mock = await startMock(options);
    const answer = await ask(mock, meeting, { headers: { accept: "application/vnd.microsoft.com.ucwa+xml" } });
    expect(answer.headers.get("content-type")).toBe("application/vnd.microsoft.com.ucwa+xml; charset=utf-8");
    expect(answer.text).toContain('<resource rel="myOnlineMeeting"');
    expect(answer.text).not.toContain('<property name="rel">');
    expect(answer.text).toContain(`<property name="${guid}">please pass this in a PUT request</property>`);
  });

  test.each([
    ["missing", undefined],
    ["unquoted", (etag: string) => etag],
  ])("with 428 where If-Match is %s", async (_, spell) => {
    await using mock = await startMock(options);
    const { json } = await ask(mock, deployedMeeting);
    const headers = spell ? { "if-match": spell(String(json.etag)) } : {};
    const answer = await ask(mock, deployedMeeting, { method: "PUT", json, headers });
    expect(answer.status).toBe(428);
    expect(answer.json.code).toBe("PreconditionRequired");
    expect(answer.json.message).toContain("in double quotes");
  });

  test("with 400 ParameterValidationFailure where the GUID-named property does not come back", async () => {
    await using mock = await startMock(options);
    const read = await ask(mock, deployedMeeting);
    const headers = { "if-match": read.headers.get("etag") ?? "" };
    const { [guid]: played, ...json } = read.json;
    const answer = await ask(mock, deployedMeeting, { method: "PUT", json, headers });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      code: "BadRequest",
      subcode: "ParameterValidationFailure",
      parameters: [{ name: guid }],
    });
    expect(
      (await ask(mock, deployedMeeting, { method: "PUT", json: { ...json, [guid]: played }, headers })).status,
    ).toBe(200);
  });

  test("with the web server's page on a 401", async () => {
    await using mock = await startMock(options);
    const answer = await ask(mock, meeting, { headers: { authorization: "" } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([401, "text/html; charset=utf-8"]);
    expect(answer.headers.get("www-authenticate")).toContain("MsRtcOAuth");
    expect(answer.text).toContain("<html>");
  });
});

describe("each inferred behaviour has a switch", () => {
  const answerWith = async (options: MockOptions, path: string, question: Question = {}) => {
    await using mock = await startMock(options);
    return await ask(mock, path, question);
  };
  const taken = { method: "POST", json: { id: "917823" } };
  const nothing = { method: "POST", json: {} };

  test("defaultPrefix", async () => {
    const answer = await answerWith({ switches: { defaultPrefix: "oauth" } }, meeting.replace("/ucwa/v1", ""));
    expect(selfOf(answer)).toBe(meeting.replace("/v1", "/oauth/v1"));
  });

  test("guidProperty", async () => {
    expect((await answerWith({ switches: { guidProperty: "on" } }, meeting)).json).toMatchObject(guidProperty);
    const off = await answerWith({ dialect: "deployed", switches: { guidProperty: "off" } }, meeting);
    expect(off.json).not.toHaveProperty(guid);
  });

  test("charset", async () => {
    const on = await answerWith({ switches: { charset: "on" } }, meeting);
    expect(on.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const off = await answerWith({ dialect: "deployed", switches: { charset: "off" } }, meeting);
    expect(off.headers.get("content-type")).toBe("application/json");
  });

  test("unauthorized", async () => {
    const headers = { authorization: "" };
    const html = await answerWith({ switches: { unauthorized: "html" } }, meeting, { headers });
    expect([html.status, html.headers.get("content-type")]).toEqual([401, "text/html"]);
    const reason = await answerWith({ dialect: "deployed", switches: { unauthorized: "reason" } }, meeting, {
      headers,
    });
    expect([reason.status, reason.json.code]).toEqual([401, "Unauthorized"]);
  });

  test("extensionsPath", async () => {
    const links = (text: string) => [text.includes("/810/extensions"), text.includes("/810/onlineMeetingExtensions")];
    const short = await answerWith({ switches: { extensionsPath: "extensions" } }, meeting);
    expect(links(short.text)).toEqual([true, false]);
    const long = await answerWith(
      { dialect: "deployed", switches: { extensionsPath: "onlineMeetingExtensions" } },
      meeting,
    );
    expect(links(long.text)).toEqual([false, true]);
  });

  test("etagProperty", async () => {
    const on = await answerWith({ switches: { etagProperty: "on" } }, meeting);
    expect(on.json.etag).toBe(on.headers.get("etag"));
    const off = await answerWith({ dialect: "deployed", switches: { etagProperty: "off" } }, meeting);
    expect(off.json).not.toHaveProperty("etag");
  });

  test("unquotedIfMatch", async () => {
    for (const [unquotedIfMatch, status] of [
      ["read", 200],
      ["ignored", 428],
    ] as const) {
      await using mock = await startMock({ switches: { unquotedIfMatch, ifMatch: "required" } });
      const etag = (await ask(mock, meeting)).headers.get("etag") ?? "";
      const put = { method: "PUT", json: {}, headers: { "if-match": etag } };
      expect((await ask(mock, meeting, put)).status).toBe(status);
    }
  });

  test("xmlRel", async () => {
    const headers = { accept: "application/xml" };
    const property = '<property name="rel">';
    expect((await answerWith({ switches: { xmlRel: "off" } }, meeting, { headers })).text).not.toContain(property);
    const on = await answerWith({ dialect: "deployed", switches: { xmlRel: "on" } }, meeting, { headers });
    expect(on.text).toContain(property);
  });

  test("meetingCreated", async () => {
    const meetings = meeting.replace(/\/810$/, "");
    expect((await answerWith({ switches: { meetingCreated: "200" } }, meetings, nothing)).status).toBe(200);
    const created = await answerWith({ dialect: "deployed", switches: { meetingCreated: "201" } }, meetings, nothing);
    expect(created.status).toBe(201);
  });

  test.each([
    ["documented", extensions, deployedExtensions],
    ["deployed", deployedExtensions, extensions],
  ] as const)("otherExtensionsPath in the %s dialect", async (dialect, own, other) => {
    const refused = { dialect, switches: { otherExtensionsPath: "refused" } } as const;
    expect((await answerWith({ dialect }, other)).status).toBe(200);
    expect((await answerWith(refused, own)).status).toBe(200);
    expect((await answerWith(refused, `${own}/917823`)).status).toBe(200);
    for (const path of [other, `${other}/917823`]) {
      const { status, json } = await answerWith(refused, path);
      expect([status, json.message]).toEqual([404, `There is no resource at "${path}".`]);
    }
    expect((await answerWith(refused, meeting)).status).toBe(200);
  });

  test("extensionHref", async () => {
    await using mock = await startMock({ switches: { extensionHref: "placeholder" } });
    await ask(mock, `${extensions}/onlineMeetingExtension`, { method: "DELETE" });
    expect(selfOf(await ask(mock, extensions, { method: "POST", json: { id: "1" } }))).toMatch(
      /\/onlineMeetingExtension$/,
    );
    expect(selfOf(await ask(mock, extensions, { method: "POST", json: { id: "2" } }))).toMatch(/\/2$/);
    await using other = await startMock({ switches: { extensionHref: "id" } });
    await ask(other, `${extensions}/onlineMeetingExtension`, { method: "DELETE" });
    expect(selfOf(await ask(other, extensions, { method: "POST", json: { id: "1" } }))).toMatch(/\/1$/);
  });

  test("collectionEtag", async () => {
    await using mock = await startMock({ switches: { collectionEtag: "on" } });
    const etag = (await ask(mock, extensions)).headers.get("etag") ?? "";
    expect((await ask(mock, extensions, { headers: { "if-none-match": etag } })).status).toBe(304);
    const changed = { method: "PUT", json: { row: "12" } };
    await ask(mock, `${extensions}/917823`, changed);
    const other = (await ask(mock, extensions, { headers: { "if-none-match": etag } })).headers.get("etag") ?? "";
    expect(other).not.toBe(etag);
    await ask(mock, extensions, nothing);
    expect((await ask(mock, extensions, { headers: { "if-none-match": other } })).status).toBe(200);
    expect((await answerWith({}, extensions)).headers.has("etag")).toBe(false);
  });

  test("notModified", async () => {
    const headers = { "if-none-match": "*" };
    expect((await answerWith({ switches: { notModified: "200" } }, meeting, { headers })).status).toBe(200);
    expect((await answerWith({}, meeting, { headers })).status).toBe(304);
  });

  test("ifMatchStar", async () => {
    const put = { method: "PUT", json: {}, headers: { "if-match": "*" } };
    expect((await answerWith({ switches: { ifMatch: "required" } }, meeting, put)).status).toBe(200);
    expect((await answerWith({ switches: { ifMatch: "required", ifMatchStar: "ignored" } }, meeting, put)).status).toBe(
      428,
    );
  });

  test("ifMatchOnDelete", async () => {
    const remove = { method: "DELETE", headers: { "if-match": '"1"' } };
    for (const path of [meeting, `${extensions}/917823`]) {
      expect((await answerWith({}, path, remove)).status).toBe(204);
      const honoured = { switches: { ifMatchOnDelete: "honoured" } } as const;
      expect((await answerWith(honoured, path, remove)).status).toBe(412);
      expect((await answerWith(honoured, path, { method: "DELETE" })).status).toBe(204);
    }
  });

  test("ifMatchOnPost", async () => {
    const post = { ...nothing, headers: { "if-match": '"1"' } };
    expect((await answerWith({}, extensions, post)).status).toBe(201);
    expect((await answerWith({ switches: { ifMatchOnPost: "honoured" } }, extensions, post)).status).toBe(412);
    expect((await answerWith({ switches: { ifMatchOnPost: "honoured" } }, extensions, nothing)).status).toBe(201);
  });

  test("guidPropertyOnExtensionPut", async () => {
    const put = { method: "PUT", json: { type: "Undefined" } };
    const path = `${extensions}/onlineMeetingExtension`;
    expect((await answerWith({}, path, put)).status).toBe(200);
    expect((await answerWith({ switches: { guidPropertyOnExtensionPut: "required" } }, path, put)).status).toBe(400);
  });

  test("duplicateExtension", async () => {
    expect((await answerWith({}, extensions, taken)).status).toBe(409);
    await using mock = await startMock({ switches: { duplicateExtension: "replace" } });
    const answer = await ask(mock, extensions, { method: "POST", json: { id: "917823", seats: "4" } });
    expect(answer.status).toBe(201);
    expect(embeddedIn(await ask(mock, extensions))).toEqual([answer.json]);
  });

  test("generatedExtensionId", async () => {
    expect((await answerWith({}, extensions, nothing)).json.id).toMatch(/^\d+$/);
    const answer = await answerWith({ switches: { generatedExtensionId: "guid" } }, extensions, nothing);
    expect(answer.json.id).toMatch(/^[0-9a-f]{8}-/);
  });

  test("emptyCollection", async () => {
    for (const [emptyCollection, embedded] of [
      ["list", []],
      ["absent", undefined],
    ] as const) {
      await using mock = await startMock({ switches: { emptyCollection } });
      await ask(mock, `${extensions}/917823`, { method: "DELETE" });
      expect(embeddedIn(await ask(mock, extensions))).toEqual(embedded);
      expect((await ask(mock, meeting)).json).not.toHaveProperty("_embedded");
    }
  });

  test("expirationRange", async () => {
    const clock = "2026-03-01T12:00:00Z";
    const at = (expirationTime: string) => ({ method: "PUT", json: { expirationTime } });
    expect((await answerWith({ clock }, meeting, at("2036-02-28T12:00:00Z"))).status).toBe(200);
    expect((await answerWith({ clock }, meeting, at("2025-03-02T12:00:00Z"))).status).toBe(200);
    for (const late of ["2036-03-02T12:00:00Z", "2025-02-27T12:00:00Z", "/Date(-62135596800000)/"]) {
      const refused = await answerWith({ clock }, meeting, at(late));
      expect(refused.status).toBe(400);
      expect(refused.json).toMatchObject({
        subcode: "ParameterValidationFailure",
        parameters: [{ name: "expirationTime", reason: expect.stringContaining("the mock's clock (--clock)") }],
      });
      expect((await answerWith({ clock, switches: { expirationRange: "accepted" } }, meeting, at(late))).status).toBe(
        200,
      );
    }
  });

  test("expirationRange, with a day that no calendar has", async () => {
    const json = { expirationTime: "2026-02-30T12:00:00Z" };
    expect((await answerWith({}, meeting, { method: "PUT", json })).status).toBe(400);
    const accepted = await answerWith({ switches: { expirationRange: "accepted" } }, meeting, { method: "PUT", json });
    expect([accepted.status, accepted.json.expirationTime]).toEqual([200, json.expirationTime]);
  });

  test("explicitNull", async () => {
    const put = { method: "PUT", json: { subject: null } };
    expect((await answerWith({}, meeting, put)).json.subject).toBe("");
    expect((await answerWith({ switches: { explicitNull: "kept" } }, meeting, put)).json.subject).toBe(
      "Quarterly sales numbers",
    );
    expect((await answerWith({ switches: { explicitNull: "refused" } }, meeting, put)).json.parameters).toMatchObject([
      { name: "subject" },
    ]);
  });

  test("extensionValues", async () => {
    const post = { method: "POST", json: { row: 12, seats: [1, true], free: false } };
    expect((await answerWith({}, extensions, post)).json).toMatchObject({ row: 12, seats: [1, true], free: false });
    const text = await answerWith({ switches: { extensionValues: "text" } }, extensions, post);
    expect(text.json).toMatchObject({ row: "12", seats: ["1", "true"], free: "false" });
  });

  test("xmlReasonDetails", async () => {
    const put = { method: "PUT", json: { subject: 1 }, headers: { accept: "application/xml" } };
    expect((await answerWith({}, meeting, put)).text).toContain("<name>subject</name>");
    expect((await answerWith({ switches: { xmlReasonDetails: "empty" } }, meeting, put)).text).toContain(
      "<parameters />",
    );
  });

  test.each([
    ["inactiveApplicationExpired", "InactiveApplicationExpired", "404", "NotFound", "410", "Gone"],
    ["tooManyApplications", "TooManyApplications", "409", "Conflict", "403", "Forbidden"],
    [
      "exchangeServiceFailure",
      "ExchangeServiceFailure",
      "500",
      "ExchangeServiceFailure",
      "504",
      "ExchangeServiceFailure",
    ],
  ])("%s", async (name, example, status, code, otherStatus, otherCode) => {
    const headers = { prefer: `example=${example}` };
    const usual = await answerWith({}, meeting, { headers });
    expect([usual.status, usual.json.code]).toEqual([Number(status), code]);
    const other = await answerWith({ switches: { [name]: otherStatus } }, meeting, { headers });
    expect([other.status, other.json.code]).toEqual([Number(otherStatus), otherCode]);
    expect(other.json.subcode).toBe(usual.json.subcode);
  });
});

test("every switch is set by a test", async () => {
  const folder = new URL(".", import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".test.ts"));
  const texts = await Promise.all(files.map((name) => readFile(new URL(name, folder), "utf8")));
  const all = texts.join("\n");
  // In an object, at its beginning or on a line of its own, or in a row of a table.
  const isSet = (name: string) => new RegExp(`(?:[{,] |\\[|^ +)"?${name}"?[:, ]`, "m").test(all);
  expect(Object.keys(switches).filter((name) => !isSet(name))).toEqual([]);
});

test("a switch that does not exist is refused, and told which there are", async () => {
  await expect(startMock(JSON.parse('{"switches":{"etags":"x"}}'))).rejects.toThrow(UnknownSwitchError);
  await expect(startMock(JSON.parse('{"switches":{"etags":"x"}}'))).rejects.toThrow(Object.keys(switches).join(", "));
  await expect(startMock(JSON.parse('{"switches":{"etag":"x"}}'))).rejects.toThrow(
    "switch etag: expected guid or decimal",
  );
});
