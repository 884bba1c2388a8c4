import { expect, test } from "vitest";
import { readValkeyUrl } from "./valkey-url.ts";

test.each([
  ["valkey://localhost", { name: "valkey://localhost:6379", host: "localhost", port: 6379 }],
  ["redis://10.0.0.1:7000/3", { name: "redis://10.0.0.1:7000", host: "10.0.0.1", port: 7000, db: 3 }],
  ["valkey://[::1]:7000", { name: "valkey://[::1]:7000", host: "::1", port: 7000 }],
  [
    "valkeys://cache.contoso.com",
    { name: "valkeys://cache.contoso.com:6379", host: "cache.contoso.com", port: 6379, tls: {} },
  ],
  ["rediss://cache", { name: "rediss://cache:6379", host: "cache", port: 6379, tls: {} }],
  [
    "valkey://lene:p%40ss@cache",
    { name: "valkey://cache:6379", host: "cache", port: 6379, username: "lene", password: "p@ss" },
  ],
  ["valkey://:p@cache", { name: "valkey://cache:6379", host: "cache", port: 6379, password: "p" }],
  ["valkey:///run/valkey.sock", { name: "valkey:///run/valkey.sock", path: "/run/valkey.sock" }],
])("%s says where a server is", (url, address) => {
  expect(readValkeyUrl(url)).toEqual(address);
});

test.each([
  "valkey://",
  "valkey:///",
  "valkeys:///run/valkey.sock",
  "valkey://cache/first",
  "valkey://cache:port",
  "valkey://:secret%zz@cache",
])("%s is refused, without its password", (url) => {
  const read = () => readValkeyUrl(url, "UCWA_STORE");
  expect(read).toThrow(/^UCWA_STORE: expected a URL such as valkey:\/\/localhost:6379/);
  expect(read).not.toThrow(/secret/);
});
