import { expect, test } from "vitest";
import { expandPath, matchRoute } from "./route.ts";

const meeting = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";

test.each([
  ["/ucwa/v1/applications/1/onlineMeetings/myOnlineMeetings/2", "/ucwa/v1", meeting],
  ["/UCWA/oauth/V1/Applications/1/onlinemeetings/MYONLINEMEETINGS/2", "/ucwa/oauth/v1", meeting],
  ["//v1/applications/1/onlineMeetings/myOnlineMeetings/2", "/ucwa/v1", meeting],
  ["/applications/1/onlineMeetings/myOnlineMeetings/2?a=b", "", meeting],
  ["http://fe1.contoso.com:80/ucwa/v1/applications/1/onlineMeetings/myOnlineMeetings/2", "/ucwa/v1", meeting],
  ["/applications/1/onlineMeetings/myOnlineMeetings/2/extensions", "", `${meeting}/onlineMeetingExtensions`],
  ["/applications//onlineMeetings/myOnlineMeetings/2", "", undefined],
  ["/applications/1/onlineMeetings/myOnlineMeetings/2/", "", undefined],
  ["/x/applications/1/onlineMeetings/myOnlineMeetings/2", "", undefined],
  ["/ucwa/applications/1/onlineMeetings/myOnlineMeetings/2", "/ucwa", meeting],
  ["/ucwa/v1", "/ucwa", undefined],
])("%s has the prefix %j and the template %s", (target, prefix, template) => {
  expect(matchRoute(target)).toMatchObject({ prefix, ...(template !== undefined && { template }) });
  expect(matchRoute(target).template).toBe(template);
});

test("an id keeps its case and its escapes, and one that is no UTF-8 is told", () => {
  const route = matchRoute("/applications/aB%20/onlineMeetings/myOnlineMeetings/%C3%BC");
  expect([route.ids, route.malformed]).toEqual([{ applicationId: "aB%20", onlineMeetingId: "%C3%BC" }, undefined]);
  expect(matchRoute("/applications/1/onlineMeetings/myOnlineMeetings/%FF").malformed).toBe("%FF");
});

test("a template is filled with ids, whatever is in them", () => {
  expect(expandPath("/a/{one}/b/{two}", { one: "$&", two: "{one}" })).toBe("/a/$&/b/{one}");
  expect(expandPath("/a/{one}", {})).toBe("/a/{one}");
});

test("a query may have an address and a question mark in it", () => {
  const { query, ...route } = matchRoute("/applications/1/onlineMeetings/myOnlineMeetings/2?url=https://a.b/c?d");
  expect(query.get("url")).toBe("https://a.b/c?d");
  expect(route).not.toHaveProperty("malformed");
  expect(matchRoute("nothing?url=https://a.b/c").query.get("url")).toBe("https://a.b/c");
});
