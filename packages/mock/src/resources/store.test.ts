import { expect, test } from "vitest";
import { retryUntilDone, stripHypermedia } from "./store.ts";

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
  await expect(retryUntilDone(attempt)).rejects.toMatchObject({
    status: 503,
    example: "ServiceUnavailable",
    message: "The resource changed 1000 times while it was to be written.",
  });
  expect(attempts).toBe(1000);
});
