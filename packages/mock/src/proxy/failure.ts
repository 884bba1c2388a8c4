import type { Failure } from "../check/exchange.ts";
import { getErrorMessage } from "../http/text.ts";

/** The client did not wait for the end of the response. */
export const clientLeft: Failure = {
  by: "client",
  status: 502,
  expected: "to stay connected until the response has ended",
  actual: "the end of the connection",
};

/** The proxy closed, and its `closeTimeout` was over. */
export const proxyClosed: Failure = {
  by: "upstream",
  status: 502,
  expected: "a response before the proxy closed",
  actual: "nothing, or only a part",
};

/** The upstream sent nothing for too long. */
export function tookTooLong(milliseconds: number): Failure {
  return {
    by: "upstream",
    status: 504,
    expected: `a response without a pause of ${milliseconds / 1000} s`,
    actual: "nothing",
  };
}

/** The upstream sent something that an HTTP server cannot forward. */
export function notHttp(actual: string): Failure {
  return { by: "upstream", status: 502, expected: "a response that HTTP allows", actual };
}

/** The upstream could not be reached, or broke the connection. */
export function brokenOff(error: unknown, hasBegun: boolean): Failure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const actual = getErrorMessage(error) || code;
  if (code.startsWith("HPE_")) return notHttp(actual);
  return {
    by: "upstream",
    status: 502,
    expected: hasBegun ? "the rest of the response" : "a response",
    actual,
  };
}
