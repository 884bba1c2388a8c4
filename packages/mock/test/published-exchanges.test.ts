import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { afterAll, beforeAll, describe, test } from "vitest";
import { expectPublishedResponse } from "./support/replay.ts";
import type { TestMock } from "./support/way.ts";
import { startMock } from "./support/ways-in.ts";

let mock: TestMock;
beforeAll(async () => {
  mock = await startMock({ state: false });
});
afterAll(() => mock.close());

describe("without state, the mock answers the published requests as their page does", () => {
  test.each(exchanges)("$name", (exchange) => expectPublishedResponse(mock, exchange));
});
