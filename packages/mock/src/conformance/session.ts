import { check } from "../check/check.ts";
import { decodeResponse } from "../check/read-response.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { getErrorMessage } from "../http/text.ts";
import type { Answer, Question } from "./answer.ts";
import type { SentRequest } from "./curl.ts";
import { type ReceivedResponse, toExchange } from "./exchange.ts";
import type { Finding, Findings } from "./finding.ts";
import { checkLinks, compareWithExpected, type Found } from "./judge-answer.ts";
import type { Transport } from "./transport.ts";
import { toRequest } from "./write-request.ts";

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
  const { transport, stop } = options;
  const found: Findings = { findings: [], suggestions: [] };
  const answers = new Map<string, Answer>();
  const busy: string[] = [];
  const listeners: ((answer: Answer) => void)[] = [];
  const lost: ((question: Question) => void)[] = [];
  const requests = new Map<Question, SentRequest>();
  let count = 0;

  const add = (question: Question, status: number, finding: Found) =>
    found.findings.push({ question, sent: requests.get(question) ?? { headers: {} }, status, ...finding });
  const send = async (question: Question, sent: SentRequest) => {
    try {
      return await transport.send(question.target.url, question.method, sent, stop);
    } catch (error) {
      for (const listener of lost) listener(question);
      stop.throwIfAborted();
      const actual = describeFailure(error);
      add(question, 0, { kind: "upstream", pointer: "response", expected: "a response", actual });
      return undefined;
    }
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
      const received = await send(question, sent);
      if (!received) return undefined;
      const { status, headers } = received;
      const { violations, suggestions, ...body } = await judge(options, question, sent, received);
      const answer = { question, status, headers, ...body };
      found.suggestions.push(...suggestions);
      for (const violation of violations) add(question, status, violation);
      answers.set(question.step, answer);
      if (status === 429 || status === 503) busy.push(question.step);
      else for (const finding of compareWithExpected(answer)) add(question, status, finding);
      for (const finding of checkLinks(answer, options.origin)) add(question, status, finding);
      for (const listener of listeners) listener(answer);
      return answer;
    },
  };
}

/** Has the check of the proxy and of drift look at a response, and reads it. */
async function judge(
  { operations, bodyLimit }: SessionOptions,
  { method, target }: Question,
  sent: SentRequest,
  received: ReceivedResponse,
) {
  const exchange = toExchange(method, target.url, sent, received);
  const { violations, suggestions } = await check(operations, exchange, bodyLimit);
  const { response, text } = await decodeResponse(exchange.response, target.resource, bodyLimit);
  const ofServer = violations
    .filter(({ side, severity }) => side === "response" && severity === "error")
    .map(({ kind, pointer, expected, actual }): Found => ({ kind, pointer, expected, actual }));
  return { body: response.body, text, violations: ofServer, suggestions };
}

/** A text that is from outside is no part of a finding. */
function describeFailure(error: unknown): string {
  const message = getErrorMessage(error);
  return message.startsWith("no response within") ? message : "a broken connection";
}
