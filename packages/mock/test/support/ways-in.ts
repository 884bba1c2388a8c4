import { expect } from "vitest";
import { createMock, type FetchMock, type FetchMockOptions } from "../../src/fetch.ts";
import { createRemoteWay } from "./remote-way.ts";
import { type RemoteControls, type TestMock, toTestMock, type Way } from "./way.ts";

/** Node's own `fetch`, as it is when it is called: MSW replaces it meanwhile. */
const globalFetch: FetchMock["fetch"] = (input, init) => fetch(input, init);

/** The way that all others are compared with. It and MSW are loaded when a test needs them, since the mutation tests do not. */
export const loopback: Way = {
  name: "loopback",
  async start(options) {
    const { startMock: startServer } = await import("../../src/index.ts");
    return Object.assign(await startServer(options), { fetch: globalFetch });
  },
};

let count = 0;

const inProcess: Way = {
  name: "in process",
  async start(options) {
    count += 1;
    return Object.assign(await createMock(options), { url: `http://in-process-${count}.test` });
  },
};

const msw: Way = {
  name: "MSW",
  async start(options) {
    count += 1;
    const url = `http://msw-${count}.test`;
    const [{ setupServer }, { handlers }] = await Promise.all([import("msw/node"), import("../../src/msw.ts")]);
    const mock = await createMock(options);
    const server = setupServer(...handlers(mock, { baseUrl: url }));
    server.listen({ onUnhandledFrame: "bypass" });
    const close = async () => {
      server.close();
      await mock.close();
    };
    return toTestMock(url, globalFetch, mock, close);
  },
};

const wayIn = process.env.UCWA_WAY_IN;

/** Whether a mock is reached in process alone, as the mutation tests do: they run each test many times. */
const isAlone = wayIn === inProcess.name;

/** The other ways: those of this process, or the one of another runtime that the long tests name. */
export const otherWays: Way[] = wayIn === undefined ? [inProcess, msw] : [isAlone ? inProcess : createRemoteWay(wayIn)];

/** The ways of this process. */
export const ways: Way[] = isAlone ? [inProcess] : [loopback, ...otherWays];

/**
 * Starts a mock on each way in. What is sent to the one that this gives is sent to all of them, and the test fails where an answer is not, byte
 * for byte, the one over loopback. It is not for requests at the same time, of which one or another may win. Starts one alone where that is wanted.
 */
export async function startMock(options: FetchMockOptions = {}): Promise<TestMock> {
  if (isAlone) return inProcess.start(options);
  const first = await loopback.start(options);
  const others = await Promise.all(otherWays.map(async ({ name, start }) => ({ name, mock: await start(options) })));
  const all = [first, ...others.map(({ mock }) => mock)];
  const close = async () => {
    await Promise.all(all.map((mock) => mock.close()));
  };
  const controls: RemoteControls = {
    get requests() {
      return first.requests;
    },
    reset: async () => void (await Promise.all(all.map((mock) => mock.reset()))),
    seed: async (seeds) => void (await Promise.all(all.map((mock) => mock.seed(seeds)))),
    fault: async (...fault) => void (await Promise.all(all.map((mock) => mock.fault(...fault)))),
  };
  const sendToAll: FetchMock["fetch"] = async (input, init) => {
    const request = new Request(input, init);
    const bytes = request.body && (await request.arrayBuffer());
    const send = async (mock: TestMock) => {
      const url = mock.url + request.url.slice(first.url.length);
      const response = await mock.fetch(url, { method: request.method, headers: request.headers, body: bytes });
      return await toAnswer(response);
    };
    const [expected, ...actual] = await Promise.all(all.map(send));
    for (const [index, answer] of actual.entries()) {
      expect({ way: others[index]?.name, ...answer }).toEqual({ way: others[index]?.name, ...expected });
    }
    if (!expected) throw new Error("There is no answer over loopback.");
    const { body, ...rest } = expected;
    return new Response(body === "" ? null : Buffer.from(body, "latin1"), rest);
  };
  return toTestMock(first.url, sendToAll, controls, close);
}

/** An answer, as two of them are compared. */
interface Answer {
  status: number;
  statusText: string;
  headers: Record<string, string>;
  /** A character for each byte. */
  body: string;
}

/** Headers of a connection (RFC 9110, section 7.6.1), and the time at which a server sends. */
const ofConnection = ["connection", "keep-alive", "transfer-encoding", "date"];

async function toAnswer(response: Response): Promise<Answer> {
  const { status, statusText } = response;
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !ofConnection.includes(name)));
  return { status, statusText, headers, body: Buffer.from(await response.arrayBuffer()).toString("latin1") };
}
