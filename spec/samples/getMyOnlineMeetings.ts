import { createClient } from "@ucwa-meetings/client";

const ucwa = createClient({ baseUrl: "http://127.0.0.1:4010/ucwa/v1", token: "cwt=anything" });

const meetings = await ucwa.myOnlineMeetings.list({ applicationId: "833" });
for (const { data } of meetings) console.log(data.onlineMeetingId, data.subject);
