import { createClient } from "@ucwa-meetings/client";

const ucwa = createClient({ baseUrl: "http://127.0.0.1:4010/ucwa/v1", token: "cwt=anything" });

const meeting = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
const seating = await ucwa.onlineMeetingExtensions.create(meeting, {
  id: "seating",
  type: "RoamedParticipantData",
  table: "12A",
});
console.log(seating.href);
