import { argumentError } from "../argument.ts";
import { isObject, type Properties } from "../codec/codec.ts";
import { mapTimestamps, writtenDate } from "../codec/timestamps.ts";
import { UcwaClientError } from "../errors.ts";
import { PreconditionFailedError, type UcwaError, UnknownOutcomeError } from "../server-errors.ts";
import type { Call } from "../transport/context.ts";
import { limitOf } from "../transport/limits.ts";
import type { Message } from "../transport/send.ts";
import { within } from "../transport/timeout.ts";
import { isStored } from "./is-stored.ts";
import { WireRepresentation } from "./representation.ts";
import { type Change, type Ground, represent, type UpdateOptions } from "./resource.ts";
import { checkRel, type UntypedTarget } from "./target.ts";

/** Reads a resource. */
type Read = (target: UntypedTarget, call: Call) => Promise<WireRepresentation>;

/**
 * Changes a resource and nothing else about it, by `PUT`.
 *
 * It throws UcwaError, UnknownOutcomeError, ArgumentError, and what `send` throws.
 */
export async function update(
  ground: Ground,
  rel: string,
  read: Read,
  target: UntypedTarget,
  change: Change,
  options: UpdateOptions = {},
): Promise<WireRepresentation> {
  const call = ground.begin(options);
  const retries = limitOf("retries", options.retries, 3);
  const isFixed = typeof change !== "function";
  let current = target instanceof WireRepresentation && target.etag ? target : await read(target, call);
  for (let left = retries; ; left--) {
    checkRel(current, rel);
    const { href } = current;
    const about = { method: "PUT", url: href };
    const changes = isFixed ? change : await within(call, about, "changes", async () => change(current));
    const message = putOf(current, rel, changes);
    const reread = () => read({ href }, call);
    try {
      return await represent(ground, message, call, reread);
    } catch (error) {
      if (!(error instanceof PreconditionFailedError)) throw error;
      if (error.mayHaveBeenApplied) return settle(error, message, current, reread);
      if (isFixed || left <= 0) throw error;
    }
    current = await reread();
  }
}

/** `PUT` replaces, so the whole representation goes back, on condition that it still is the current one. */
function putOf(current: WireRepresentation, rel: string, changes: object): Message {
  const { href, etag, source } = current;
  if (!isObject(changes)) throw argumentError("changes", "an object", changes);
  if (!etag) throw argumentError("etag", "the version that is to be replaced", etag);
  const body = withChanges(current, mapTimestamps(rel, { ...changes }, writtenDate));
  return { method: "put", to: { href }, rel, body, format: source.format, ifMatch: etag };
}

/**
 * All of a representation as it was written, with changes. Null takes a property away, undefined leaves it as it is.
 *
 * @throws ArgumentError for one so large that it cannot be written again
 */
function withChanges({ source }: WireRepresentation, changes: Properties): Properties {
  const given = Object.entries(changes).filter(([, change]) => change !== undefined);
  const changed = Object.fromEntries(given.map(([name, change]) => [name, change ?? undefined]));
  try {
    return { ...source.asWritten(), ...changed };
  } catch (error) {
    throw argumentError("target", "a representation that can be sent back", `${error}`);
  }
}

/**
 * Gives what is there after a 412 that may be due to an attempt of our own, if it is what that attempt has made of the
 * resource. In doubt, it is not.
 */
async function settle(
  cause: UcwaError,
  { body = {}, rel }: Message,
  before: WireRepresentation,
  read: () => Promise<WireRepresentation>,
): Promise<WireRepresentation> {
  const current = await read().catch((error: unknown) => {
    if (!(error instanceof UcwaClientError)) throw error;
  });
  // As a reader would see it.
  const sent = before.source.format.read(before.source.format.write(body, rel));
  if (current && isObject(sent) && isStored(rel, sent, before.data, current.data)) return current;
  const since = current ? "was changed by another writer since" : "could not be read since";
  const text = `an earlier attempt may have been stored, and the resource ${since}`;
  throw new UnknownOutcomeError(text, cause, { current }, cause);
}
