import { createClient } from "@ucwa-meetings/client";
import { createMock } from "@ucwa-meetings/mock/fetch";
import { expect, test } from "vitest";

test("A new subject is what the next reader sees, without a server", async () => {
  await using mock = await createMock();
  const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token: "cwt=anything", fetch: mock.fetch });
  const meeting = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
  await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3 sales numbers" });
  expect((await ucwa.myOnlineMeeting.get(meeting)).data.subject).toBe("Q3 sales numbers");
});
