import { isObject } from "../http/text.ts";
import { type Answer, allHrefs } from "./answer.ts";
import type { Finding } from "./finding.ts";

/** What is wrong, without the request that shows it. */
export type Found = Pick<Finding, "kind" | "pointer" | "expected" | "actual">;

/** Compares a response with what the document expects of the step. */
export function compareWithExpected({ question, status, body }: Answer): Found[] {
  const { statuses, code, isInferred } = question.expected;
  if (!statuses.includes(status)) {
    if (isInferred) return [];
    return [{ kind: "status", pointer: "status", expected: statuses.join(" or "), actual: String(status) }];
  }
  if (!code || status === 401 || !isObject(body) || body.code === code) return [];
  return [{ kind: "response", pointer: "/code", expected: JSON.stringify(code), actual: "another code" }];
}

/** A link to another origin, which the run does not follow: a client would send its token there. */
export function checkLinks({ question, status, body }: Answer, origin: string): Found[] {
  if (status >= 300) return [];
  const foreign = allHrefs(body).some((href) => resolve(href, question.target.url)?.origin !== origin);
  if (!foreign) return [];
  return [
    { kind: "behaviour", pointer: "/_links", expected: "links to the server", actual: "a link to another origin" },
  ];
}

/** Resolves a link against an address; undefined if it is none. */
export function resolve(href: string, base: URL): URL | undefined {
  try {
    return new URL(href, base);
  } catch {
    return undefined;
  }
}
