import { createClient } from "@ucwa-meetings/client";

const ucwa = createClient({ baseUrl: "http://127.0.0.1:4010/ucwa/v1", token: "cwt=anything" });
const meeting = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });

const seating = await ucwa.onlineMeetingExtensions.create(meeting, {
  id: "seating",
  type: "RoamedParticipantData",
  table: "12A",
  guests: ["Amy", "Ben"],
});
await ucwa.onlineMeetingExtensions.update(seating, { table: "14B" });

for (const { data } of await ucwa.onlineMeetingExtensions.list(meeting)) {
  console.log(data.id, data.type, data.table, data.guests);
}
await ucwa.onlineMeetingExtensions.delete(seating);
