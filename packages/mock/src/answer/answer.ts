import { type Decoded, decode, type Unreadable } from "../decode/decode.ts";
import { encode } from "../encode/encode.ts";
import { negotiate } from "../negotiate/negotiate.ts";
import type { Engine, EngineResult, Violation } from "../prism/engine.ts";
import type { HttpOperation } from "../prism/operations.ts";
import type { Received } from "../receive/receive.ts";
import { type Refusal, refuse } from "../refuse/refuse.ts";
import { allowedMethods, type Route, route } from "../route/route.ts";

/** What goes back. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Answers one request, as Prism does it: with the document's examples, and without memory. */
export async function answer(engine: Engine, received: Received): Promise<Answer> {
  const routed = route(received.target);
  const operation = findOperation(engine.operations, routed, received.method);
  if (!operation) return refuse(engine.operations, noOperation(routed, received), received.headers.accept);
  const decoded = decode(received, bodyTypes(operation));
  const offered = offeredTypes(operation);
  const mediaType = offered.length === 0 ? "*/*" : negotiate(received.headers.accept, offered);
  const result = await ask(engine, received, routed, decoded, mediaType);
  const refusal = whyNot(result, decoded, received, offered, mediaType);
  if (refusal) return refuse([operation], refusal, received.headers.accept);
  if (result.kind === "problem") throw new Error(result.message);
  return encode(result.response);
}

function ask(engine: Engine, received: Received, routed: Route, decoded: Decoded, mediaType: string | undefined) {
  const method = received.method.toLowerCase();
  if (!isMethod(method)) throw new Error(`No operation has the method ${received.method}.`);
  const body = "value" in decoded ? decoded.value : undefined;
  const headers = { ...received.headers, accept: mediaType ?? "application/json", "content-length": body ? "1" : "0" };
  const query = Object.fromEntries(routed.query);
  const request = { method, url: { path: routed.path, query }, headers, body };
  return engine.request(request, { mediaType: mediaType ?? "application/json" });
}

function whyNot(
  result: EngineResult,
  decoded: Decoded,
  received: Received,
  offered: string[],
  mediaType: string | undefined,
): Refusal | undefined {
  if (result.kind === "problem") return { status: result.status, name: "", message: result.message };
  if (result.request.some(({ code }) => code === "401")) {
    const came = received.headers.authorization === undefined ? "none came" : "another scheme came";
    return { status: 401, name: "Unauthorized", message: `Authorization: expected a Bearer ticket; ${came}.` };
  }
  const unreadable: Unreadable | undefined = "unreadable" in decoded ? decoded.unreadable : undefined;
  if (unreadable) return unreadable;
  const errors = result.request.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return invalid(errors);
  if (mediaType === undefined) {
    const message = `Accept: expected ${offered.join(" or ")}; ${JSON.stringify(received.headers.accept)} came.`;
    return { status: 406, name: "NotAcceptable", message };
  }
  return undefined;
}

function invalid(violations: Violation[]): Refusal {
  const parameters = violations.map(({ path, message }) => ({ name: path.slice(1).join("."), reason: message }));
  const message = violations.map((violation) => violation.message).join("; ");
  return { status: 400, name: "ParameterValidationFailure", message, parameters };
}

function noOperation(routed: Route, { method, target }: Received): Refusal {
  if (routed.template === undefined) {
    return { status: 404, name: "NotFound", message: `There is no resource at ${JSON.stringify(target)}.` };
  }
  const allowed = allowedMethods(routed.template);
  const message = `The resource answers to ${allowed}; ${method} came.`;
  return { status: 405, name: "MethodNotAllowed", message, headers: { Allow: allowed } };
}

function findOperation(all: HttpOperation[], { template }: Route, method: string): HttpOperation | undefined {
  return all.find((one) => one.path === template && one.method === method.toLowerCase());
}

function bodyTypes({ request }: HttpOperation): string[] {
  return (request?.body?.contents ?? []).map(({ mediaType }) => mediaType);
}

function offeredTypes({ responses }: HttpOperation): string[] {
  const success = responses.find(({ code }) => code.startsWith("2"));
  return (success?.contents ?? []).map(({ mediaType }) => mediaType);
}

type Method = Parameters<Engine["request"]>[0]["method"];

function isMethod(method: string): method is Method {
  return ["get", "put", "post", "delete"].includes(method);
}
