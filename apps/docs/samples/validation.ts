import { createClient } from "@ucwa-meetings/client";
import { ValidationError, validator } from "@ucwa-meetings/client/validate";

const ucwa = createClient({
  baseUrl: "http://127.0.0.1:4010/ucwa/v1",
  token: "cwt=anything",
  // A server that has changed a type.
  async fetch(request) {
    const response = await fetch(request);
    const meeting = await response.json();
    return Response.json({ ...meeting, subject: 5 }, { headers: response.headers });
  },
  validate: validator({ onViolation: "throw" }),
});

const ids = { applicationId: "833", onlineMeetingId: "810" };
const wrong = JSON.parse('{ "subject": 5 }');

for (const call of [() => ucwa.myOnlineMeeting.get(ids), () => ucwa.myOnlineMeetings.create(ids, wrong)]) {
  const error = await call().catch((reason: unknown) => reason);
  if (!(error instanceof ValidationError)) throw new Error("It was valid.");
  console.log(error.message);
  for (const { pointer, expected, got } of error.violations) console.log([pointer, expected, got]);
}
