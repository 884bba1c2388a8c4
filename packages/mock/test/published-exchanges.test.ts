import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { afterEach, beforeEach, describe, test } from "vitest";
import { expectPublishedResponse } from "./support/replay.ts";
import type { TestMock } from "./support/way.ts";
import { startMock } from "./support/ways-in.ts";

let mock: TestMock;
beforeEach(async () => {
  mock = await startMock({ state: false });
});
afterEach(() => mock.close());

describe("without state, the mock answers the published requests as their page does", () => {
  test.each(exchanges)("$name", (exchange) => expectPublishedResponse(mock, exchange));
});
