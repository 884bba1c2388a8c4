import { createClient } from "@ucwa-meetings/client";
import { xml } from "@ucwa-meetings/client/xml";

const ucwa = createClient({
  baseUrl: "http://127.0.0.1:4010/ucwa/v1",
  token: "cwt=anything",
  representation: xml(),
});

const meeting = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
console.log(meeting.data.attendees);
console.log(meeting.data.expirationTime instanceof Date);
