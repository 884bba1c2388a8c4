import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { expect, test } from "vitest";
import { createClient } from "../src/index.ts";

const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const extensionsPath = `${meetingPath}/onlineMeetingExtensions` as const;

/** A client whose server is a published exchange: it refuses any other request. */
function clientFor(name: string) {
  const exchange = exchanges.find((each) => each.name === name);
  if (!exchange) throw new Error(`No exchange ${name} is published.`);
  const { request, response } = exchange;
  const [, baseUrl = "", ids] = /^(.+\/v1)\/applications\/(.+)$/.exec(request.url) ?? [];
  const [applicationId = "", , , onlineMeetingId = ""] = ids?.split("/") ?? [];
  const client = createClient({
    baseUrl,
    token: "cwt=PHNhbWw6QXNzZXJ0aW9uIHhtbG5...uZm8",
    fetch: async (sent) => {
      expect(sent.method).toBe(request.method);
      expect(sent.url).toBe(request.url);
      expect(sent.headers.get("authorization")).toBe(request.headers.authorization);
      const body = await sent.text();
      expect(body && JSON.parse(body)).toEqual(request.body && JSON.parse(request.body));
      return new Response(response.body || null, response);
    },
  });
  return { client, path: { applicationId, onlineMeetingId }, request, response };
}

test("GET reads the published meeting", async () => {
  const { client, path, response } = clientFor("get-my-online-meeting.json");
  const { data } = await client.GET(meetingPath, { params: { path } });
  expect(data).toEqual(JSON.parse(response.body));
});

test("PUT sends the published update", async () => {
  const { client, path, request, response } = clientFor("update-my-online-meeting.json");
  const { data } = await client.PUT(meetingPath, { params: { path }, body: JSON.parse(request.body) });
  expect(data).toEqual(JSON.parse(response.body));
});

test("DELETE answers with no data", async () => {
  const { client, path } = clientFor("delete-my-online-meeting.json");
  const { data, error, response } = await client.DELETE(meetingPath, { params: { path } });
  expect([data, error, response.status]).toEqual([undefined, undefined, 204]);
});

test("GET reads the published extensions", async () => {
  const { client, path, response } = clientFor("get-online-meeting-extensions.json");
  const { data } = await client.GET(extensionsPath, { params: { path } });
  expect(data).toEqual(JSON.parse(response.body));
});

test("POST creates the published extension", async () => {
  const { client, path, request, response } = clientFor("create-online-meeting-extension.json");
  const { data } = await client.POST(extensionsPath, { params: { path }, body: JSON.parse(request.body) });
  expect(data).toEqual(JSON.parse(response.body));
});
