import { expect, test } from "vitest";
import { compose, type Handler } from "./handler.ts";
import { emptyResponse } from "./response.ts";

interface Context {
  seen: string[];
}

const pass =
  (name: string): Handler<Context> =>
  async ({ seen }, next) => {
    seen.push(`${name} in`);
    const response = await next();
    seen.push(`${name} out`);
    return response;
  };

test("a request goes through the handlers from first to last, and the response back", async () => {
  const seen: string[] = [];
  const handle = compose<Context>([pass("a"), pass("b"), async () => emptyResponse(204)]);
  expect(await handle({ seen })).toMatchObject({ status: 204 });
  expect(seen).toEqual(["a in", "b in", "b out", "a out"]);
});

test("a handler that responds by itself ends the way", async () => {
  const seen: string[] = [];
  const handle = compose<Context>([pass("a"), async () => emptyResponse(403), pass("never")]);
  expect((await handle({ seen })).status).toBe(403);
  expect(seen).toEqual(["a in", "a out"]);
});

test("what a handler throws reaches those before it", async () => {
  const handle = compose<Context>([
    (_, next) => next().catch((error: Error) => emptyResponse(error.message.length)),
    () => {
      throw new Error("four".repeat(50));
    },
  ]);
  expect((await handle({ seen: [] })).status).toBe(200);
});

test("a list whose last handler does not respond is a mistake that says so", async () => {
  await expect(compose<Context>([pass("a")])({ seen: [] })).rejects.toThrow(
    "compose: expected the last handler to respond",
  );
});
