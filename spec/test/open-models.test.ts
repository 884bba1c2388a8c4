import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { resourceModel } from "../dist/resource-model.js";
import { readBundle } from "./bundle.ts";

const ajv = new Ajv2020({ strict: false, allErrors: true }).addSchema(readBundle(), "document");
ajvFormats.default(ajv);
const refuses = (schema: string, value: unknown) => {
  const isValid = ajv.validate({ $ref: `document#/components/schemas/${schema}` }, value);
  return isValid ? [] : (ajv.errors ?? []).map(({ instancePath }) => instancePath);
};
const _links = { self: { href: "/ucwa/v1/applications/833" } };

describe("What a server sends is read", () => {
  it.each(["myOnlineMeeting", "myAssignedOnlineMeeting"])("as a meeting if its rel is %s", (rel) => {
    expect(refuses("MyOnlineMeeting", { rel, _links })).toEqual([]);
    expect(resourceModel.resources[rel]).toMatchObject({ properties: { expirationTime: "timestamp" } });
  });

  it.each([
    ["a time in a form that nobody knows yet", { expirationTime: "tomorrow" }],
    ["an address that is no URL", { joinUrl: "not a URL" }],
    ["an empty id", { onlineMeetingId: "" }],
    ["an empty etag", { etag: "" }],
    ["a member that is new", { accessLevel: "AddedByALaterServer" }],
    ["a property that is new", { addedByALaterServer: { it: ["has", "any", "form"] } }],
    [
      "a property whose name is a GUID",
      { "56de7bbf-1081-43e6-bbf2-1cabf3224c83": "please pass this in a PUT request" },
    ],
    ["a link with other attributes", { _links: { ..._links, next: { href: "a b", revision: "x", colour: "red" } } }],
  ])("with %s", (_, part) => {
    expect(refuses("MyOnlineMeeting", { rel: "myOnlineMeeting", _links, ...part })).toEqual([]);
  });

  it.each([
    ["another resource's rel", { rel: "onlineMeetingExtensions" }, "/rel"],
    ["no self link", { _links: {} }, "/_links"],
    ["a self link without href", { _links: { self: {} } }, "/_links/self"],
    ["a text for a list", { attendees: "sip:johndoe@contoso.com" }, "/attendees"],
  ])("but not with %s", (_, part, pointer) => {
    expect(refuses("MyOnlineMeeting", { rel: "myOnlineMeeting", _links, ...part })).toContain(pointer);
  });

  it("as an extension with any value under a custom key", () => {
    expect(refuses("OnlineMeetingExtension", { rel: "onlineMeetingExtension", _links, table: { n: 12 } })).toEqual([]);
  });
});

describe("What a client sends is checked", () => {
  it.each([
    ["a member that does not exist", "MyOnlineMeetingInput", { accessLevel: "Anybody" }, "/accessLevel"],
    ["a time without an offset", "MyOnlineMeetingInput", { expirationTime: "2015-07-14T20:54:08" }, "/expirationTime"],
    ["an attendee without a scheme", "MyOnlineMeetingInput", { attendees: ["johndoe"] }, "/attendees/0"],
    ["an object under a custom key", "OnlineMeetingExtensionInput", { table: { number: 12 } }, "/table"],
    ["an object in a list", "OnlineMeetingExtensionInput", { seats: [{ number: 12 }] }, "/seats/0"],
  ])("for %s", (_, schema, value, pointer) => {
    expect(refuses(schema, value)).toContain(pointer);
  });

  it.each([
    ["null", { accessLevel: null, attendees: null, description: null, expirationTime: null, leaders: null }],
    ["a property that is not listed", { attendanceAnnouncementsStatus: "Enabled", userAgent: 1 }],
    ["what was read with it", { rel: "myOnlineMeeting", etag: "1", _links, _embedded: {} }],
  ])("and may have %s", (_, value) => {
    expect(refuses("MyOnlineMeetingInput", value)).toEqual([]);
  });

  it("and an extension may have what was read with it", () => {
    const value = { rel: "onlineMeetingExtension", etag: "1", _links, _embedded: {}, seats: ["12A", 12, true] };
    expect(refuses("OnlineMeetingExtensionInput", value)).toEqual([]);
  });
});
