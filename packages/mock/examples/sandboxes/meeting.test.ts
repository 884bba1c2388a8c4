import { createSandbox } from "@ucwa-meetings/mock";
import { expect, test } from "vitest";

const { UCWA_MOCK_URL: url = "http://127.0.0.1:4010", UCWA_MOCK_TOKEN: adminToken } = process.env;
const path = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
const headers = { authorization: "Bearer cwt=anything", "content-type": "application/json" };

test.concurrent.each(["Budget", "Holidays"])("%s is not seen by the jobs beside this one", async (subject) => {
  await using sandbox = await createSandbox({ url, ...(adminToken && { token: adminToken }), ttl: 600 });
  const meeting = sandbox.baseUrl + path;

  await fetch(meeting, { method: "PUT", headers, body: JSON.stringify({ subject }) });
  expect(await (await fetch(meeting, { headers })).json()).toMatchObject({ subject });
  expect((await sandbox.requests()).map(({ status }) => status)).toEqual([200, 200]);
});
