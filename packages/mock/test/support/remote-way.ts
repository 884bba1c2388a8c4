import { toTestMock, type Way } from "./way.ts";

/** What a program in another runtime says of a request: the answer, with its body in base64, or the error. */
interface RemoteAnswer {
  status: number;
  statusText: string;
  headers: [string, string][];
  body: string;
}

/**
 * The way into a mock that runs in another runtime, where a program has it do what comes over HTTP (`test/packed/consumer/mock-host.mjs`).
 * Takes JSON with the name of the way, and the URL of the program.
 */
export function createRemoteWay(json: string): Way {
  const { name, url: program }: { name: string; url: string } = JSON.parse(json);
  return {
    name,
    async start(options = {}) {
      const { id, url } = await call(program, "start", { options });
      const control = (action: string, ...args: unknown[]) => call(program, "control", { id, action, args });
      const controls = {
        get requests(): never {
          throw new Error(`${name}: the journal stays where the mock is.`);
        },
        reset: () => control("reset"),
        seed: (...args: unknown[]) => control("seed", ...args),
        fault: (...args: unknown[]) => control("fault", ...args),
      };
      return toTestMock(
        url,
        (input, init) => send(program, id, new Request(input, init)),
        controls,
        () => control("close"),
      );
    },
  };
}

async function send(program: string, id: string, request: Request): Promise<Response> {
  const { method, url, headers } = request;
  const body = request.body && Buffer.from(await request.arrayBuffer()).toString("base64");
  const answer: RemoteAnswer = await call(program, "send", { id, url, method, headers: [...headers], body });
  const bytes = Buffer.from(answer.body, "base64");
  return new Response(bytes.length === 0 ? null : bytes, answer);
}

async function call(program: string, action: string, message: unknown) {
  const response = await fetch(`${program}/${action}`, { method: "POST", body: JSON.stringify(message) });
  const { value, error } = JSON.parse(await response.text());
  if (error !== undefined) throw new Error(error);
  return value;
}
