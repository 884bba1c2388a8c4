import { createClient, ServiceUnavailableError } from "@ucwa-meetings/client";
import { startMock } from "@ucwa-meetings/mock";
import { expect, test } from "vitest";

const ids = { applicationId: "833", onlineMeetingId: "810" };

test("An overloaded server is an error of its own", async () => {
  await using mock = await startMock();
  const ucwa = createClient({ baseUrl: `${mock.url}/ucwa/v1`, token: "cwt=anything", retry: false });

  mock.fault("unavailable:5");
  await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toBeInstanceOf(ServiceUnavailableError);

  mock.fault();
  expect((await ucwa.myOnlineMeeting.get(ids)).data.subject).toBe("Quarterly sales numbers");
});

test("A reader notices nothing when every other connection breaks", async () => {
  await using mock = await startMock({ fault: "reset", faultRate: 0.5, faultSeed: 7 });
  const retry = { limit: 5, initialDelay: 10 };
  const ucwa = createClient({ baseUrl: `${mock.url}/ucwa/v1`, token: "cwt=anything", retry });

  expect((await ucwa.myOnlineMeeting.get(ids)).data.subject).toBe("Quarterly sales numbers");
  expect(mock.requests.length).toBeGreaterThan(1);
});
