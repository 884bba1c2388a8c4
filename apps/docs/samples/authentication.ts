import { createClient, UcwaError } from "@ucwa-meetings/client";

// Replace this with your own code: a request to the token endpoint, or a cache in front of it.
async function tokenFor(origin: string): Promise<string> {
  console.log(`A token for ${origin}`);
  return "cwt=anything";
}

const ucwa = createClient({ baseUrl: "http://127.0.0.1:4010/ucwa/v1", token: tokenFor });

try {
  const meeting = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
  console.log(meeting.data.subject);
} catch (error) {
  if (error instanceof UcwaError && error.status === 401) console.log("Please sign in again.");
  else throw error;
}
