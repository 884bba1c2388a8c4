import { createClient } from "@ucwa-meetings/client";

const ucwa = createClient({ baseUrl: "http://127.0.0.1:4010/ucwa/v1", token: "cwt=anything" });

const stale = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
await ucwa.myOnlineMeeting.update(stale, { subject: "Q3 sales numbers" });

const saved = await ucwa.myOnlineMeeting.update(
  stale,
  (current) => ({ attendees: [...(current.data.attendees ?? []), "sip:amy@contoso.com"] }),
  { conflictRetries: 3 },
);
console.log(saved.data.subject);
console.log(saved.data.attendees?.length);
