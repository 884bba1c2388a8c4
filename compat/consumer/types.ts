import { createClient, NotFoundError, UcwaError } from "@ucwa-meetings/client";
import { xml } from "@ucwa-meetings/client/xml";

const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token: "cwt=x", representation: xml() });

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

// @ts-expect-error The parameter is called onlineMeetingId.
export const misspelt = () => ucwa.myOnlineMeeting.get({ applicationId: "833", meetingId: "810" });
