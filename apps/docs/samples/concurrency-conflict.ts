import { createClient, PreconditionFailedError } from "@ucwa-meetings/client";

const ucwa = createClient({ baseUrl: "http://127.0.0.1:4010/ucwa/v1", token: "cwt=anything" });

const mine = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
const theirs = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
await ucwa.myOnlineMeeting.update(theirs, { subject: "Q3 sales numbers" });

try {
  await ucwa.myOnlineMeeting.update(mine, { description: "Bring the figures" });
} catch (error) {
  if (!(error instanceof PreconditionFailedError)) throw error;
  console.log(`${error.status}: the meeting has changed since it was read`);
}
