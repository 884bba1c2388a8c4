import type { components, errors, operations, paths } from "@ucwa-meetings/spec/types";
import { expect, expectTypeOf, it } from "vitest";

type Meeting = components["schemas"]["MyOnlineMeeting"];
type MeetingInput = components["schemas"]["MyOnlineMeetingInput"];
type Extension = components["schemas"]["OnlineMeetingExtension"];
type ExtensionInput = components["schemas"]["OnlineMeetingExtensionInput"];

/* Each `@ts-expect-error` is checked by `typecheck`: where the types allow what the document forbids, it fails. */

it("A path that the document does not have is no path", () => {
  const path: keyof paths = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
  // @ts-expect-error The segment is called onlineMeetingExtensions.
  const other: keyof paths =
    "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}/extensions";
  expect([path, other]).toHaveLength(2);
});

it("A path parameter has to be the document's", () => {
  type Path = operations["getMyOnlineMeeting"]["parameters"]["path"];
  const path: Path = { applicationId: "833", onlineMeetingId: "810" };
  // @ts-expect-error The parameter is called onlineMeetingId.
  const misspelt: Path = { applicationId: "833", meetingId: "810" };
  expect([path, misspelt]).toHaveLength(2);
});

it("A misspelt property is no property", () => {
  // @ts-expect-error It is called subject.
  const input: MeetingInput = { subjct: "Quarterly sales numbers" };
  // @ts-expect-error It is called subject.
  const read = (meeting: Meeting) => meeting.subjct;
  expect([input, read]).toHaveLength(2);
});

it("A body with a value that the document forbids does not compile", () => {
  // @ts-expect-error There is no such access level.
  const enumeration: MeetingInput = { accessLevel: "Anybody" };
  // @ts-expect-error Attendees are a list.
  const list: MeetingInput = { attendees: "sip:johndoe@contoso.com" };
  // @ts-expect-error Custom keys hold scalars and lists of scalars.
  const custom: ExtensionInput = { id: "seating", table: { number: 12 } };
  expect([enumeration, list, custom]).toHaveLength(3);
});

it("Custom keys of an extension need no declaration", () => {
  const input: ExtensionInput = { id: "seating", type: "RoamedParticipantData", table: "12A", seats: [1, 2] };
  expectTypeOf<Extension["table"]>().toEqualTypeOf<string | number | boolean | (string | number | boolean)[]>();
  expect(input.table).toBe("12A");
});

it("Everything that is read may be missing, but rel and the self link", () => {
  const meeting: Meeting = { rel: "myOnlineMeeting", _links: { self: { href: "/ucwa/v1/applications/833" } } };
  expectTypeOf(meeting.subject).toEqualTypeOf<string | undefined>();
  // @ts-expect-error The self link is missing.
  const without: Meeting = { rel: "myOnlineMeeting", _links: {} };
  expect(without.rel).toBe(meeting.rel);
});

it("An enumeration that is read completes its members and takes newer ones", () => {
  expectTypeOf<"AddedByALaterServer">().toExtend<components["schemas"]["AccessLevel"]>();
  expectTypeOf<components["schemas"]["AccessLevel"]>().not.toEqualTypeOf<string>();
});

it("The documented errors of an operation are a union by status, code and subcode", () => {
  type Subcode<Status> = Extract<errors["updateMyOnlineMeeting"], { status: Status }>["subcode"];
  expectTypeOf<Subcode<500>>().toEqualTypeOf<"InvalidExchangeServerVersion" | undefined>();
  expectTypeOf<Extract<errors["getMyOnlineMeeting"], { status: 412 }>>().toBeNever();
});
