import { check } from "../check/check.ts";
import { decodeResponse } from "../check/read-response.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { getErrorMessage, isObject } from "../http/text.ts";
import { type Answer, allHrefs, type Question } from "./answer.ts";
import { mediaTypeOf, tryWrite } from "./breaks-contract.ts";
import type { SentRequest } from "./curl.ts";
import { type ReceivedResponse, toExchange } from "./exchange.ts";
import type { Finding, Findings } from "./finding.ts";
import type { Transport } from "./transport.ts";

/** Sends the requests of a run, checks each response, and remembers what was answered. */
export interface Session {
  /** Sends a request. Undefined if there was no response. Throws the reason of the signal that stops the run. */
  ask(question: Question): Promise<Answer | undefined>;
  /** Adds what only several responses show. */
  report(answer: Answer, finding: Pick<Finding, "pointer" | "expected" | "actual">): void;
  /** Called with every response, before it is returned. */
  onAnswer(listener: (answer: Answer) => void): void;
  /** Called with every request that got no response. */
  onLost(listener: (question: Question) => void): void;
  answers: Map<string, Answer>;
  found: Findings;
  /** How many requests were sent. */
  count(): number;
  /** The steps whose response says that the server is busy. */
  busy: string[];
}

/** What a session needs. */
export interface SessionOptions {
  operations: HttpOperation[];
  transport: Transport;
  token: string;
  origin: string;
  bodyLimit: number;
  stop: AbortSignal;
}

/** Creates a session with one server. */
export function createSession(options: SessionOptions): Session {
  const { operations, transport, stop, bodyLimit } = options;
  const found: Findings = { findings: [], suggestions: [] };
  const answers = new Map<string, Answer>();
  const busy: string[] = [];
  const listeners: ((answer: Answer) => void)[] = [];
  const lost: ((question: Question) => void)[] = [];
  const requests = new Map<Question, SentRequest>();
  let count = 0;

  const add = (question: Question, status: number, finding: Omit<Finding, "question" | "sent" | "status">) =>
    found.findings.push({ question, sent: requests.get(question) ?? { headers: {} }, status, ...finding });

  const judge = async (question: Question, sent: SentRequest, received: ReceivedResponse) => {
    const exchange = toExchange(question.method, question.target.url, sent, received);
    const { violations, suggestions } = await check(operations, exchange, bodyLimit);
    for (const { side, severity, kind, pointer, expected, actual } of violations)
      if (side === "response" && severity === "error")
        add(question, received.status, { kind, pointer, expected, actual });
    found.suggestions.push(...suggestions);
    const { response, text } = await decodeResponse(exchange.response, question.target.resource, bodyLimit);
    return { body: response.body, text };
  };

  return {
    answers,
    found,
    busy,
    count: () => count,
    onAnswer: (listener) => listeners.push(listener),
    onLost: (listener) => lost.push(listener),
    report: ({ question, status }, finding) => add(question, status, { kind: "behaviour", ...finding }),
    async ask(question) {
      const sent = toRequest(question, options.token);
      // What the server has said cannot be sent back in XML.
      if (!sent) return undefined;
      requests.set(question, sent);
      count += 1;
      let received: ReceivedResponse;
      try {
        received = await transport.send(question.target.url, question.method, sent, stop);
      } catch (error) {
        for (const listener of lost) listener(question);
        stop.throwIfAborted();
        add(question, 0, {
          kind: "upstream",
          pointer: "response",
          expected: "a response",
          actual: describeFailure(error),
        });
        return undefined;
      }
      const { status, headers } = received;
      const answer = { question, status, headers, ...(await judge(question, sent, received)) };
      answers.set(question.step, answer);
      if (status === 429 || status === 503) busy.push(question.step);
      else for (const finding of compare(answer)) add(question, status, finding);
      for (const finding of checkLinks(answer, options.origin)) add(question, status, finding);
      for (const listener of listeners) listener(answer);
      return answer;
    },
  };
}

function toRequest(question: Question, token: string): SentRequest | undefined {
  const { properties, text, representation, target, headers } = question;
  const body = text ?? (properties && tryWrite(properties, representation, target.resource));
  if (body === undefined && properties) return undefined;
  const all: Record<string, string | undefined> = {
    authorization: `Bearer ${token}`,
    accept: mediaTypeOf(representation),
    ...(body !== undefined && { "content-type": mediaTypeOf(representation) }),
    ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
  };
  const present = Object.entries(all).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return { headers: Object.fromEntries(present), ...(body !== undefined && { body }) };
}

/** A text that is from outside is no part of a finding. */
function describeFailure(error: unknown): string {
  const message = getErrorMessage(error);
  return message.startsWith("no response within") ? message : "a broken connection";
}

type Found = Pick<Finding, "kind" | "pointer" | "expected" | "actual">;

function compare({ question, status, body }: Answer): Found[] {
  const { statuses, code, isInferred } = question.expected;
  if (!statuses.includes(status)) {
    if (isInferred) return [];
    return [{ kind: "status", pointer: "status", expected: statuses.join(" or "), actual: String(status) }];
  }
  if (!code || status === 401 || !isObject(body) || body.code === code) return [];
  return [{ kind: "response", pointer: "/code", expected: JSON.stringify(code), actual: "another code" }];
}

/** A link to another origin, which the run does not follow: a client would send its token there. */
function checkLinks({ question, status, body }: Answer, origin: string): Found[] {
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
