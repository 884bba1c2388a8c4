import { type Answer, answer } from "./answer/answer.ts";
import { createEngine, type Engine } from "./prism/engine.ts";
import { httpOperations } from "./prism/operations.ts";
import { type Received, receive } from "./receive/receive.ts";
import { refuse } from "./refuse/refuse.ts";
import { serve } from "./serve/serve.ts";

/** Where a mock listens, and what it takes. */
export interface MockOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** The address to listen on; only this machine reaches the default, `127.0.0.1`. */
  host?: string;
  /** The largest body that is read, in bytes; a mebibyte unless told otherwise. */
  bodyLimit?: number;
}

/** A running mock. `await using` closes it at the end of the block. */
export interface Mock extends AsyncDisposable {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts a mock server on the document. Any number of them can run in a process; they share no state.
 * Throws `PortInUseError` where another process has the port.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { port = 0, host = "127.0.0.1", bodyLimit = 1_048_576 } = options;
  const engine = createEngine(await httpOperations());
  const served = await serve(async (message) => answerSafely(engine, await receive(message, bodyLimit)), {
    port,
    host,
  });
  return { ...served, [Symbol.asyncDispose]: served.close };
}

// A request must never be left without an answer, whatever is wrong with it or with this server.
async function answerSafely(engine: Engine, received: Received): Promise<Answer> {
  try {
    return await answer(engine, received);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const refusal = { status: 500, name: "ServiceFailure", message: `The mock failed: ${reason}` };
    return refuse(engine.operations, refusal, received.headers.accept);
  }
}
