import { createClient } from "@ucwa-meetings/client";

const ucwa = createClient({ baseUrl: "http://127.0.0.1:4010/ucwa/v1", token: "cwt=anything" });

const meeting = await ucwa.myOnlineMeetings.create(
  { applicationId: "833" },
  { subject: "Holiday party", attendees: ["sip:chris@contoso.com"] },
);
console.log(meeting.data.joinUrl);
