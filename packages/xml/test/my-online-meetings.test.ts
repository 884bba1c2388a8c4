import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { decode, encode } from "../src/index.ts";

const bundle: { components: { examples: Record<string, { value: unknown }> } } = JSON.parse(
  readFileSync(new URL(import.meta.resolve("@ucwa-meetings/spec/openapi.json")), "utf8"),
);
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ ...bundle, $id: "bundle" });
const xmlOf = (name: string) => String(bundle.components.examples[`${name}Xml`]?.value);

const list = "/ucwa/v1/applications/192/onlineMeetings/myOnlineMeetings";
const extensions = `${list}/943/onlineMeetingExtensions`;
const description =
  "We'll be meeting to review the sales numbers for this past quarter and discuss projections for the next two quarters.";

/** A meeting of the page's XML: all but its rel, its id in the links, and what the sample chose at random. */
function meetingWith(rel: string, id: string, random: object) {
  return {
    rel,
    attendees: ["sip:johndoe@contoso.com", "sip:janedoe@contoso.com"],
    conferenceId: "12983487",
    description,
    joinUrl: "https://meet.contoso.com/bmauldin/IB88RLLY",
    leaders: ["sip:aikc@contoso.com", "sip:lenea@contoso.com"],
    legacyOnlineMeetingUri:
      "conf:sip:bmauldin@contoso.com;gruu;opaque=app:conf:focus:id:IB88RLLY?conversation-id=cdc15173-e354-4d1b-9f4c-cf42ab746f3d",
    lobbyBypassForPhoneUsers: "Disabled",
    onlineMeetingId: "IB88RLLY",
    onlineMeetingRel: "myOnlineMeetings",
    onlineMeetingUri: "sip:bmauldin@contoso.com;gruu;opaque=app:conf:focus:id:IB88RLLY",
    organizerUri: "sip:bmauldin@contoso.com",
    phoneUserAdmission: "Disabled",
    subject: "Quarterly sales numbers",
    _links: { self: { href: `${list}/${id}` }, onlineMeetingExtensions: { href: extensions } },
    _embedded: {
      onlineMeetingExtension: [
        {
          rel: "onlineMeetingExtension",
          id: "917823",
          type: "RoamedParticipantData",
          _links: { self: { href: `${extensions}/onlineMeetingExtension` } },
        },
      ],
    },
    ...random,
  };
}

const listWith = (assigned: string, scheduled: string) => ({
  rel: "myOnlineMeetings",
  _links: { self: { href: list } },
  _embedded: {
    myAssignedOnlineMeeting: [
      meetingWith("myAssignedOnlineMeeting", "600", {
        accessLevel: "None",
        automaticLeaderAssignment: "SameEnterprise",
        entryExitAnnouncement: "Unsupported",
        expirationTime: assigned,
      }),
    ],
    myOnlineMeeting: [
      meetingWith("myOnlineMeeting", "943", {
        accessLevel: "None",
        automaticLeaderAssignment: "SameEnterprise",
        entryExitAnnouncement: "Disabled",
        expirationTime: scheduled,
      }),
    ],
  },
});

describe("The published list of meetings, with two levels of embedded resources", () => {
  const text = xmlOf("MyOnlineMeetingsRead");

  it("is read to what the page means, with the times of the embedded meetings in JSON's form", () => {
    expect(decode(text)).toEqual(listWith("/Date(1474932029038)/", "/Date(1474932029041)/"));
  });

  it("keeps each time to the last digit, so that a client can send the meeting back", () => {
    expect(decode(text, { timestamps: "asWritten" })).toEqual(
      listWith("2016-09-26T16:20:29.0389049-07:00", "2016-09-26T16:20:29.0419053-07:00"),
    );
  });

  it("is written again character for character", () => {
    expect(encode(decode(text, { timestamps: "asWritten" }), { relProperty: true })).toBe(text);
  });
});

describe.each([
  ["MyOnlineMeetingCreate", "MyOnlineMeetingInput"],
  ["MyOnlineMeetingCreateDeployed", "MyOnlineMeetingInput"],
  ["MyOnlineMeetingCreated", "MyOnlineMeeting"],
  ["MyOnlineMeetingCreatedDeployed", "MyOnlineMeeting"],
  ["MyOnlineMeetingsRead", "MyOnlineMeetings"],
  ["MyOnlineMeetingsLinked", "MyOnlineMeetings"],
])("The XML of %s", (name, schema) => {
  it("is read to what the JSON schema accepts", () => {
    const validate = ajv.compile({ $ref: `bundle#/components/schemas/${schema}` });
    validate(decode(xmlOf(name), { resource: "myOnlineMeeting" }));
    expect(validate.errors).toBeNull();
  });
});

it("One link where the list may have several is a list of one", () => {
  const links = `<link rel="myAssignedOnlineMeeting" href="/a"/><link rel="myOnlineMeeting" href="/b"/>`;
  expect(decode(`<resource rel="myOnlineMeetings" href="${list}">${links}</resource>`)).toEqual({
    rel: "myOnlineMeetings",
    _links: { self: { href: list }, myAssignedOnlineMeeting: [{ href: "/a" }], myOnlineMeeting: [{ href: "/b" }] },
  });
});

it("A list without meetings is read and written", () => {
  const empty = { rel: "myOnlineMeetings", _links: { self: { href: list } } };
  expect(decode(encode(empty))).toEqual(empty);
  expect(encode({ ...empty, _embedded: { myOnlineMeeting: [] } })).toBe(encode(empty));
});

it("A meeting embedded alone, and not in a list, is written like one in a list", () => {
  const meeting = { rel: "myOnlineMeeting", subject: "Holiday party", _links: { self: { href: `${list}/943` } } };
  const withEmbedded = (myOnlineMeeting: typeof meeting | (typeof meeting)[]) =>
    encode({ rel: "myOnlineMeetings", _links: { self: { href: list } }, _embedded: { myOnlineMeeting } });
  expect(withEmbedded(meeting)).toBe(withEmbedded([meeting]));
});
