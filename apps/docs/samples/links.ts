import { createClient } from "@ucwa-meetings/client";

const ucwa = createClient({ baseUrl: "http://127.0.0.1:4010/ucwa/v1", token: "cwt=anything" });
const meeting = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });

console.log(meeting.link("onlineMeetingExtensions")?.href);

try {
  await ucwa.myOnlineMeeting.get(
    "https://elsewhere.example/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810",
  );
} catch (_error) {
  console.log("Nothing was sent.");
}
