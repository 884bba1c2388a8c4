import { createClient } from "@ucwa-meetings/client";

const ucwa = createClient({
  baseUrl: "http://127.0.0.1:4010/ucwa/v1",
  token: "cwt=anything",
  retry: { limit: 1 },
  onAttempt({ operationId, attempt, method, status, duration, reason }) {
    const level = reason || duration > 10_000 || Number(status) >= 400 ? "WARN" : "INFO";
    console.log(`${level} ${operationId} attempt=${attempt} method=${method} status=${status ?? reason}`);
  },
});

const ids = { applicationId: "833", onlineMeetingId: "810" };
await ucwa.myOnlineMeeting.get(ids);
// The mock responds as a server that is starting would. The client retries, and gives up.
await ucwa.myOnlineMeeting.get(ids, { headers: { Prefer: "code=503" } }).catch(() => {});
