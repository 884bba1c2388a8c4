import { expect, test } from "vitest";
import { isEqual } from "./admin-token.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test.each(["", "secret-token-1", "Secret-token-12", "secret-token-123", "xecret-token-12", "secret-token-1é"])(
  "%j is another token",
  (text) => expect(isEqual(bytes(text), bytes("secret-token-12"))).toBe(false),
);

test("only the token itself is the token", () => {
  expect(isEqual(bytes("secret-token-12"), bytes("secret-token-12"))).toBe(true);
});

test("a token that is wrong from its first byte is read as far as one that is wrong in its last", () => {
  const readOf = (given: Uint8Array) => {
    let read = 0;
    const counting = new Proxy(given, {
      get(target, name) {
        if (typeof name === "string" && /^\d+$/.test(name)) read += 1;
        return Reflect.get(target, name);
      },
    });
    isEqual(counting, bytes("secret-token-12"));
    return read;
  };
  expect([readOf(bytes("Xecret-token-12")), readOf(bytes("secret-token-1X"))]).toEqual([15, 15]);
});
