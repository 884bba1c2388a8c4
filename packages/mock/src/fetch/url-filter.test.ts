import { expect, test } from "vitest";
import { MockError } from "../errors.ts";
import { createUrlFilter } from "./url-filter.ts";

const sandbox = "0123456789abcdefghij-_";

const isForMock = (url: string, baseUrl?: string, relativeTo?: string) =>
  createUrlFilter(baseUrl === undefined ? {} : { baseUrl }, relativeTo)(new URL(url));

test.each([
  ["https://fe1.contoso.com/ucwa/v1/applications/1/onlineMeetings/myOnlineMeetings", true],
  ["https://fe1.contoso.com/ucwa/oauth/v1/applications/1/onlineMeetings/myOnlineMeetings/2", true],
  ["https://fe1.contoso.com//v1/applications/1/onlineMeetings/myOnlineMeetings/2", true],
  ["https://fe1.contoso.com/applications/1/onlineMeetings/myOnlineMeetings/2?x=/", true],
  ["https://fe1.contoso.com/ucwa/v1/nothing", true],
  ["https://fe1.contoso.com/__mock/reset", true],
  [`https://fe1.contoso.com/__mock/sandboxes/${sandbox}/reset`, true],
  [`https://fe1.contoso.com/sandboxes/${sandbox}/ucwa/v1/applications`, true],
  [`https://fe1.contoso.com/sandboxes/${sandbox}/v1/charges`, false],
  [`https://fe1.contoso.com/sandboxes/${sandbox}`, false],
  ["https://fe1.contoso.com/sandboxes/1/ucwa/v1/applications", false],
  ["https://fe1.contoso.com/", false],
  ["https://fe1.contoso.com/v1/charges", false],
  ["https://fe1.contoso.com/ucwa10/v1", false],
  ["https://fe1.contoso.com/index.html?/ucwa/v1/", false],
])("without a base URL, %s is for the mock: %s", (url, expected) => {
  expect(isForMock(url)).toBe(expected);
});

test.each([
  ["https://fe1.contoso.com", "https://fe1.contoso.com/nothing", true],
  ["https://fe1.contoso.com", "https://fe1.contoso.com:444/nothing", false],
  ["https://fe1.contoso.com", "http://fe1.contoso.com/nothing", false],
  ["https://fe1.contoso.com/ucwa", "https://fe1.contoso.com/ucwa", true],
  ["https://fe1.contoso.com/ucwa/", "https://fe1.contoso.com/ucwa/x", true],
  ["https://fe1.contoso.com/ucwa", "https://fe1.contoso.com/ucwas", false],
])("with the base URL %s, %s is for the mock: %s", (baseUrl, url, expected) => {
  expect(isForMock(url, baseUrl)).toBe(expected);
});

test("a base URL can be relative to where a service worker is", () => {
  expect(isForMock("https://app.contoso.com/demo/ucwa/v1", "ucwa", "https://app.contoso.com/demo/")).toBe(true);
  expect(isForMock("https://app.contoso.com/ucwa/v1", "ucwa", "https://app.contoso.com/demo/")).toBe(false);
});

test("a base URL that is none is refused, with what was expected", () => {
  for (const [baseUrl, relativeTo] of [["/ucwa"], ["localhost:4010"], ["https://:/", "https://a.b"]] as const)
    expect(() => isForMock("https://a.b", baseUrl, relativeTo)).toThrow(
      new MockError(`baseUrl: expected a URL of http or https, got "${baseUrl}".`),
    );
});
