import { createClient } from "@ucwa-meetings/client";
import { startMock } from "@ucwa-meetings/mock";
import { expect, test } from "vitest";

test("A new subject is what the next reader sees", async () => {
  await using mock = await startMock({ port: 0 });
  const ucwa = createClient({ baseUrl: `${mock.url}/ucwa/v1`, token: "cwt=anything" });
  const ids = { applicationId: "833", onlineMeetingId: "810" };

  await ucwa.myOnlineMeeting.update(await ucwa.myOnlineMeeting.get(ids), { subject: "Q3 sales numbers" });

  expect((await ucwa.myOnlineMeeting.get(ids)).data.subject).toBe("Q3 sales numbers");
});
