import { createClient } from "@ucwa-meetings/client";
import { startMock, startProxy } from "@ucwa-meetings/mock";
import { expect, test } from "vitest";

test("What my program sends, and what it gets, keeps to the contract", async () => {
  // Stands for your server, whose origin goes into the next line instead.
  await using server = await startMock({ dialect: "deployed" });
  await using proxy = await startProxy({ upstream: server.url });
  const ucwa = createClient({ baseUrl: `${proxy.url}/ucwa/v1`, token: "cwt=anything" });

  const meeting = await ucwa.myOnlineMeeting.get({ applicationId: "833", onlineMeetingId: "810" });
  await ucwa.myOnlineMeeting.update(meeting, { subject: "Q3 sales numbers" });

  const { exchanges, violations } = proxy.report();
  expect(exchanges).toBe(2);
  expect(violations).toEqual([]);
});
