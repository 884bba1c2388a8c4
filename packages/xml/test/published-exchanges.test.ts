import { readFileSync } from "node:fs";
import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { decode, encode } from "../src/index.ts";

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
const bundle: object = JSON.parse(
  readFileSync(new URL(import.meta.resolve("@ucwa-meetings/spec/openapi.json")), "utf8"),
);
ajv.addSchema({ ...bundle, $id: "bundle" });

const meeting = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
const extensions = "/ucwa/v1/applications/192/onlineMeetings/myOnlineMeetings/943/onlineMeetingExtensions";
const description =
  "We'll be meeting to review the sales numbers for this past quarter and discuss projections for the next two quarters.";
const attendees = ["sip:johndoe@contoso.com", "sip:janedoe@contoso.com"];
const leaders = ["sip:aikc@contoso.com", "sip:lenea@contoso.com"];

function meetingWith(properties: object) {
  return {
    rel: "myOnlineMeeting",
    attendees,
    conferenceId: "12983487",
    description,
    joinUrl: "https://meet.contoso.com/bmauldin/IB88RLLY",
    leaders,
    lobbyBypassForPhoneUsers: "Disabled",
    onlineMeetingId: "IB88RLLY",
    onlineMeetingRel: "myOnlineMeetings",
    onlineMeetingUri: "sip:bmauldin@contoso.com;gruu;opaque=app:conf:focus:id:IB88RLLY",
    organizerUri: "sip:bmauldin@contoso.com",
    phoneUserAdmission: "Disabled",
    subject: "Quarterly sales numbers",
    _links: {
      self: { href: meeting },
      onlineMeetingExtensions: { href: `${meeting}/onlineMeetingExtensions` },
    },
    _embedded: { onlineMeetingExtension: [extensionAt(`${meeting}/onlineMeetingExtensions/onlineMeetingExtension`)] },
    ...properties,
  };
}

function extensionAt(href: string) {
  return { rel: "onlineMeetingExtension", id: "917823", type: "RoamedParticipantData", _links: { self: { href } } };
}

/** Each XML body of the two pages with its value, written down by hand from the page, and the schema of that value. */
const bodies = [
  {
    name: "get-my-online-meeting.xml",
    part: "response",
    schema: "MyOnlineMeeting",
    expirationTime: "2015-07-14T20:54:08.5148072-05:00",
    value: meetingWith({
      accessLevel: "Locked",
      automaticLeaderAssignment: "Disabled",
      entryExitAnnouncement: "Disabled",
      expirationTime: "/Date(1436925248514)/",
    }),
  },
  {
    name: "update-my-online-meeting.xml",
    part: "request",
    schema: "MyOnlineMeetingInput",
    expirationTime: "2015-07-14T20:54:08.5458113-05:00",
    value: {
      accessLevel: "None",
      attendees,
      automaticLeaderAssignment: "Disabled",
      description,
      entryExitAnnouncement: "Unsupported",
      expirationTime: "/Date(1436925248545)/",
      leaders,
      lobbyBypassForPhoneUsers: "Disabled",
      phoneUserAdmission: "Disabled",
      subject: "Quarterly sales numbers",
    },
  },
  {
    name: "update-my-online-meeting.xml",
    part: "response",
    schema: "MyOnlineMeeting",
    expirationTime: "2015-07-14T20:54:08.5468110-05:00",
    value: meetingWith({
      accessLevel: "Invited",
      automaticLeaderAssignment: "SameEnterprise",
      entryExitAnnouncement: "Unsupported",
      expirationTime: "/Date(1436925248546)/",
    }),
  },
  {
    name: "get-online-meeting-extensions.xml",
    part: "response",
    schema: "OnlineMeetingExtensions",
    value: {
      rel: "onlineMeetingExtensions",
      _links: { self: { href: extensions } },
      _embedded: { onlineMeetingExtension: [extensionAt(`${extensions}/onlineMeetingExtension`)] },
    },
  },
  {
    name: "create-online-meeting-extension.xml",
    part: "request",
    schema: "OnlineMeetingExtensionInput",
    value: { id: "917823", type: "RoamedParticipantData" },
  },
  {
    name: "create-online-meeting-extension.xml",
    part: "response",
    schema: "OnlineMeetingExtension",
    value: extensionAt(`${extensions}/onlineMeetingExtension`),
  },
] as const;

describe.each(bodies)("The $part of $name", ({ name, part, schema, value, ...body }) => {
  const text = exchanges.find((exchange) => exchange.name === name)?.[part].body ?? "";
  const options = { resource: schema.startsWith("MyOnlineMeeting") ? "myOnlineMeeting" : "onlineMeetingExtension" };
  const expirationTime = "expirationTime" in body ? { expirationTime: body.expirationTime } : {};

  it("decodes to the value that the page means", () => {
    expect(decode(text, options)).toEqual(value);
  });

  it("keeps its date to the last digit, so that a client can send it back", () => {
    expect(decode(text, { ...options, timestamps: "asWritten" })).toEqual({ ...value, ...expirationTime });
  });

  it("decodes to what the JSON schema accepts, with either form of dates", () => {
    const validate = ajv.compile({ $ref: `bundle#/components/schemas/${schema}` });
    for (const timestamps of ["json", "asWritten"] as const) {
      validate(decode(text, { ...options, timestamps }));
      expect(validate.errors).toBeNull();
    }
  });

  it("is written again character for character", () => {
    const played = decode(text, { ...options, timestamps: "asWritten" });
    expect(encode(played, { ...options, relProperty: true })).toBe(text);
  });

  it("is written by servers and clients of our own without the repeated rel", () => {
    const written = encode({ ...value, ...expirationTime }, options);
    expect(linesOf(written)).toEqual(linesOf(text).filter((line) => !line.includes('name="rel"')));
  });
});

it("No XML body of the two pages is left out above", () => {
  const published = exchanges.flatMap(({ name, representation, request, response }) =>
    representation === "xml"
      ? [
          { name, part: "request", ...request },
          { name, part: "response", ...response },
        ]
      : [],
  );
  const withBody = published.filter(({ body }) => body !== "").map(({ name, part }) => `${part} of ${name}`);
  expect(withBody.sort()).toEqual(bodies.map(({ name, part }) => `${part} of ${name}`).sort());
});

it("A date is written in UTC with seven fractional digits, as XML on the pages has seven", () => {
  const written = encode({ expirationTime: "/Date(1436925248514)/" }, { resource: "myOnlineMeeting" });
  expect(written).toContain('<property name="expirationTime">2015-07-15T01:54:08.5140000Z</property>');
});

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .sort();
}
