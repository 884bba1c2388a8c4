import { createClient } from "@ucwa-meetings/client";

const ucwa = createClient({ baseUrl: "http://127.0.0.1:4010/ucwa/v1", token: "cwt=anything" });
const meeting = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
const saved = await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3 sales numbers" });
console.log(saved.data.subject);
console.log(saved.data.expirationTime);
