import { expect, test } from "vitest";
import { MockError } from "../errors.ts";
import { createOriginFinder, readPublicUrl } from "./origin.ts";

test("a client uses the public origin, else that of its URL, else the name that it sent", () => {
  const headers = { host: "localhost:4010" };
  const url = "https://fe1.contoso.com/ucwa/v1";
  expect(createOriginFinder()({ headers })).toBe("http://localhost:4010");
  expect(createOriginFinder()({ headers: {} })).toBe("");
  expect(createOriginFinder()({ url, headers })).toBe("https://fe1.contoso.com");
  expect(createOriginFinder()({ url: "ucwa://fe1.contoso.com/v1", headers })).toBe("");
  expect(createOriginFinder("https://mock.contoso.com")({ url, headers })).toBe("https://mock.contoso.com");
});

test("what a proxy says of itself does not count, because every client can say it", () => {
  const headers = {
    host: "mock:4010",
    forwarded: "proto=https;host=evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "evil.example",
  };
  expect(createOriginFinder()({ headers })).toBe("http://mock:4010");
});

test("a public URL is one of http or https, without a path", () => {
  expect(readPublicUrl("https://mock.contoso.com").origin).toBe("https://mock.contoso.com");
  expect(readPublicUrl("HTTP://Mock.contoso.com:80/").origin).toBe("http://mock.contoso.com");
  expect(readPublicUrl("http://[2001:db8::1]:8080").hostname).toBe("[2001:db8::1]");
});

test.each([
  "mock.contoso.com",
  "mock.contoso.com:4010",
  "https://mock.contoso.com/ucwa",
  "https://mock.contoso.com?x",
  "https://mock.contoso.com#x",
  "https://user@mock.contoso.com",
  "ftp://mock.contoso.com",
  "file:///",
  "",
])("%j is no public URL", (text) => {
  expect(() => readPublicUrl(text)).toThrow(
    new MockError(
      `publicUrl: expected a URL without a path, such as https://mock.contoso.com, got ${JSON.stringify(text)}.`,
    ),
  );
});
