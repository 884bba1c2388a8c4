import { createClient, isUcwaError, NotFoundError, UcwaError, UnknownOutcomeError } from "@ucwa-meetings/client";
import { ValidationError, validator } from "@ucwa-meetings/client/validate";
import { xml } from "@ucwa-meetings/client/xml";
import { createMock, type FetchMock } from "@ucwa-meetings/mock/fetch";
import { fire } from "@ucwa-meetings/mock/service-worker";

const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token: "cwt=x", representation: xml() });

export const validated = createClient({
  baseUrl: "https://fe1.contoso.com/ucwa/v1",
  validate: validator({
    onViolation: ({ operationId, violations }) => console.log(operationId, violations[0]?.pointer),
  }),
});

export function isWrong(error: unknown): boolean {
  return error instanceof ValidationError && error.direction === "response";
}

// @ts-expect-error It is "warn" or "throw".
export const strict = validator({ onViolation: "error" });

export async function subjectOf(applicationId: string, onlineMeetingId: string): Promise<string | undefined> {
  try {
    const meeting = await ucwa.myOnlineMeeting.get({ applicationId, onlineMeetingId });
    const expires: Date | undefined = meeting.data.expirationTime;
    const level: string | undefined = meeting.data.accessLevel;
    return `${meeting.data.subject} ${expires?.toISOString()} ${level}`;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    if (error instanceof UcwaError) return error.subcode;
    throw error;
  }
}

export async function invite(guest: string): Promise<readonly string[] | undefined> {
  try {
    const saved = await ucwa.myOnlineMeeting.update("/m", ({ data }) => ({
      attendees: [...(data.attendees ?? []), guest],
    }));
    return saved.data.attendees;
  } catch (error) {
    if (!(error instanceof UnknownOutcomeError)) throw error;
    return (await ucwa.myOnlineMeeting.get(error.current ?? "/m")).data.attendees;
  }
}

export async function refused(href: string): Promise<void> {
  const meeting = await ucwa.myOnlineMeeting.get(href);
  const [extension] = await ucwa.onlineMeetingExtensions.list(meeting);
  if (!extension) return;
  // @ts-expect-error It would delete the meeting.
  await ucwa.onlineMeetingExtensions.delete(meeting);
  // @ts-expect-error An extension is no meeting.
  await ucwa.myOnlineMeeting.update(extension, { subject: "Q3" });
  // @ts-expect-error It would not reach the server.
  meeting.data.subject = "Q3";
}

export function advice(error: unknown): string {
  if (!isUcwaError<"deleteMyOnlineMeeting">(error)) return "";
  switch (error.subcode) {
    case "ApplicationNotFound":
      return "Register the application again.";
    // @ts-expect-error It is InactiveApplicationExpired.
    case "InactiveApplicationExpire":
      return "";
    default:
      return String(error.subcode);
  }
}

// @ts-expect-error The parameter is called onlineMeetingId.
export const misspelt = () => ucwa.myOnlineMeeting.get({ applicationId: "833", meetingId: "810" });

export async function withoutServer(): Promise<readonly string[] | undefined> {
  const mock: FetchMock = await createMock({ dialect: "deployed", switches: { etag: "decimal" } });
  const tested = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token: "cwt=x", fetch: mock.fetch });
  const sent: typeof fetch = mock.fetch;
  await sent("https://fe1.contoso.com/__mock/reset", { method: "POST" });
  // @ts-expect-error It listens nowhere.
  await createMock({ port: 0 });
  return (await tested.myOnlineMeeting.get("/m")).data.attendees;
}

export const answerOwnPages = () => fire(createMock(), { baseUrl: "/ucwa" });
