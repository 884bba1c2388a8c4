import { findOperation } from "../contract/contract-request.ts";
import { notFound } from "../contract/http-error.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { type Question, toQuestion } from "../har/question.ts";
import type { Recording } from "../har/recording.ts";
import type { Handler } from "../http/handler.ts";
import { isHeader, type MockResponse } from "../http/response.ts";
import { shorten } from "../http/text.ts";
import { createRedactor } from "../redact/redact.ts";
import type { Context } from "../resources/context.ts";

/**
 * Creates the last handler of a mock that responds from a recording. It throws `HttpError` with 404 for a request that was not recorded, with the
 * recorded one that resembles it most.
 */
export function replay(recording: Recording, operations: HttpOperation[]): Handler<Context> {
  const links = createLinks(recording.hosts);
  return async (context) => {
    const { request, route } = context;
    const operation = findOperation(operations, route, request.method);
    if (operation) context.operation = operation;
    const question = toQuestion(request.method, request.target, request.headers.accept);
    const response = recording.next(question);
    if (!response) throw notFound(describeAbsence(question, recording.nearest(question)));
    // Those of the server are in the recording.
    context.hasServerHeaders = true;
    const origin = context.findOrigin(request);
    return toResponse(response, (text) => links(text, origin));
  };
}

// They are about a connection, or about bytes that a recording does not have. The rest the mock writes itself.
const ownHeaders =
  /^(?:connection|keep-alive|proxy-connection|transfer-encoding|trailer|upgrade|content-(?:encoding|length)|vary|access-control-.*|set-cookie)$/;

function toResponse(
  { status, headers, body = new Uint8Array() }: ReturnType<Recording["next"]> & object,
  withLinks: (text: string) => string,
): MockResponse {
  const kept = Object.entries(headers).filter(([name, value]) => !ownHeaders.test(name) && isHeader(name, value));
  const isText = /json|xml|text|form/.test(headers["content-type"] ?? "");
  return {
    status,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, withLinks(value)])),
    body: isText ? changeAscii(body, withLinks) : body,
  };
}

/**
 * Changes what is ASCII in a text, and keeps the bytes of all else, whatever its charset is. A text in UTF-16 has no ASCII, so it stays as it is.
 */
function changeAscii(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  const changed = change(text);
  return new Uint8Array(changed.length).map((_, index) => changed.charCodeAt(index));
}

// What is no name of a host could end a text of JSON.
const validOrigin = /^https?:\/\/[\w.:[\]-]+$/;

/** Returns what lets the links to a server's hosts lead to the mock, at the origin that the client has to use. */
function createLinks(hosts: string[]): (text: string, origin: string) => string {
  const names = hosts.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
  // JSON may escape a slash.
  const link = new RegExp(`https?:(\\\\?/\\\\?/)(?:${names})(?::\\d+)?(?![\\w.-])`, "gi");
  return (text, origin) => {
    if (!validOrigin.test(origin)) return text;
    return text.replace(link, (_, slashes: string) => origin.replace("//", slashes));
  };
}

const maxTargetLength = 500;
const forms = { json: " in JSON", xml: " in XML", other: "" };

function describeAbsence(question: Question, nearest: Question | undefined): string {
  const hint = nearest ? `The nearest is of ${describe(nearest)}` : "Nothing was recorded";
  const differsInQuery = nearest && nearest.path === question.path && nearest.query !== question.query;
  return `There is no recording of ${describe(question)}. ${hint}${differsInQuery ? ", with another query" : ""}.`;
}

function describe({ method, path, query, representation }: Question): string {
  const target = createRedactor().target(query === "" ? path : `${path}?${query}`);
  return `${method} ${JSON.stringify(shorten(target, maxTargetLength))}${forms[representation]}`;
}
