import { expectTypeOf, test } from "vitest";
import { createClient, type MyOnlineMeeting, type Representation, UnknownOutcomeError } from "../src/index.ts";

const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const extensionsPath = `${meetingPath}/onlineMeetingExtensions` as const;
const path = { applicationId: "833", onlineMeetingId: "810" };
const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1" });

/** The compiler is the test: `tsc` fails on a line that should have been an error. */
function compiles(_calls: () => void) {}

test("a path parameter that is missing or misspelt does not compile", () => {
  compiles(() => {
    // @ts-expect-error: onlineMeetingId is missing
    ucwa.GET(meetingPath, { params: { path: { applicationId: "833" } } });
    // @ts-expect-error: it is onlineMeetingId
    ucwa.GET(meetingPath, { params: { path: { applicationId: "833", onlineMeetingID: "810" } } });
    // @ts-expect-error: there is no such path
    ucwa.GET("/applications/{applicationId}/onlineMeetings", { params: { path } });
  });
});

test("a method that a resource does not have does not compile", () => {
  compiles(() => {
    // @ts-expect-error: extensions are created, not replaced as a whole
    ucwa.PUT(extensionsPath, { params: { path }, body: {} });
    // @ts-expect-error: a meeting is not created here
    ucwa.POST(meetingPath, { params: { path }, body: {} });
  });
});

test("a property that is misspelt or of the wrong type does not compile", () => {
  compiles(() => {
    // @ts-expect-error: it is description
    ucwa.PUT(meetingPath, { params: { path }, body: { subject: "Q3", descriptoin: "Sales" } });
    // @ts-expect-error: attendees are a list
    ucwa.PUT(meetingPath, { params: { path }, body: { attendees: "sip:johndoe@contoso.com" } });
    // @ts-expect-error: joinUrl is the server's to set
    ucwa.PUT(meetingPath, { params: { path }, body: { joinUrl: "https://meet.contoso.com" } });
    // @ts-expect-error: nobody has this access level
    ucwa.PUT(meetingPath, { params: { path }, body: { accessLevel: "Nobody" } });
  });
});

test("a body of the wrong kind does not compile", () => {
  compiles(() => {
    // @ts-expect-error: the body is missing
    ucwa.PUT(meetingPath, { params: { path } });
    // @ts-expect-error: XML is written by the client, not by the caller
    ucwa.PUT(meetingPath, { params: { path }, body: "<input/>" });
    // @ts-expect-error: DELETE has no body
    ucwa.DELETE(meetingPath, { params: { path }, body: {} });
    // @ts-expect-error: a custom key holds a scalar or a list of scalars
    ucwa.POST(extensionsPath, { params: { path }, body: { id: "seating", table: { row: 12 } } });
  });
});

test("what the document allows compiles and is typed", async () => {
  compiles(async () => {
    const meeting = await ucwa.GET(meetingPath, { params: { path, header: { "If-None-Match": '"1"' } } });
    if (meeting.error) return;
    expectTypeOf(meeting.data.subject).toEqualTypeOf<string | undefined>();
    expectTypeOf(meeting.data.attendees).toEqualTypeOf<string[] | undefined>();
    const created = await ucwa.POST(extensionsPath, { params: { path }, body: { id: "seating", table: ["12A", 3] } });
    expectTypeOf(created.data?.rel).toEqualTypeOf<"onlineMeetingExtension" | undefined>();
    const deleted = await ucwa.DELETE(meetingPath, { params: { path } });
    expectTypeOf(deleted.data).toEqualTypeOf<undefined>();
  });
});

test("a representation completes the resource's properties, links and embedded resources", () => {
  compiles(async () => {
    const meeting = await ucwa.myOnlineMeeting.get(path);
    expectTypeOf(meeting.data.expirationTime).toEqualTypeOf<Date | undefined>();
    expectTypeOf(meeting.data.subject).toEqualTypeOf<string | undefined>();
    // @ts-expect-error: it is subject
    meeting.data.subjct;
    // @ts-expect-error: links are not data
    meeting.data._links;
    const [extension] = meeting.embedded("onlineMeetingExtension");
    expectTypeOf(extension?.data.id).toEqualTypeOf<string | undefined>();
    expectTypeOf(extension?.data.table).toEqualTypeOf<
      string | number | boolean | readonly (string | number | boolean)[] | undefined
    >();
    expectTypeOf(meeting.embedded("unheardOf")[0]?.data.rel).toEqualTypeOf<string | undefined>();
  });
});

test("what a representation holds can be read only, down to its lists", () => {
  compiles(async () => {
    const meeting = await ucwa.myOnlineMeeting.get(path);
    // @ts-expect-error: a change here would not reach the server
    meeting.data.subject = "Q3";
    // @ts-expect-error: neither would this one
    meeting.data.attendees?.push("sip:amy@contoso.com");
    const { attendees = [] } = meeting.data;
    expectTypeOf(attendees).toEqualTypeOf<readonly string[]>();
    await ucwa.myOnlineMeeting.update(meeting, { leaders: attendees });
    await ucwa.PUT(meetingPath, { params: { path }, body: { leaders: attendees } });
    const [extension] = meeting.embedded("onlineMeetingExtension");
    if (extension?.data.seats) await ucwa.onlineMeetingExtensions.create(meeting, { seats: extension.data.seats });
  });
});

test("a representation of another resource is no target, and neither is a copy of one", () => {
  compiles(async () => {
    const meeting = await ucwa.myOnlineMeeting.get(path);
    const [extension = await ucwa.onlineMeetingExtensions.get("/e")] = await ucwa.onlineMeetingExtensions.list(meeting);
    // @ts-expect-error: this would delete the meeting
    await ucwa.onlineMeetingExtensions.delete(meeting);
    // @ts-expect-error: this would write to the meeting
    await ucwa.onlineMeetingExtensions.update(meeting, { table: "12A" });
    // @ts-expect-error: a meeting is no extension
    await ucwa.onlineMeetingExtensions.get({ ...meeting });
    // @ts-expect-error: an extension is no meeting
    await ucwa.myOnlineMeeting.delete(extension);
    // @ts-expect-error: an extension is no meeting
    await ucwa.myOnlineMeeting.update({ ...extension }, { subject: "Q3" });
    // @ts-expect-error: an extension is no meeting
    await ucwa.myOnlineMeeting.get(extension);
    // @ts-expect-error: the extensions are those of a meeting
    await ucwa.onlineMeetingExtensions.list(extension);
    // @ts-expect-error: the extensions are those of a meeting
    await ucwa.onlineMeetingExtensions.create({ ...extension }, {});
    await ucwa.myOnlineMeeting.update(meeting, {});
    await ucwa.myOnlineMeeting.get(meeting.link("self") ?? meeting.href);
    await ucwa.onlineMeetingExtensions.delete(extension);
  });
});

test("the error of an update says what is there now, of either resource or of the one that is asked for", () => {
  compiles(async () => {
    const either = new UnknownOutcomeError("");
    if (either.current?.data.rel === "myOnlineMeeting") expectTypeOf(either.current.data).not.toBeAny();
    const one: UnknownOutcomeError<Representation<MyOnlineMeeting>> = new UnknownOutcomeError("");
    if (one.current) await ucwa.myOnlineMeeting.update(one.current, { subject: "Q3" });
    expectTypeOf(one.current?.data.subject).toEqualTypeOf<string | undefined>();
  });
});

test("changes are checked, and may reset a property with null", () => {
  compiles(async () => {
    const meeting = await ucwa.myOnlineMeeting.update(path, { expirationTime: new Date(), subject: null });
    ucwa.myOnlineMeeting.update(meeting, ({ data }) => ({ subject: `${data.subject}!` }), { conflictRetries: 1 });
    // @ts-expect-error: it is description
    ucwa.myOnlineMeeting.update(meeting, { descriptoin: "Sales" });
    // @ts-expect-error: joinUrl is the server's to set
    ucwa.myOnlineMeeting.update(meeting, { joinUrl: "https://meet.contoso.com" });
    // @ts-expect-error: a function's changes are checked, too
    ucwa.myOnlineMeeting.update(meeting, () => ({ subject: 3 }));
    // @ts-expect-error: the ids of an extension are three
    ucwa.onlineMeetingExtensions.get(path);
    ucwa.onlineMeetingExtensions.update("/e", { id: null, type: null, table: null, seats: ["12A", 3, true] });
    // @ts-expect-error: a custom key holds a scalar or a list of scalars
    ucwa.onlineMeetingExtensions.update("/e", { table: { row: 12 } });
    // @ts-expect-error: there is no such type
    ucwa.onlineMeetingExtensions.create("/s", { type: "Roamed" });
  });
});
