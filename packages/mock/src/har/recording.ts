import { RecordingError } from "../errors.ts";
import { isObject } from "../http/text.ts";
import { type HarExchange, readEntry } from "./har-exchange.ts";
import { findNearest } from "./nearest.ts";
import { type Question, toQuestion } from "./question.ts";

/** The responses of a server, by what was asked. */
export interface Recording {
  /** The hosts of the server, each with its port. */
  hosts: string[];
  /** Returns the next response that was recorded for a request; after the last one, that again. Undefined if there is none. */
  next(question: Question): HarExchange["response"] | undefined;
  /** Returns the recorded request that resembles one most; undefined if nothing was recorded. */
  nearest(question: Question): Question | undefined;
  /** Begins with the first responses again. */
  reset(): void;
}

interface Answers {
  question: Question;
  responses: HarExchange["response"][];
  next: number;
}

/** Creates a recording from parsed HAR files, by their names. Throws `RecordingError` for one that is none. */
export function createRecording(files: Record<string, unknown>): Recording {
  const exchanges = Object.entries(files).flatMap(([name, har]) => readExchanges(name, har));
  const answers = new Map<string, Answers>();
  for (const { request, response } of exchanges) {
    const question = toQuestion(request.method, request.target, request.headers.accept);
    const key = JSON.stringify(question);
    const known = answers.get(key) ?? { question, responses: [], next: 0 };
    known.responses.push(response);
    answers.set(key, known);
  }
  return {
    hosts: [...new Set(exchanges.map(({ origin }) => new URL(origin).hostname))],
    next(question) {
      const known = answers.get(JSON.stringify(question));
      if (!known) return undefined;
      const response = known.responses[known.next];
      known.next = Math.min(known.next + 1, known.responses.length - 1);
      return response;
    },
    nearest: (question) =>
      findNearest(
        question,
        [...answers.values()].map((one) => one.question),
      ),
    reset() {
      for (const known of answers.values()) known.next = 0;
    },
  };
}

function readExchanges(name: string, har: unknown): HarExchange[] {
  const entries = isObject(har) && isObject(har.log) ? har.log.entries : undefined;
  if (!Array.isArray(entries))
    throw new RecordingError(`${name}: expected a HAR file with a list log.entries, got another value.`);
  const exchanges = entries.map((entry, index) => readEntry(`${name}: /log/entries/${index}`, entry));
  // Nothing that a server can send again: a request that was broken off, one that changed the protocol, or one to no server, such as a `data:` URL.
  return exchanges.filter(
    ({ origin, response: { status } }) => origin.startsWith("http") && status >= 200 && status <= 599,
  );
}
