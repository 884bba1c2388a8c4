import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { xml } from "../../src/codec/xml.ts";
import type { Reply } from "./server.ts";

/** The body that a published page shows for an answer. */
function published(name: string): string {
  const exchange = exchanges.find((each) => each.name === name);
  if (!exchange) throw new Error(`No exchange ${name} is published.`);
  return exchange.response.body;
}

export const guid = "56de7bbf-1081-43e6-bbf2-1cabf3224c83";
export const guidProperty = "please pass this in a PUT request";

const meetingHref = "/ucwa/oauth/v1/applications/103985322388/onlineMeetings/myOnlineMeetings/PYC58WSY";

/** Both representations of the same answers: those of the pages, and one with what deployed servers add to them. */
export const representations = [
  {
    name: "JSON",
    options: {},
    mediaType: "application/json",
    meeting: published("get-my-online-meeting.json"),
    updated: published("update-my-online-meeting.json"),
    extensions: published("get-online-meeting-extensions.json"),
    extension: published("create-online-meeting-extension.json"),
    expirationTime: new Date(1436925248513),
    deployed: `{"accessLevel":"SameEnterprise","attendees":[],"expirationTime":"\\/Date(1360199838000)\\/","participantsWarningThreshold":12345678901234567890,"onlineMeetingId":"PYC58WSY","subject":"Status","${guid}":"${guidProperty}","_links":{"self":{"href":"${meetingHref}"},"onlineMeetingExtensions":{"href":"${meetingHref}/extensions"}},"rel":"myOnlineMeeting","etag":"346579618"}`,
    reason: (code: string, subcode = "") =>
      JSON.stringify({ code, ...(subcode && { subcode }), message: "Please check what you entered and try again." }),
  },
  {
    name: "XML",
    options: { representation: xml() },
    mediaType: "application/xml",
    meeting: published("get-my-online-meeting.xml"),
    updated: published("update-my-online-meeting.xml"),
    extensions: published("get-online-meeting-extensions.xml"),
    extension: published("create-online-meeting-extension.xml"),
    expirationTime: new Date("2015-07-15T01:54:08.514Z"),
    deployed: `<?xml version="1.0" encoding="utf-8"?><resource rel="myOnlineMeeting" href="${meetingHref}" xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><link rel="onlineMeetingExtensions" href="${meetingHref}/extensions"/><property name="accessLevel">SameEnterprise</property><propertyList name="attendees"/><property name="expirationTime">2013-02-07T01:17:18.0000001Z</property><property name="participantsWarningThreshold">12345678901234567890</property><property name="onlineMeetingId">PYC58WSY</property><property name="subject">Status</property><property name="${guid}">${guidProperty}</property><property name="etag">346579618</property></resource>`,
    reason: (code: string, subcode = "") =>
      `<?xml version="1.0" encoding="utf-8"?><reason xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><code>${code}</code>${subcode && `<subcode>${subcode}</subcode>`}<message>Please check what you entered and try again.</message></reason>`,
  },
];

export type Representation = (typeof representations)[number];

/** A reply with a body in one of the representations. */
export function reply({ mediaType }: Representation, body: string, etag?: string, status = 200): Reply {
  return { status, body, headers: { "content-type": mediaType, ...(etag && { etag }) } };
}
