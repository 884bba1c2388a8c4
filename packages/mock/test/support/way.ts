import type { FetchMock, FetchMockOptions } from "../../src/fetch.ts";
import type { MockControls } from "../../src/middleware/controls.ts";

/** The controls that also come over HTTP. */
export type RemoteControls = Omit<MockControls, "save" | "restore">;

/** A mock that a test talks to, whatever the way in is. `fetch` sends requests to `url`. */
export interface TestMock extends Omit<FetchMock, "save" | "restore"> {
  url: string;
}

/** A way in: how a program reaches a mock. */
export interface Way {
  name: string;
  start(options?: FetchMockOptions): Promise<TestMock>;
}

/** Makes a mock of what reaches it, and of what controls it. */
export function toTestMock(
  url: string,
  fetch: FetchMock["fetch"],
  controls: RemoteControls,
  close: () => Promise<void>,
): TestMock {
  return {
    url,
    fetch,
    get requests() {
      return controls.requests;
    },
    reset: controls.reset,
    seed: controls.seed,
    fault: controls.fault,
    close,
    [Symbol.asyncDispose]: close,
  };
}
