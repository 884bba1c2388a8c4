import { isObject } from "../http/text.ts";
import { type Answer, hrefOf, isSuccess, propertiesOf, type Question } from "./answer.ts";
import type { Expectation, Representation } from "./case.ts";
import { expectSuccess } from "./expected.ts";
import { resolve } from "./judge-answer.ts";
import type { Session } from "./session.ts";
import { type Target, toTarget } from "./target.ts";

/** A single request of a story. What it leaves out is as for most of them. */
export interface Step {
  step: string;
  operationId: string;
  target: Target;
  method?: string;
  representation?: Representation;
  headers?: Record<string, string | undefined>;
  properties?: Record<string, unknown>;
  text?: string;
  /** @default the document's statuses of success */
  expected?: Expectation;
  etag?: string;
}

const methodByVerb: Record<string, string> = { get: "GET", create: "POST", update: "PUT", delete: "DELETE" };

/** Sends a step. */
export function take(session: Session, { step, operationId, ...rest }: Step): Promise<Answer | undefined> {
  const verb = /^[a-z]+/.exec(operationId)?.[0] ?? "";
  const question: Question = {
    step,
    operationId,
    method: methodByVerb[verb] ?? "GET",
    representation: "json",
    expected: expectSuccess(operationId),
    ...rest,
  };
  return session.ask(question);
}

/** Returns the target of a link; undefined if there is none, or if it leaves the server. */
export function follow(answer: Answer | undefined, resource: string, rel = "self"): Target | undefined {
  if (!isSuccess(answer)) return undefined;
  return followIn(answer, answer.body, resource, rel);
}

/** Returns the target of a link of a resource within a response. */
export function followIn(answer: Answer, body: unknown, resource: string, rel = "self"): Target | undefined {
  return toOwnTarget(answer, hrefOf(body, rel), resource);
}

/** Returns the target of an href; undefined if there is none, or if it leaves the server. */
export function toOwnTarget({ question }: Answer, href: string | undefined, resource: string): Target | undefined {
  const { url: base } = question.target;
  const url = href === undefined ? undefined : resolve(href, base);
  return url && url.origin === base.origin ? toTarget(resource, url) : undefined;
}

/** Returns the ETag that a request has to send: in quotes, as deployed servers want it. */
export function quotedEtag(answer: Answer | undefined): string | undefined {
  const header = answer?.headers.etag;
  if (header === undefined) return undefined;
  return /^(W\/)?"/.test(header) ? header : `"${header}"`;
}

const notSentBack = ["_links", "_embedded", "rel", "etag"];

/** Returns what a PUT sends back of a resource that was read, with other values for some properties. */
export function playBack(answer: Answer | undefined, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const kept = Object.entries(propertiesOf(answer)).filter(([name]) => !notSentBack.includes(name));
  const sendable = kept.filter(([, value]) => !isObject(value) && value !== null);
  return { ...Object.fromEntries(sendable), ...changes };
}
