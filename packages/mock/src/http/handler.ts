import type { MockResponse } from "./response.ts";

/** Runs the handlers after this one, and gives their response. Throws what they throw. */
export type Next = () => Promise<MockResponse>;

/** One stage on the way of a request: it responds by itself, or hands on to the next and may change what that gives back. */
export type Handler<Context> = (context: Context, next: Next) => Promise<MockResponse>;

/** Makes one function of a list of handlers. The first gets the request first and the response last; the last has to respond. */
export function compose<Context>(handlers: readonly Handler<Context>[]): (context: Context) => Promise<MockResponse> {
  const run = async (context: Context, index: number): Promise<MockResponse> => {
    const handler = handlers[index];
    if (!handler) throw new Error("compose: expected the last handler to respond, got a call of next().");
    return handler(context, () => run(context, index + 1));
  };
  return (context) => run(context, 0);
}
