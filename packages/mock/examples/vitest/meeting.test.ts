import { startMock } from "@ucwa-meetings/mock";
import { expect, test } from "vitest";

const path = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
const headers = { authorization: "Bearer cwt=anything", "content-type": "application/json" };

test("a client learns that somebody else was faster", async () => {
  await using mock = await startMock();
  const { headers: first } = await fetch(mock.url + path, { headers });
  const rename = (subject: string) =>
    fetch(mock.url + path, {
      method: "PUT",
      headers: { ...headers, "if-match": `"${first.get("etag")}"` },
      body: JSON.stringify({ subject }),
    });

  expect((await rename("Budget")).status).toBe(200);
  expect((await rename("Holidays")).status).toBe(412);
  expect(mock.requests.map(({ operationId }) => operationId)).toEqual([
    "getMyOnlineMeeting",
    "updateMyOnlineMeeting",
    "updateMyOnlineMeeting",
  ]);
});
