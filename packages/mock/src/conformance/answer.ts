import { isObject } from "../http/text.ts";
import type { Expectation, Representation } from "./case.ts";
import type { Target } from "./target.ts";

/** A request to send, and the responses that are right. */
export interface Question {
  /** The name of the step; the same for the same document. */
  step: string;
  operationId: string;
  target: Target;
  method: string;
  representation: Representation;
  /** Headers besides those of each request. Undefined leaves one of those out. */
  headers?: Record<string, string | undefined>;
  /** The body in the JSON representation. */
  properties?: Record<string, unknown>;
  /** A body that is sent as it is. */
  text?: string;
  expected: Expectation;
  /**
   * The current ETag, which a line for curl has as a variable.
   * @default none
   */
  etag?: string;
}

/** What a server answered. */
export interface Answer {
  question: Question;
  status: number;
  /** Names in lower case; several headers of one name are joined by commas. */
  headers: Record<string, string>;
  text: string;
  /** The body in the JSON representation; undefined if there is none, or none that can be read. */
  body: unknown;
}

/** Whether a response is a success. */
export function isSuccess(answer: Answer | undefined): answer is Answer {
  return answer !== undefined && answer.status >= 200 && answer.status < 300;
}

/** Returns the properties of the resource in a response. */
export function propertiesOf(answer: Answer | undefined): Record<string, unknown> {
  return isObject(answer?.body) ? answer.body : {};
}

/** Returns the links of a resource with a relation, whether it is one or a list. */
export function linksOf(resource: unknown, rel: string): Record<string, unknown>[] {
  const links = isObject(resource) && isObject(resource._links) ? resource._links : {};
  return [links[rel]].flat().filter(isObject);
}

/** Returns the relations of the links of a response's resource, in the order of the alphabet. */
export function relationsOf({ body }: Answer): string[] {
  const links = isObject(body) && isObject(body._links) ? body._links : {};
  // XML has no form for an empty list.
  return Object.keys(links)
    .filter((rel) => linksOf(body, rel).length > 0)
    .sort();
}

/** Whether both responses have an ETag, and not the same one. Which responses need one is for the check to say. */
export function hasOtherEtag(first: Answer, second: Answer): boolean {
  const [one, other] = [first.headers.etag, second.headers.etag];
  return one !== undefined && other !== undefined && one !== other;
}

/** Returns the resources that a resource embeds under a relation, whether it is one or a list. */
export function embeddedIn(resource: unknown, rel: string): Record<string, unknown>[] {
  const embedded = isObject(resource) && isObject(resource._embedded) ? resource._embedded : {};
  return [embedded[rel]].flat().filter(isObject);
}

/** Returns the href of a resource's link; undefined if there is none. */
export function hrefOf(resource: unknown, rel = "self"): string | undefined {
  const href = linksOf(resource, rel)[0]?.href;
  return typeof href === "string" ? href : undefined;
}

/** Returns every href in a resource, wherever it is. */
export function allHrefs(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(allHrefs);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "href" && typeof inner === "string" ? [inner] : allHrefs(inner),
  );
}
