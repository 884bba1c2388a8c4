import { createMock } from "@ucwa-meetings/mock/fetch";
import { handlers } from "@ucwa-meetings/mock/msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const mock = await createMock();
const server = setupServer(...handlers(mock, { baseUrl: "https://fe1.contoso.com" }));
beforeAll(() => server.listen());
afterEach(() => mock.reset());
afterAll(() => server.close());

test("a program that calls fetch itself reads a meeting", async () => {
  const url = "https://fe1.contoso.com/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
  const response = await fetch(url, { headers: { authorization: "Bearer cwt=anything" } });
  expect(await response.json()).toMatchObject({ rel: "myOnlineMeeting", conferenceId: "12983487" });
  expect(mock.requests).toMatchObject([{ operationId: "getMyOnlineMeeting", status: 200 }]);
});

test("and learns what is wrong with its token", async () => {
  const response = await fetch("https://fe1.contoso.com/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810");
  expect([response.status, (await response.json()).code]).toEqual([401, "Unauthorized"]);
});
