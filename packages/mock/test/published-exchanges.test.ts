import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { afterAll, beforeAll, describe, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { expectPublishedResponse } from "./support/replay.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ state: false });
});
afterAll(() => mock.close());

describe("without state, the mock answers the published requests as their page does", () => {
  test.each(exchanges)("$name", (exchange) => expectPublishedResponse(mock.url, exchange));
});
