import { MockError } from "../errors.ts";
import type { Answer } from "../middleware/contract.ts";
import type { Received } from "../server/read-request.ts";

/** What pages of other origins may do, as the Fetch standard asks for it (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export interface Cors {
  /** The answer to a browser that asks whether a page may send a request; undefined for every other request. */
  preflight(received: Received): Answer | undefined;
  /** Whether a request comes from a page that nobody let in, or from a browser that asks for such a page. */
  isForeign(received: Received): boolean;
  /** An answer that the page which sent the request may read, where it may. */
  expose(received: Received, answer: Answer): Answer;
}

/** Whether a browser asks what a page may send. */
export function isPreflight({ method, headers }: Received): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Lets pages of these origins in, `*` all of them; pages of this machine where no origins are given. Throws `MockError` for what is no origin.
 */
export function createCors(origins?: string[]): Cors {
  for (const origin of origins ?? []) {
    if (!isOrigin(origin))
      throw new MockError(
        `cors: expected an origin such as https://app.contoso.com, or *, got ${JSON.stringify(origin)}.`,
      );
  }
  const allowed = ({ headers: { origin } }: Received): string | undefined => {
    if (origin === undefined) return undefined;
    const isAllowed = origins ? origins.includes("*") || origins.includes(origin) : loopback.test(origin);
    return isAllowed ? origin : undefined;
  };
  return {
    preflight(received) {
      if (!isPreflight(received) || !allowed(received)) return undefined;
      const asked = received.headers["access-control-request-headers"];
      return {
        status: 204,
        headers: {
          "access-control-allow-methods": "GET, PUT, POST, DELETE",
          ...(asked !== undefined && { "access-control-allow-headers": asked }),
          "access-control-max-age": "600",
        },
        body: "",
      };
    },
    isForeign: (received) => received.headers.origin !== undefined && allowed(received) === undefined,
    expose(received, answer) {
      const origin = allowed(received);
      if (origin === undefined) return answer;
      const names = Object.keys(answer.headers).filter((name) => !name.startsWith("access-control-"));
      const exposed = { "access-control-allow-origin": origin, "access-control-expose-headers": names.join(", ") };
      return { ...answer, headers: { ...answer.headers, ...exposed } };
    },
  };
}

function isOrigin(text: string): boolean {
  return text === "*" || (URL.canParse(text) && new URL(text).origin === text);
}
