import { expect, test } from "vitest";
import { createHostCheck } from "./hosts.ts";

const onLoopback = createHostCheck("127.0.0.1", ["mock.contoso.com"]);

test.each([
  ["localhost", "/", undefined],
  ["LOCALHOST.:4010", "/", undefined],
  ["a.localhost", "/", undefined],
  ["127.255.0.1:80", "/", undefined],
  ["[::1]", "/", undefined],
  ["Mock.Contoso.com:1", "/", undefined],
  ["127.0.0.1.evil.example", "/", "127.0.0.1.evil.example"],
  ["1127.0.0.1", "/", "1127.0.0.1"],
  ["localhost@evil.example", "/", "localhost@evil.example"],
  ["localhost", "http://evil.example:80/x", "evil.example:80"],
  ["localhost", "HTTPS://evil.example?x", "evil.example"],
  ["localhost", "http://127.0.0.1/x", undefined],
  ["localhost", "/http://evil.example/", undefined],
])("Host: %s with the target %s is foreign as %s", (host, target, expected) => {
  expect(onLoopback({ headers: { host }, target })).toBe(expected);
});

test("an IPv6 address can be let in with its brackets", () => {
  const check = createHostCheck("0.0.0.0", ["[2001:db8::1]"]);
  expect(check({ headers: { host: "[2001:db8::1]:80" }, target: "/" })).toBeUndefined();
});
