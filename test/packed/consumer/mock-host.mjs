/**
 * Has mocks do what comes as messages, in whatever runtime this is: start one, send it a request, control it. The other side is
 * `packages/mock/test/support/remote-way.ts`. Takes what creates a mock.
 */
export function createHost(createMock) {
  const mocks = new Map();
  return {
    async start({ options }) {
      const id = String(mocks.size + 1);
      mocks.set(id, await createMock(options));
      return { id, url: `https://mock-${id}.test` };
    },
    send: (message) => sendWith(mocks.get(message.id).fetch, message),
    control: async ({ id, action, args }) => {
      await mocks.get(id)[action](...args);
    },
    /** The mock that has a URL. */
    find: (url) => mocks.get(/^https:\/\/mock-(\d+)\.test\//.exec(url)?.[1]),
  };
}

/** Sends the request of a message with a `fetch`, and gives the answer as a message. */
export async function sendWith(fetch, { url, method, headers, body }) {
  const bytes = body === null ? null : Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
  const response = await fetch(url, { method, headers, body: bytes });
  const text = Array.from(new Uint8Array(await response.arrayBuffer()), (byte) => String.fromCharCode(byte)).join("");
  const { status, statusText } = response;
  return { status, statusText, headers: [...response.headers], body: btoa(text) };
}

/** Does what a message asks for. Gives an answer also where it cannot. */
export async function perform(host, action, message) {
  try {
    return { value: (await host[action](message)) ?? null };
  } catch (error) {
    return { error: String(error?.stack ?? error) };
  }
}
