import type { Refusal } from "../contract/documented-error.ts";
import type { Answer } from "./contract.ts";
import { type Fault, type FaultName, type FaultOptions, readFault, readFaultOptions } from "./fault-setting.ts";

/** The faults of one server. */
export interface Faults {
  /** Throws `UnknownFaultError`, also for an option that it does not understand. Undefined ends what was set before. */
  set(fault: string | undefined, options?: FaultOptions): void;
  /** The fault that is to befall this request, if any. What the request prefers comes first. Throws `UnknownFaultError`. */
  next(preferred: string | undefined): Fault | undefined;
}

/** Starts without a fault. */
export function createFaults(): Faults {
  let current: Fault | undefined;
  let rate = 1;
  let left = Number.POSITIVE_INFINITY;
  let chance = createChance(0);
  return {
    set(fault, options = {}) {
      const read = readFaultOptions(options);
      current = fault === undefined ? undefined : readFault(fault);
      ({ rate, times: left } = read);
      chance = createChance(read.seed);
    },
    next(preferred) {
      if (preferred !== undefined) return readFault(preferred);
      if (!current || left === 0 || chance() >= rate) return undefined;
      left -= 1;
      return current;
    },
  };
}

/** How the ways of answering are reached from here. */
export interface Ways {
  answer(): Promise<Answer>;
  refuse(refusal: Refusal): Answer;
  /** Waits so many milliseconds. Throws where nobody is there any more to get the answer. */
  pause(ms: number): Promise<void>;
}

/** Answers with a fault, or with what the fault leaves of the answer. Throws what `pause` throws. */
export async function befall({ name, value = 0 }: Fault, ways: Ways): Promise<Answer> {
  if (name === "delay") {
    await ways.pause(value);
    return ways.answer();
  }
  if (name === "truncate") return { ...(await ways.answer()), wire: "truncate" };
  if (name === "reset") return { status: 0, headers: {}, body: "", wire: "reset" };
  return instead[name](ways, value);
}

type Instead = (ways: Ways, value: number) => Answer;

const instead: Record<Exclude<FaultName, "delay" | "truncate" | "reset">, Instead> = {
  "html-500": () => page(500, "Server Error", "500 - Internal server error."),
  "html-502": () =>
    page(502, "Bad Gateway", "502 - Web server received an invalid response while acting as a gateway."),
  "two-challenges": (ways) => {
    const refused = ways.refuse({ status: 401, name: "Unauthorized", message: "The token is not valid." });
    const challenges = [refused.headers["www-authenticate"], secondChallenge].join(", ");
    const { headers, body } = page(
      401,
      "Unauthorized",
      "401 - Unauthorized: Access is denied due to invalid credentials.",
    );
    return { ...refused, headers: { ...refused.headers, ...headers, "www-authenticate": challenges }, body };
  },
  "forbidden-28055": (ways) => {
    const challenged =
      ways.refuse({ status: 401, name: "Unauthorized", message: "" }).headers["www-authenticate"] ?? "";
    const headers = {
      "WWW-Authenticate": challenged,
      "X-Ms-diagnostics": invalidTicket,
      Warning: '120 host "InvalidToken"',
    };
    return ways.refuse({ status: 403, name: "Forbidden", message: "The token is not valid.", headers });
  },
  "too-many-requests": (ways, seconds) => retryAfter(ways, 429, "TooManyRequests", seconds),
  unavailable: (ways, seconds) => retryAfter(ways, 503, "ServiceUnavailable", seconds),
};

const secondChallenge =
  'Bearer trusted_issuers="00000001-0000-0000-c000-000000000000@*", client_id="00000004-0000-0ff1-ce00-000000000000"';
const invalidTicket =
  '28055;source="fe1.contoso.com";reason="The OAuth token is invalid.";faultcode="wsse:InvalidSecurityToken"';

function retryAfter(ways: Ways, status: number, name: string, seconds: number): Answer {
  const message = `Try again in ${seconds} seconds.`;
  return ways.refuse({ status, name, message, headers: { "Retry-After": String(seconds) } });
}

function page(status: number, title: string, text: string): Answer {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h2>${text}</h2></body></html>`;
  return { status, headers: { "content-type": "text/html" }, body };
}

/** Numbers from 0 to below 1 that look random and are the same for the same seed (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
