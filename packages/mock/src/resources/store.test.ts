import { expect, test } from "vitest";
import { isGuid, retryUntilDone, stripHypermedia } from "./store.ts";

test.each([
  ["d8d6d5f2-6f9b-4a8c-9b7e-0123456789ab", true],
  ["D8D6D5F2-6F9B-4A8C-9B7E-0123456789AB", true],
  ["d8d6d5f2-6f9b-4a8c-9b7e-0123456789a", false],
  ["xd8d6d5f2-6f9b-4a8c-9b7e-0123456789ab", false],
  ["d8d6d5f26f9b4a8c9b7e0123456789ab", false],
  ["subject", false],
])("%s is a GUID: %s", (name, expected) => {
  expect(isGuid(name)).toBe(expected);
});

test("what a representation adds to a resource is not kept", () => {
  const representation = { rel: "x", etag: "1", _links: {}, _embedded: {}, subject: "Budget" };
  expect(stripHypermedia({ ...representation, "d8d6d5f2-6f9b-4a8c-9b7e-0123456789ab": "x" })).toEqual({
    subject: "Budget",
  });
});

test("somebody who is slower every time gives up with 503", async () => {
  let attempts = 0;
  const attempt = async () => {
    attempts += 1;
    return undefined;
  };
  await expect(retryUntilDone(attempt)).rejects.toMatchObject({ status: 503 });
  expect(attempts).toBe(1000);
});
