import { type Switches, startMock } from "@ucwa-meetings/mock";
import { onTestFinished } from "vitest";
import { type ClientOptions, createClient } from "../../src/index.ts";
import { representations } from "./representations.ts";

/** Both kinds of server that the mock can be, each spoken to in both representations: the client has to do the same with all four. */
export const servers = representations.flatMap(({ name, options }) =>
  (["documented", "deployed"] as const).map((dialect) => ({ name, options, dialect })),
);

/** The meeting of the published samples. */
export const ids = { applicationId: "833", onlineMeetingId: "810" };

/** A mock for one test, and clients of it. The first time that something fails is not the last: repetitions hardly wait. */
export async function startServer({ options, dialect }: (typeof servers)[number], switches: Partial<Switches> = {}) {
  const mock = await startMock({ dialect, switches });
  onTestFinished(() => mock.close());
  const connect = (own: Partial<ClientOptions> = {}) =>
    createClient({
      baseUrl: `${mock.url}/ucwa/v1`,
      token: "cwt=anything",
      retry: { initialDelay: 1, maxDelay: 1 },
      ...options,
      ...own,
    });
  /** What was asked of the mock, and answered. */
  const asked = () => mock.requests.map(({ method, status }) => `${method} ${status}`);
  return { mock, connect, asked, ucwa: connect() };
}
