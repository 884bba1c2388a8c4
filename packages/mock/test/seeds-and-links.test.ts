import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { describe, expect, test } from "vitest";
import { dialects, startMock } from "../src/index.ts";
import { ask, deployedMeeting, extensions, hrefs, meeting, selfOf } from "./support/ask.ts";

const prefixes = ["/ucwa/v1", "/ucwa/oauth/v1", "//v1", "/v1", ""];

describe("every link in an answer leads somewhere", () => {
  for (const dialect of dialects) {
    for (const accept of ["application/json", "application/xml"]) {
      test(`in ${accept}, dialect ${dialect}, whatever the request's prefix was`, async () => {
        await using mock = await startMock({ dialect });
        for (const prefix of prefixes) {
          const paths = [meeting, extensions, deployedMeeting].map((path) =>
            path.replace(/^\/ucwa(\/oauth)?\/v1/, prefix),
          );
          for (const path of paths) {
            const answer = await ask(mock, path, { headers: { accept } });
            const links = hrefs(answer.text);
            expect(links.length).toBeGreaterThan(1);
            for (const link of links) {
              expect(link).not.toMatch(/^\/\//);
              expect({ link, status: (await ask(mock, link)).status }).toEqual({ link, status: 200 });
            }
          }
        }
      });
    }
  }
});

test.each(["/ucwa/v1", "/ucwa/oauth/v1", ""])("links have the prefix of the request: %s", async (prefix) => {
  await using mock = await startMock();
  const answer = await ask(mock, meeting.replace("/ucwa/v1", prefix));
  expect(selfOf(answer)).toBe(meeting.replace("/ucwa/v1", prefix));
});

test("the published requests work with state, too, where a page does not contradict itself", async () => {
  for (const { name, request, response } of exchanges) {
    if (name === "create-online-meeting-extension.json" || response.body === "" || !name.endsWith(".json")) continue;
    await using mock = await startMock();
    const { host, ...headers } = request.headers;
    const body = request.body === "" ? {} : { body: request.body };
    const answer = await ask(mock, new URL(request.url).pathname, { method: request.method, headers, ...body });
    expect({ name, status: answer.status, body: answer.json }).toEqual({
      name,
      status: response.status,
      body: JSON.parse(response.body),
    });
  }
});

test("the extension that a page creates exists on the same page; without it the request works as written", async () => {
  await using mock = await startMock();
  const page = exchanges.find(({ name }) => name === "create-online-meeting-extension.json");
  const path = new URL(page?.request.url ?? "").pathname;
  const json = JSON.parse(page?.request.body ?? "");
  expect((await ask(mock, path, { method: "POST", json })).status).toBe(409);
  await ask(mock, `${path}/onlineMeetingExtension`, { method: "DELETE" });
  const { status, json: created } = await ask(mock, path, { method: "POST", json });
  expect(status).toBe(201);
  const { _links, ...properties } = JSON.parse(page?.response.body ?? "");
  expect(created).toMatchObject(properties);
});

test("the case of path segments does not matter, since published pages differ in it", async () => {
  await using mock = await startMock();
  expect((await ask(mock, meeting.replace("/applications/", "/Applications/"))).status).toBe(200);
});
