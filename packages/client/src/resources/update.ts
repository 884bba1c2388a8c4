import { isObject, type Properties } from "../codec/codec.ts";
import { writeBody } from "../codec/write-body.ts";
import { createArgumentError, UcwaClientError } from "../errors.ts";
import { PreconditionFailedError, type UcwaError } from "../server-errors.ts";
import type { CallContext, CallOptions } from "../transport/context.ts";
import { parseLimit } from "../transport/limits.ts";
import type { RequestSpec } from "../transport/request.ts";
import { withTimeout } from "../transport/timeout.ts";
import { type ClientContext, sendForRepresentation } from "./context.ts";
import { isStored } from "./is-stored.ts";
import { assertResource, type Representation, type Resource, ServerRepresentation } from "./representation.ts";
import { checkRel, resolveTarget, type Target } from "./target.ts";
import { UnknownOutcomeError } from "./unknown-outcome-error.ts";
import type { Change, UpdateOptions } from "./update-options.ts";

/** Reads a resource. */
type Read = (target: Target, call: CallContext) => Promise<ServerRepresentation>;

/**
 * Changes a resource and nothing else about it, by `PUT`.
 *
 * @throws UcwaError, UnknownOutcomeError, ArgumentError, and what `send` throws
 */
export async function update<R extends Resource, Changes extends object>(
  context: ClientContext,
  rel: R["rel"],
  read: Read,
  target: Target,
  change: Change<R, Changes>,
  options: UpdateOptions = {},
): Promise<ServerRepresentation> {
  const call = context.createCall(options);
  const conflictRetries = parseLimit("conflictRetries", 3, options.conflictRetries);
  let current = target instanceof ServerRepresentation && target.etag ? target : await read(target, call);
  for (let retriesLeft = conflictRetries; ; retriesLeft--) {
    checkRel(current, rel);
    const { href } = current;
    const spec = await createPut(current, rel, await makeChanges(call, current, change));
    const reread = () => read({ href }, call);
    try {
      return await sendForRepresentation(context, spec, call, reread);
    } catch (error) {
      if (!(error instanceof PreconditionFailedError)) throw error;
      if (error.mayHaveBeenApplied) return settle(error, spec, current, reread);
      if (!isFunction(change) || retriesLeft <= 0) throw error;
    }
    current = await reread();
  }
}

/**
 * Deletes a resource.
 *
 * @throws UcwaError, and what `send` throws
 */
export async function remove(
  { send, createCall }: ClientContext,
  rel: string,
  path: string,
  target: Target,
  options?: CallOptions,
): Promise<void> {
  const spec: RequestSpec = { method: "delete", target: resolveTarget(target, path, rel), rel };
  const { error } = await send(spec, createCall(options));
  // After an attempt without a response, a 404 means that it was deleted. A subcode says that more than this is gone.
  if (error && !(error.mayHaveBeenApplied && error.status === 404 && !error.subcode)) throw error;
}

/** The changes, from the caller's function if they are one. It has the timeout of an attempt. */
async function makeChanges<R extends Resource, Changes extends object>(
  call: CallContext,
  current: ServerRepresentation,
  change: Change<R, Changes>,
): Promise<Changes> {
  if (!isFunction(change)) return change;
  assertResource<R>(current);
  return withTimeout(call, { method: "PUT", url: current.href }, "the changes", async () => change(current));
}

/** Whether changes are a function. Its parameters are not checked. */
function isFunction<R extends Resource, Changes extends object>(
  change: Change<R, Changes>,
): change is (current: Representation<R>) => Changes | Promise<Changes> {
  return typeof change === "function";
}

/** `PUT` replaces. So the whole representation goes back, on condition that it is still the current one. */
async function createPut(current: ServerRepresentation, rel: string, changes: object): Promise<RequestSpec> {
  const { href, etag, source } = current;
  const written = writeBody("changes", rel, changes);
  if (!etag) throw createArgumentError("etag", "the version that is to be replaced", etag);
  const codec = (await source.codec.loadLossless?.()) ?? source.codec;
  const body = { ...parseWhole({ ...source, codec }), ...withoutUndefined(written) };
  return { method: "put", target: { href }, rel, body, codec, ifMatch: etag };
}

/**
 * All of a representation as the server wrote it.
 *
 * @throws ArgumentError for one so large that it cannot be written again
 */
function parseWhole({ text, select, codec }: ServerRepresentation["source"]): Properties | undefined {
  try {
    const whole = codec.parse(text);
    if (!isObject(whole)) return undefined;
    return select ? select(whole) : whole;
  } catch (error) {
    throw createArgumentError("target", "a representation that can be sent back", `${error}`);
  }
}

/** Changes without those that are undefined, which change nothing. Null becomes undefined, which takes a property away. */
function withoutUndefined(changes: Properties): Properties {
  const defined = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined.map(([name, value]) => [name, value ?? undefined]));
}

/**
 * Gives the current resource after a 412 that may be due to an attempt of our own, if it is what that attempt has made of it. In
 * doubt, it is not.
 *
 * @throws UnknownOutcomeError if it is not
 */
async function settle(
  cause: UcwaError,
  { body = {}, rel, codec }: RequestSpec,
  before: ServerRepresentation,
  read: () => Promise<ServerRepresentation>,
): Promise<ServerRepresentation> {
  const current = await read().catch((error: unknown) => {
    if (!(error instanceof UcwaClientError)) throw error;
  });
  // As a reader would see it.
  const sent = codec && before.source.codec.parse(codec.stringify(body, rel));
  if (current && isObject(sent) && isStored(rel, sent, before.data, current.data)) return current;
  const got = current ? "one that another writer has changed since" : "none: it could not be read since";
  const text = `expected the resource as an earlier attempt may have stored it, got ${got}`;
  throw new UnknownOutcomeError(text, cause, { current }, cause);
}
