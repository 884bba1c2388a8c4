import { expect, test } from "vitest";
import { about } from "./about.ts";

test("what a mock says of itself has its resources with their methods, and how to get in", () => {
  const { name, description, token: header, resources, controls } = about(["GET /__mock/health"]);
  expect([name, header, controls]).toEqual([
    "@ucwa-meetings/mock",
    "Authorization: Bearer cwt=anything",
    ["GET /__mock/health"],
  ]);
  expect(description).toMatch(
    /^A mock of the UCWA 2\.0 resources \w+, .*, and \w+\. Nobody can join a meeting here\.$/,
  );
  for (const resource of ["myOnlineMeetings", "myOnlineMeeting", "onlineMeetingExtensions", "onlineMeetingExtension"]) {
    expect(description.match(new RegExp(`\\b${resource}\\b`, "g"))).toHaveLength(1);
  }
  const path = "/ucwa/v1/applications/{applicationId}/onlineMeetings/myOnlineMeetings";
  expect(resources[path]?.toSorted()).toEqual(["GET", "POST"]);
  expect(resources[`${path}/{onlineMeetingId}`]?.toSorted()).toEqual(["DELETE", "GET", "PUT"]);
});
