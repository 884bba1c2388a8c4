import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { ask, meeting } from "./support/ask.ts";
import { message, openRaw, statuses } from "./support/raw-socket.ts";
import { collectUnhandled } from "./support/unhandled.ts";
import { ways } from "./support/ways-in.ts";

const failure = new Error("expected no violations, got one");
const failing = () => {
  throw failure;
};

test.each(ways)(
  "what a log throws takes no response away, and is a rejection that nobody handles: $name",
  async (way) => {
    for (const log of [failing, async () => failing()]) {
      await using mock = await way.start({ log });
      const seen = await collectUnhandled(async () => {
        const changed = await ask(mock, meeting, { method: "PUT", json: { subject: "Written" } });
        expect([changed.status, changed.json.subject]).toEqual([200, "Written"]);
        expect((await ask(mock, meeting)).json.subject).toBe("Written");
      });
      expect(seen).toEqual([failure, failure]);
    }
  },
);

test.each(ways)("where there is no log, there is nothing to handle: $name", async (way) => {
  await using mock = await way.start();
  expect(await collectUnhandled(() => ask(mock, meeting))).toEqual([]);
});

test("a log that throws takes no response from bytes that are no request, nor from requests that wait on the same connection", async () => {
  await using mock = await startMock({ log: failing });
  const seen = await collectUnhandled(async () => {
    using requests = await openRaw(mock, `${message("GET", meeting).repeat(2)}no request\r\n\r\n`);
    expect(statuses(await requests.closed())).toEqual(["200", "200", "400"]);
  });
  expect(seen).toEqual([failure, failure, failure]);
});
